"""`konbit up`: the database, the web server and its helpers as one tree of processes that stops cleanly.

`housed(settings)` is what every `konbit` command stands in: the database runs and is up to date.
"""

from app.launch.children import Child
from app.launch.house import housed
from app.launch.up import bring_up

__all__ = ["Child", "bring_up", "housed"]
