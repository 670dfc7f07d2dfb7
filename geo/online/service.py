"""What every online geocoder must be able to do; a new one is a file here and a line in `services_of`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from geo.online.answer import Found
from geo.online.question import Question

MOST_PLACES = 5  # of one answer: enough to see namesakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One call, ready to be made."""

    url: str = field(repr=False)
    params: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(ABC):
    """One geocoder at the address that the operator set; no other address is ever called."""

    name: ClassVar[str]
    base_url: str = field(repr=False)
    contact: str = ""

    @abstractmethod
    def inquiry(self, question: Question) -> Inquiry:
        """Put a question into this service's words."""

    @abstractmethod
    def read(self, answer: object, question: Question) -> tuple[Found, ...]:
        """Read its JSON, the best place first; raises `GeocoderRefused` when it is no answer."""

    def address(self, path: str) -> str:
        """The full address of one of its pages."""
        return f"{self.base_url.rstrip('/')}/{path}"
