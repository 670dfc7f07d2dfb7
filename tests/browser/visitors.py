"""Browsers for the people of a story, watched: who is called outside, what complains, what is injected."""

import re
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.browser.server import Server

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")  # set-up sees to one of them
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
).split()
REFUSED = re.compile(r"the server responded with a status of (\d+)")
# Chromium says most of this on its console too; the event says which rule and which address.
COMPLAIN = """document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
})"""


@dataclass  # no slots: playwright leaves a note on the owner of a listener
class Visitors:
    """Opens browsers, each with cookies and language of its own, and keeps what went wrong in any of them."""

    browser: Browser
    server: Server
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    refusals: set[int] = field(default_factory=set)  # statuses that the test provokes
    strangers: set[str] = field(default_factory=set)  # hosts that the operator has configured
    contexts: list[BrowserContext] = field(default_factory=list)

    async def open(
        self,
        *,
        width: int = 360,
        height: int = 740,
        language: str = "en",
        javascript: bool = True,
        cookies: list[dict[str, str]] | None = None,
    ) -> Page:
        """One more person sits down at an empty browser."""
        context = await self.browser.new_context(
            base_url=self.server.url,
            viewport={"width": width, "height": height},
            locale=language,
            java_script_enabled=javascript,
            color_scheme="light",
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        await context.add_init_script(COMPLAIN)
        if cookies:
            await context.add_cookies(cookies)  # type: ignore[arg-type]
        return await context.new_page()

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        address = urlsplit(request.url)
        if address.scheme in ("data", "blob"):
            return
        if address.netloc not in {urlsplit(self.server.url).netloc, *self.strangers}:
            self.faults.append(f"a request left the house: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        status = REFUSED.search(message.text)
        if status and int(status[1]) in self.refusals:
            return
        if any(stranger in message.location.get("url", "") for stranger in self.strangers):
            return
        self.faults.append(f"{message.type} at {message.location.get('url')}: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.faults.append(f"a script failed: {error.error}")

    async def leave(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            await context.close()
        self.contexts.clear()
