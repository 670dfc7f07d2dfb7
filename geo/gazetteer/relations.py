"""Words that say the place is not quite where the name is: «near», «bò kote», «2 km from»."""

import re

from geo.gazetteer.guards import HEADS
from geo.gazetteer.keys import Gram
from geo.gazetteer.question import Question
from geo.gazetteer.words import NEAR, ROADS, SHORT, STREETS

LOOK_BACK = 4  # words
AWAY = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[.,]\d{1,3})?)\s?(?P<unit>km|kilom\w{0,8}|m|met\w{0,4}|mèt|mi|miles?)\b"
    r"[^\d.,;!?\n]{1,30}$",
    re.IGNORECASE,
)
METRES = {"k": 1000.0, "mi": 1609.0}


def widening(question: Question, gram: Gram) -> tuple[float, str]:
    """Give by how much the words before a name widen its circle, and the word that does."""
    for back in range(1, LOOK_BACK + 1):
        word = question.before(gram, back)
        if word == "":
            break
        if word in NEAR:
            return NEAR[word], word
        if back == 1 and SHORT.get(word, word) in ROADS | STREETS:
            return 2.0, word  # the street that is named for it
        if SHORT.get(word, word) in HEADS:
            break
    return 1.0, ""


def away_m(question: Question, gram: Gram) -> float:
    """Give the distance in «2 km south of Aquin», 0 where none is said."""
    match = AWAY.search(question.text[max(0, gram.start - 60) : gram.start])
    if match is None:
        return 0.0
    unit = match["unit"].lower()
    factor = next((metres for beginning, metres in METRES.items() if unit.startswith(beginning)), 1.0)
    return float(match["n"].replace(",", ".")) * factor
