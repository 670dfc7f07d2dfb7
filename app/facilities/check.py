"""What a place must say of itself before anybody is sent there."""

import re

from app.errors import BadForm
from app.facilities.shapes import NewPlace
from app.models.incident import Incident

LONGEST_NAME = 80
LONGEST_PLACE = 120
LONGEST_STOCK = 120
LONGEST_SOURCE = 80
LONGEST_NOTE = 200
MOST_PEOPLE = 1_000_000
# no table takes the first two; the last turn around what stands behind them, in a text and on every page
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]|[\u202a-\u202e\u2066-\u2069]")


def check_place(incident: Incident, said: NewPlace) -> None:
    """Raise `BadForm` with the one thing to mend."""
    _lengths(said)
    if any(
        UNSEEN.search(words)
        for words in (said.name, said.place, said.stock, said.source, *said.notes.values())
    ):
        raise BadForm("There are signs in it that nobody sees; write it once more by hand.")
    if not said.source:
        raise BadForm(f"Say who it is from, in at most {LONGEST_SOURCE} letters.")
    if strange := set(said.notes) - set(incident.languages):
        raise BadForm(f"The pages of this incident do not speak {', '.join(sorted(strange))}.")
    if not incident.area.holds(said.point):
        raise BadForm("This point lies outside the incident's area; check latitude and longitude.")
    _people(said)


def _lengths(said: NewPlace) -> None:
    if not said.name or len(said.name) > LONGEST_NAME:
        raise BadForm(f"Give the place a name of at most {LONGEST_NAME} letters.")
    if len(said.place) > LONGEST_PLACE:
        raise BadForm(f"Say where it is in at most {LONGEST_PLACE} letters.")
    if len(said.stock) > LONGEST_STOCK:
        raise BadForm(f"Say what there is in at most {LONGEST_STOCK} letters.")
    if len(said.source) > LONGEST_SOURCE:
        raise BadForm(f"Say who it is from, in at most {LONGEST_SOURCE} letters.")
    if any(len(note) > LONGEST_NOTE for note in said.notes.values()):
        raise BadForm(f"A note has at most {LONGEST_NOTE} letters in each language.")


def _people(said: NewPlace) -> None:
    for number in (said.capacity, said.free):
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            raise BadForm("Write how many people in digits, or leave it empty when nobody knows.")
    if said.capacity is not None and said.free is not None and said.free > said.capacity:
        raise BadForm("More are free than there is room for; mend one of the two numbers.")
