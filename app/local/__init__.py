"""A PostGIS of our own: a private cluster below `var/`, reached by a unix socket, with no port or password.

`Cluster(var)` starts and stops it, `bootstrap(cluster)` gives it its roles, database and extensions.
"""

from app.local.bootstrap import bootstrap
from app.local.cluster import Cluster
from app.local.errors import LocalError
from app.local.key import master_key

__all__ = ["Cluster", "LocalError", "bootstrap", "master_key"]
