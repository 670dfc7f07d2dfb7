"""What a text looks like once it is cut into words: the types that the stages of reading hand on."""

from dataclasses import dataclass
from enum import IntEnum


class Gap(IntEnum):
    """What stands between a word and the one before it."""

    JOINED = 0  # nothing, a hyphen, an apostrophe
    SPACE = 1
    PAUSE = 2  # a comma, a colon, a bracket
    STOP = 3  # the end of a sentence or line, the beginning of the text


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its form to look up («?» where a letter was lost), where it stands, what stands before it."""

    form: str
    start: int
    end: int
    gap: Gap
    capital: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A whole text in words; `shouted` when capital letters mean nothing; `numbered`: some are digits."""

    text: str
    all: tuple[Word, ...]
    shouted: bool = False
    numbered: bool = False

    def gap_after(self, stop: int) -> Gap:
        """Say what follows the words before `stop`; the end of the text is a `STOP`."""
        return self.all[stop].gap if stop < len(self.all) else Gap.STOP

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Give the characters of the original text that these words cover."""
        return self.all[first].start, self.all[stop - 1].end


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text, from digits or words, and which words say it."""

    value: float
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Gift:
    """An offer and its clause; not `sure`: somebody has a thing or a trade, and says no more."""

    first: int
    stop: int
    clause: range
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known of a text that may ask: its length in words, what its words and the model make of it."""

    size: int
    score: float  # of the words
    chance: float  # the model's, of a need
    named: bool  # something is named for sure, or lacked
    counted: bool  # a number of people is told
    taught: bool  # the model knows the language


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a text speaks: `plain`, so that words which ask are enough; content, selling, telling anything."""

    plain: bool
    content: bool  # it thanks, or says that there is enough
    sells: bool
    tells: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """A sign that something is gone or sought, and the first word that names the thing."""

    first: int
    stop: int
    thing: int
