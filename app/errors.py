"""What can go wrong inside Konbit, by what the caller can do.

    KonbitError
    ├── NotFound      404: there is no such thing here
    ├── NotAllowed    403: this person may not do this
    ├── SignInFirst   401: nobody is signed in
    ├── Conflict      409: somebody was quicker, look again
    ├── BadForm       400: a field needs mending
    └── NotReady      503: try again in a moment

The gateway's and the ground's own errors are in `ingest.errors` and `geo.errors`; the table at the end
of this file gives each of them its status and the phrase that a person reads.
"""

from geo.errors import BadCoordinates, BadGazetteer, GeocoderBusy, GeocoderRefused
from ingest.errors import Forged, GiveUp, Malformed, TryLater, Unclear


class KonbitError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NotFound(KonbitError):
    """There is nothing at this address; check it, or start from the first page."""


class NotAllowed(KonbitError):
    """Your role does not include this; ask a coordinator of the incident."""


class SignInFirst(KonbitError):
    """Sign in to go on."""


class Conflict(KonbitError):
    """Somebody else was quicker; look at the page again before you act."""


class BadForm(KonbitError):
    """One field needs another look."""


class NotReady(KonbitError):
    """Konbit cannot store anything just now; nothing was taken. Try again in a moment."""


STATUS: dict[type[Exception], tuple[int, str]] = {
    NotFound: (404, "not_found"),
    NotAllowed: (403, "not_allowed"),
    SignInFirst: (401, "sign_in_first"),
    Conflict: (409, "conflict"),
    BadForm: (400, "bad_form"),
    NotReady: (503, "not_ready"),
    Forged: (403, "forged"),
    Malformed: (400, "malformed"),
    TryLater: (503, "not_ready"),
    GiveUp: (502, "not_sent"),
    Unclear: (502, "not_sent"),
    BadCoordinates: (400, "bad_coordinates"),
    BadGazetteer: (400, "bad_gazetteer"),
    GeocoderBusy: (503, "not_ready"),
    GeocoderRefused: (502, "not_ready"),
}
