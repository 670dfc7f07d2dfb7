"""How a text becomes words to be found by, made alike at both ends: when it is kept and when it is sought.

Accents, capital letters, the many forms of one Arabic letter and the digits of every script are folded by the
reader's own table (`ingest.letters`); an apostrophe parts words; the Arabic article is left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ingest.letters import fold

LONGEST_WORD = 40
MOST_WORDS = 4_000  # of one report with its conversation
SPAN = 12  # 4,096 reports after each other share one sign
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0dff\u0e31-\u0e4e]+[^\W_]*)*")
_ARTICLE = re.compile(r"^ال(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word made alike, and where it stands in the text as it was written."""

    word: str
    start: int
    end: int


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut a text into words made alike."""
    folded = fold(text)
    for found in _WORD.finditer(folded.text):
        start, stop = found.span()
        word = _ARTICLE.sub("", found.group())[:LONGEST_WORD]
        yield Piece(word, folded.origin[start], folded.end(stop, length=len(text)))


def words_of(text: str) -> list[str]:
    """The words of a text, made alike, in their order."""
    return [piece.word for piece in pieces_of(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report as the index is made from it."""

    report_id: int
    texts: tuple[str, ...]
    kind: str
    categories: tuple[str, ...]
    urgency: int
    state: str
    verified: str
    rumour: bool
    language: str
    area: str
    placed: bool
    day: date


def span_sign(incident_id: int, report_id: int) -> str:
    """The sign that a stretch of reports shares: it keeps incidents apart, and walks back in time."""
    return f"span:{incident_id}:{report_id >> SPAN}"


def incident_sign(incident_id: int) -> str:
    """The sign that all reports of an incident share: a word that is rare here may be common elsewhere."""
    return f"incident:{incident_id}"


def day_sign(day: date) -> str:
    """The sign of the reports of one day, in UTC."""
    return f"day:{day:%Y%m%d}"


def area_sign(area: str) -> str:
    """The sign of a quarter or town."""
    return "area:" + "_".join(words_of(area))


def signs_of(incident_id: int, source: Source) -> set[str]:
    """What else than words a report is found by; a colon keeps a sign apart from any word."""
    signs = {
        incident_sign(incident_id),
        span_sign(incident_id, source.report_id),
        day_sign(source.day),
        f"kind:{source.kind}",
        f"state:{source.state}",
        f"verified:{source.verified}",
        f"language:{source.language}",
        "placed:yes" if source.placed else "placed:no",
    }
    signs |= {f"category:{name}" for name in source.categories}
    signs |= {f"urgency:{level}" for level in range(1, source.urgency + 1)}
    if source.rumour:
        signs.add("verified:rumour")
    if source.area:
        signs.add(area_sign(source.area))
    return signs


def document_of(incident_id: int, source: Source) -> tuple[str, set[str]]:
    """The document of one report as a tsvector is written, and all that stands in it.

    Between two texts is a gap, so that no phrase is found across them.
    """
    places: dict[str, list[int]] = {}
    at = 0
    for text in source.texts:
        for word in words_of(text):
            at += 1
            if at > MOST_WORDS:
                break
            places.setdefault(word, []).append(at)
        at += 1
    signs = signs_of(incident_id, source)
    written = [f"'{word}':{','.join(map(str, where[:64]))}" for word, where in places.items()]
    written += [f"'{plain(sign)}'" for sign in signs]
    return " ".join(written), {*places, *signs}


def plain(sign: str) -> str:
    """Drop quotes and backslashes: what stands between quotes ends where we end it."""
    return sign.replace("'", "").replace("\\", "")


def counted(documents: Iterable[set[str]]) -> Mapping[str, int]:
    """In how many documents each word stands."""
    n: dict[str, int] = {}
    for words in documents:
        for word in words:
            n[word] = n.get(word, 0) + 1
    return n
