"""What can go wrong inside Konbit, by what the caller can do.

    KonbitError
    ├── NotFound      404: there is no such thing here
    ├── NotAllowed    403: this person may not do this
    ├── SignInFirst   401: nobody is signed in
    ├── Conflict      409: somebody was quicker, look again
    ├── BadForm       400: a field needs mending
    ├── TooSoon       429: too many tries in a row, wait so many seconds
    └── NotReady      503: try again in a moment

The gateway's and the ground's own errors are in `ingest.errors` and `geo.errors`; the table at the end
of this file gives each of them its status. What a person reads is the error's own message, translated.
"""

from geo.errors import BadCoordinates, BadGazetteer, GeocoderBusy, GeocoderRefused
from ingest.errors import Forged, GiveUp, Malformed, TryLater, Unclear, Unfit


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


class TooSoon(KonbitError):
    """Too many tries in a row did not fit; wait a minute and try again."""

    def __init__(self, wait_s: int = 60) -> None:
        super().__init__()
        self.wait_s = wait_s


class NotReady(KonbitError):
    """Konbit cannot store anything just now; nothing was taken. Try again in a moment."""


STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    NotAllowed: 403,
    SignInFirst: 401,
    Conflict: 409,
    BadForm: 400,
    TooSoon: 429,
    NotReady: 503,
    Forged: 403,
    Malformed: 400,
    TryLater: 503,
    GiveUp: 502,
    Unclear: 502,
    Unfit: 503,
    BadCoordinates: 400,
    BadGazetteer: 400,
    GeocoderBusy: 503,
    GeocoderRefused: 502,
}
