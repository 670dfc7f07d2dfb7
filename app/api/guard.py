"""The headers that every answer carries, so that a browser helps to protect people."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.inline import form_style_source


def policy(tile_url: str, *, framed_by: str = "'none'") -> str:
    """The content security policy: everything from ourselves, pictures also from the configured tiles.

    The forms carry their own small style inside, named by its hash: no other style in a page counts.
    """
    host = urlsplit(tile_url)
    tiles = f" {host.scheme}://{host.netloc.replace('{s}.', '*.')}" if host.netloc else ""
    return (
        f"default-src 'self'; script-src 'self'; style-src 'self' {form_style_source()}; "
        "object-src 'none'; base-uri 'none'; "
        f"form-action 'self'; frame-ancestors {framed_by}; img-src 'self' data:{tiles}"
    )


class Guard:
    """Adds the headers to what leaves, below every router and error handler."""

    def __init__(self, app: ASGIApp, tile_url: str) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": policy(tile_url),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)
