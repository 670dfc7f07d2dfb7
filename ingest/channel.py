"""What every gateway must be able to do, and the shelf on which they stand."""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from datetime import datetime
from typing import ClassVar

import httpx

from ingest.errors import GiveUp, Malformed
from ingest.shapes import Answer, Call, Credentials, Inbound, Media, MediaRequest, Outbound, Receipt


class Channel(ABC):
    """One way in and out. A new one is one file in `ingest/channels/` with one subclass."""

    name: ClassVar[str]
    secrets: ClassVar[tuple[str, ...]] = ()  # the names of the credentials it needs
    options: ClassVar[tuple[str, ...]] = ()  # those it may have as well, set at the desk
    only_drill: ClassVar[bool] = False  # it exists in drills alone
    leaves_house: ClassVar[bool] = True  # it sends to a network; a drill never does
    inside: ClassVar[bool] = False  # a page of our own puts messages in: nobody outside calls it

    _shelf: ClassVar[dict[str, type["Channel"]]] = {}

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "name" in cls.__dict__:
            Channel._shelf[cls.name] = cls

    @abstractmethod
    def receive(self, call: Call, credentials: Credentials) -> Inbound:
        """Check that the gateway made this call and read it; raises `Forged` or `Malformed`."""

    def receipt(self, call: Call, credentials: Credentials) -> Receipt:
        """Check and read a status callback; raises `Forged` or `Malformed`."""
        raise Malformed(f"{self.name} has no status callbacks")

    @abstractmethod
    def answer(self, case_path: str) -> Answer:
        """Say «stored» in the gateway's own form; `case_path` is where the sender can follow the case."""

    @abstractmethod
    async def send(self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials) -> str:
        """Hand one message over and return the gateway's id for it; raises a `NotSent`."""

    async def find(
        self, http: httpx.AsyncClient, message: Outbound, credentials: Credentials, since: datetime
    ) -> str | None:
        """After an `Unclear`, ask whether the gateway took the message at `since` or later.

        Returns its id, or None: it has no such message, so sending again is right (a gateway that cannot be
        asked says None too: twice is better than never). Raises `TryLater` while the gateway does not answer.
        """
        return None

    def media_request(self, media: Media, credentials: Credentials) -> MediaRequest:
        """Say how to ask for a photo or a sound; raises `GiveUp` for an address that is not the gateway's.

        The address came in with a message, so nothing of it is believed but what the gateway's own look like.
        """
        raise GiveUp(f"{self.name} gives no photos and no sounds")


def shelf() -> dict[str, Channel]:
    """Find every channel by looking into its folder, so that nobody keeps a list."""
    package = importlib.import_module("ingest.channels")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"ingest.channels.{module.name}")
    return {name: kind() for name, kind in sorted(Channel._shelf.items())}
