"""Keeps the agenda of the invented people: who texts what, and when, given what they have heard.

It knows no network and no clock: seconds and what was heard come in, texts come out.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from app.drill.cast import Cast, Person
from app.drill.compose import a_need
from app.drill.decide import MOST_OPEN, Heard, Plan, answers, pause_s, withdrawal

OFFERS_S = 8.0  # all helpers offer within this
PASSERS_S = (14.0, 240.0)  # everybody else texts once between these
PASSER_AGAIN = 0.08  # later, how often such a text comes beside a need
PATIENCE_S = (480.0, 840.0)  # after so long without help, the asker found another way
HOLD_S = 4.0

ENDS_NEED = {
    "closed.asker",
    "cancelled.asker",
    "receipt.other",
    "receipt.missing",
    "receipt.safe",
    "receipt.offer",
}
BEGINS_NEED = {
    "receipt.need",
    "receipt.need_noplace",
    "receipt.emergency",  # it comes first where life is at risk
    "not_arrived.asker",
    "released.asker",
    "unsafe.asker",
}
ENDS_JOB = {"released", "cancelled.helper", "yes.taken", "yes.lapsed", "released.helper", "unsafe.helper"} | {
    "off_job.helper",
    "off_job.leave",
}


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text on the agenda, ordered by when it is due."""

    due_s: float
    order: int
    sender: str
    text: str
    case: str = ""
    need: bool = False


@dataclass(slots=True)
class Waiting:
    """A need that somebody has told and that is still open."""

    until_s: float  # then their patience ends
    case: str = ""


class Story:
    """One run of the drill from its first offer on; the same seed and the same texts heard give the same."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.people = cast.by_number()
        self.waiting: dict[str, Waiting] = {}
        self._cast = cast
        self._rng = Random(seed)
        self._agenda: list[Text] = []
        self._order = 0
        self._told = 0
        self._next_need_s = 0.0
        self._untold = list(self._rng.sample(cast.askers, len(cast.askers)))

    def begin(self, now_s: float) -> None:
        """Let the helpers offer, put the passers on the agenda, and the first need after them."""
        for i, helper in enumerate(self._cast.helpers):
            self._plan(helper, Plan(after_s=i * OFFERS_S / len(self._cast.helpers), text=helper.text), now_s)
        for passer in self._cast.passers:
            plan = Plan(after_s=self._rng.uniform(*PASSERS_S), text=passer.text)
            self._plan(passer, plan, now_s, need=passer.kind == "need")
        self._next_need_s = now_s + OFFERS_S

    def resume(self, heard: Iterable[Heard], now_s: float) -> None:
        """Go on in a town that has been lived in: of the past, only the last word to each person waits."""
        last = {}
        for one in heard:
            self._learn(one, now_s)
            last[one.to] = one
        for one in last.values():
            self._answer(one, now_s)
        self._told, self._next_need_s = len(self._untold), now_s + HOLD_S
        self._untold.clear()

    def hear(self, heard: Heard, now_s: float) -> None:
        """Take in one text that reached an invented phone; strangers' phones are left alone."""
        self._learn(heard, now_s)
        self._answer(heard, now_s)

    def due(self, now_s: float) -> list[Text]:
        """Say what is texted now: answers that are due, perhaps one more need, and who gives up waiting."""
        if now_s >= self._next_need_s:
            self._tell_need(now_s)
        self._lose_patience(now_s)
        texts = []
        while self._agenda and self._agenda[0].due_s <= now_s:
            texts.append(heapq.heappop(self._agenda))
        for text in texts:
            if text.need:  # it counts as open from now on, before Konbit has answered
                self.waiting.setdefault(text.sender, Waiting(self._patience_s(now_s)))
        return texts

    def _answer(self, heard: Heard, now_s: float) -> None:
        person = self.people.get(heard.to)
        if person is None:
            return
        for plan in answers(person, heard, self._rng):
            self._plan(person, plan, now_s)

    def _learn(self, heard: Heard, now_s: float) -> None:
        if heard.to not in self.people:
            return
        if heard.phrase in ENDS_NEED:
            self.waiting.pop(heard.to, None)
        elif heard.phrase in BEGINS_NEED:
            self.waiting[heard.to] = Waiting(self._patience_s(now_s), heard.case)
        elif heard.phrase == "yes.asker" and heard.to in self.waiting:
            self.waiting[heard.to].until_s = self._patience_s(now_s)
        elif heard.phrase in ENDS_JOB and heard.case:
            self._agenda = [one for one in self._agenda if (one.sender, one.case) != (heard.to, heard.case)]
            heapq.heapify(self._agenda)

    def _tell_need(self, now_s: float) -> None:
        if len(self.waiting) >= MOST_OPEN:
            self._next_need_s = now_s + HOLD_S
            return
        asker = next((asker for asker in self._untold if asker.number not in self.waiting), None)
        if asker:
            self._untold.remove(asker)
            self._plan(asker, Plan(after_s=0, text=asker.text), now_s, need=True)
        else:
            self._tell_more(now_s)
        self._told += 1
        self._next_need_s = now_s + pause_s(len(self.waiting), self._told, self._rng)

    def _tell_more(self, now_s: float) -> None:
        """After everybody has texted once: new words from somebody who is not waiting already."""
        free = [asker for asker in self._cast.askers if asker.number not in self.waiting]
        asker = self._rng.choice(free)
        self._plan(asker, Plan(after_s=0, text=a_need(asker.language, self._rng)), now_s, need=True)
        if self._rng.random() < PASSER_AGAIN:
            passer = self._rng.choice([passer for passer in self._cast.passers if passer.again])
            self._plan(passer, Plan(after_s=self._rng.uniform(1, 5), text=passer.text), now_s)

    def _lose_patience(self, now_s: float) -> None:
        """Withdraw what nobody could help with, so that the town neither drowns nor falls silent."""
        for number, waiting in list(self.waiting.items()):
            if now_s < waiting.until_s:
                continue
            del self.waiting[number]
            if waiting.case:
                person = self.people[number]
                text = withdrawal(person, waiting.case, self._rng)
                self._plan(person, Plan(after_s=0, text=text), now_s)

    def _patience_s(self, now_s: float) -> float:
        return now_s + self._rng.uniform(*PATIENCE_S)

    def _plan(self, person: Person, plan: Plan, now_s: float, *, need: bool = False) -> None:
        self._order += 1
        due_s = now_s + plan.after_s
        heapq.heappush(self._agenda, Text(due_s, self._order, person.number, plan.text, plan.case, need))
