"""What can go wrong with a place, by what the caller can do.

GeoError
├── BadCoordinates     the numbers are not a place on Earth: ask the person again
├── BadGazetteer       the file has a wrong line: mend it and load again, nothing was changed
├── GeocoderBusy       try again later, after `wait_s` when it says
└── GeocoderRefused    trying again will not help
"""


class GeoError(Exception):
    """Something is wrong with this place."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class BadCoordinates(GeoError):
    """These numbers are not a place on Earth: latitude is -90 to 90, longitude -180 to 180."""


class BadGazetteer(GeoError):
    """This gazetteer file has a line that cannot be read; nothing was changed."""


class GeocoderBusy(GeoError):
    """The geocoder is busy; try again later."""

    def __init__(self, message: str | None = None, *, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s  # how long it asked us to wait


class GeocoderRefused(GeoError):
    """The geocoder refused the question; asking again will not help."""
