"""What can go wrong with a database of our own, told to the person at the keyboard.

LocalError
└── BinariesMissing
"""


class LocalError(RuntimeError):
    """The embedded database cannot be used; the message says what to do."""


class BinariesMissing(LocalError):
    """PostgreSQL with PostGIS is not installed: run `make setup`."""
