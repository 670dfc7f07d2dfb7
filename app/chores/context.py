"""Hands the worker's house to tasks: procrastinate calls them with nothing but their own arguments."""

from contextvars import ContextVar

from app.house import House

_house: ContextVar[House] = ContextVar("house")


def set_chore_house(house: House) -> None:
    """Say in which house the tasks of this worker run."""
    _house.set(house)


def chore_house() -> House:
    """The house of the worker that runs this task."""
    return _house.get()
