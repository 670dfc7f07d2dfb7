"""`konbit up`: the database, the web server and its helpers as one tree of processes that stops cleanly.

`at_home(settings)` is what every `konbit` command stands in: the database runs and is up to date.
"""

from app.launch.children import Child
from app.launch.home import at_home
from app.launch.up import bring_up

__all__ = ["Child", "at_home", "bring_up"]
