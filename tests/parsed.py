"""A page as a checker reads it: its tags, in order, and its ids."""

from collections import Counter
from html.parser import HTMLParser


class Page(HTMLParser):
    """What a checker wants to know of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.ids = Counter(found["id"] for _, found in self.tags if "id" in found)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
