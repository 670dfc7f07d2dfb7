"""A person at the simulator's page: they write, and read what comes."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Handset:
    """One phone, open in a browser."""

    page: Page

    async def open(self, number: str = "new", *, language: str = "") -> "Handset":
        """Take a phone in hand."""
        chosen = f"&lang={language}" if language else ""
        await self.page.goto(f"/i/drill/phone?number={number.replace('+', '%2B')}{chosen}")
        return self

    async def text(self, words: str) -> None:
        """Write and send; the words then stand in the conversation."""
        before = await self.page.locator("#phone-lines .theirs").count()
        await self.page.locator("#text").fill(words)
        await self.page.locator(".send button").click()
        await expect(self.page.locator("#phone-lines .theirs")).to_have_count(before + 1)

    def lines(self) -> Locator:
        """What Konbit said to this phone."""
        return self.page.locator("#phone-lines .ours > p")

    async def hears(self, pattern: str) -> str:
        """Wait, without touching the page, for a text like this; give its words."""
        line = self.lines().filter(has_text=re.compile(pattern)).last
        await expect(line).to_be_visible()
        return await line.inner_text()


def case_of(words: str) -> str:
    """The case code in a text: «Dosye K7F3: dlo …»."""
    found = re.search(r"(?:Dosye|Dossier|Case|Caso)\s+([0-9A-Z]{4,7})\b", words, re.IGNORECASE)
    assert found, f"no case code in «{words}»"
    return found[1]
