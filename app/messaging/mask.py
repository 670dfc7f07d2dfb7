"""Words that go from one person to another lose what leads past us: numbers, addresses, links.

Two strangers write through our number, so that neither has to give theirs away. A mask too many costs a
question, one too few costs somebody their peace: in doubt it is masked.
"""

import re

MASKED = "•••"
FEWEST_DIGITS = 7  # a shorter number is a house, an amount, a year or whom to call in an emergency

_EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"""(?:https?://|www\.)[^\s<>«»]+
    | (?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|info|biz|app)(?!\w)(?:/[^\s<>«»]*)?
    | (?<![\w@.])(?:[\w-]+\.)+[a-z]{2,}/[^\s<>«»]+""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = r"[\s\-.·/()+\u2010-\u2015\u200b-\u200f\u2060\u00ad]"
_NUMBER = re.compile(rf"(?<![^\W_])[+(]*\d(?:{_BETWEEN}{{0,3}}\d)*(?![^\W\d_])|\d{{{FEWEST_DIGITS},}}")
# what has many digits and is no number to call: a position, a day, a time, a span of years
_KEPT = re.compile(
    r"""(?<![\d.])[+-]?\d{1,2}\.\d{3,}\s*[,;\s]\s*[+-]?\d{1,3}\.\d{3,}(?![\d.])
    | (?<!\d)(?<!\d[-./])
      (?:(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:19|20)\d\d)(?![-./]?\d)
    | (?<![\d:])[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])
    | (?<!\d)(?<!\d[-–])(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d(?![-–]?\d)""",
    re.VERBOSE,
)
_ROUND = re.compile(r"[1-9]\d?0{5,}|[1-9]\d{0,2}(?:[\s.]\d{3})*[\s.]000")


def mask(words: str) -> str:
    """Put «•••» where a text tells a telephone number, an e-mail address or a link."""
    unlinked = _LINK.sub(MASKED, _EMAIL.sub(MASKED, words))
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(unlinked):
        parts += (_masked(unlinked[end : kept.start()]), kept.group())
        end = kept.end()
    return "".join((*parts, _masked(unlinked[end:])))


def _masked(words: str) -> str:
    return _NUMBER.sub(lambda found: MASKED if _is_called(found.group()) else found.group(), words)


def _is_called(number: str) -> bool:
    """Tell a telephone number from an amount: a million is round, or grouped and round."""
    digits = sum(character.isdecimal() for character in number)
    return digits >= FEWEST_DIGITS and not _ROUND.fullmatch(number)
