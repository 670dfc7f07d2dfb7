"""Weighs what speaks for a candidate against what speaks against it.

The weights were fitted on Haiti's reports of January 2010: names taught by the earlier ones, judged on the
ones that followed, in four steps through time, and once with nothing taught (`docs/places.md`). A candidate
gains what it is worth to choose it, most within a kilometre of the pin and little beyond eight. Set by hand
are «outside», «earlier», «agreed» and «hinted», which those reports cannot teach, and «disagrees», of which
they teach too little.
"""

from geo.gazetteer.candidates import Candidate, Signs

WEIGHTS = {
    "narrow": 2.5,  # a tenfold smaller place
    "spread": 0.25,  # its pins lie close together
    "taught": 0.7,
    "pins": 0.8,  # twice as many that agree
    "exact": 1.7,
    "number": 0.3,
    "unnumbered": 0.7,
    "street": 0.6,
    "settlement": -1.1,
    "country": -0.3,
    "known": 1.5,
    "foremost": 0.25,
    "agrees": 1.4,  # with a wider place that the text names
    "disagrees": -3.0,  # tenfold farther outside of it; fitted -1.2, which left streets in the wrong town
    "apart": -0.35,
    "seconded": -0.4,
    "agreed": 2.5,  # by two pins, against where the gazetteer has that name
    "rivals": -0.2,
    "within": 0.5,
    "late": -1.5,  # people begin with what is nearest to them
    "near": -0.2,
    "vague": -0.3,
    "words": -0.15,
    "hinted": 2.0,
    "outside": -2.0,
    "earlier": 1.0,
}
SIZE = ("narrow", "spread", "settlement", "country", "street", "known", "late", "words")
LEAST = -0.3


def score(candidate: Candidate) -> float:
    """Add up what the signs are worth; the zero means nothing, only differences do."""
    return weighed(candidate.signs)


def is_credible(candidate: Candidate) -> bool:
    """Say whether it is this place at all, however wide: below, it is likelier another one, or none."""
    told = {name: value for name, value in candidate.signs.items() if name not in SIZE}
    return weighed(told) >= LEAST


def weighed(signs: Signs) -> float:
    """Weigh bare signs."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in signs.items())
