"""How sure is sure: the bounds between the three words in which every page tells a doubt."""

from enum import StrEnum

SURE, LIKELY = 0.8, 0.5


class Doubt(StrEnum):
    """Three words, for a tired person has no use for 0.738; `macros.doubt_word` says them."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    UNTOLD = ""  # nobody noted it, as in the readings of an earlier Konbit


def doubt_of(confidence: float | None) -> Doubt:
    """Put a chance (0 to 1) into a word."""
    if confidence is None:
        return Doubt.UNTOLD
    return Doubt.SURE if confidence >= SURE else Doubt.LIKELY if confidence >= LIKELY else Doubt.UNSURE
