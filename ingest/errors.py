"""What can go wrong with a gateway or a file of weights, by what the caller can do.

ChannelError
├── Refused            (a call in)
│   ├── Forged         403: the gateway did not send this
│   └── Malformed      400: the gateway's fields are not what its protocol says
└── NotSent            (a message out)
    ├── TryLater       nothing was sent; try again, after `wait_s` when the gateway says
    ├── GiveUp         nothing was sent and never will be: show it to a person
    └── Unclear        it may have been sent: ask the gateway before any new try

Unfit                  weights that were made for another reader: make them again
"""

from collections.abc import Mapping


class ChannelError(Exception):
    """Something is wrong between a gateway and us."""

    def __init__(self, message: str | None = None, *, code: str | None = None) -> None:
        super().__init__(message or self.__doc__)
        self.code = code  # the gateway's own error code, for the desk


class Refused(ChannelError):
    """This call cannot be taken."""


class Forged(Refused):
    """This call does not carry the gateway's signature; check the credentials and the public URL."""


class Malformed(Refused):
    """This call is not in the form that the gateway's protocol gives."""

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.fields = dict(fields or {})  # for a person's form: field → catalog key of what to do about it


class NotSent(ChannelError):
    """This message did not go out."""


class TryLater(NotSent):
    """The gateway cannot take this message now; it will be tried again."""

    def __init__(
        self, message: str | None = None, *, code: str | None = None, wait_s: float | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.wait_s = wait_s


class GiveUp(NotSent):
    """The gateway will never take this message; a person should look."""


class Unclear(NotSent):
    """The gateway may or may not have taken this message; find out before sending again."""


class Unfit(Exception):
    """These weights were made for another reader; make them again."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)
