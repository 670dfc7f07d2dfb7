"""Slow and scheduled tasks, one a file; every one may run twice."""

import importlib
import pkgutil


def load_chores() -> None:
    """Import every task, so that the worker knows it."""
    for found in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{found.name}")
