"""The `konbit` command: start it, make incidents and accounts, try the reader, replay messages."""

from app.cli.root import main

__all__ = ["main"]
