"""Decides how an invented person answers what Konbit texts them; all chance comes from one `Random`."""

from dataclasses import dataclass
from random import Random

from app.drill.cast import Helper, Person
from app.drill.compose import sentences

ARRIVED = 0.94  # how often the asker can say that help came
THANKS = 0.3  # … and then finds a word of thanks
CANNOT_COME = 0.04  # how often a helper must give a job back
FEELS_WRONG = 0.01  # … or leaves because something is not right
REFUSES_ALOUD = 0.6  # a helper who does not agree says so this often, else stays silent

WHERE = {"where.first", "where.wide", "where.near", "where.again"}
MOST_OPEN = 25  # needs that wait at once; the player holds its breath above
FIRST_NEEDS = 24  # told quickly, so that the map fills within the first minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One text as it came to an invented phone: with which catalog key it began, and what it asks last."""

    n: int
    to: str
    phrase: str
    text: str = ""
    digit: int | None = None
    case: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody will text, and in how many seconds. Dropped when `case` ends for them before."""

    after_s: float
    text: str
    case: str = ""


def answers(person: Person, heard: Heard, rng: Random) -> tuple[Plan, ...]:
    """Say what this person will text because of what they heard; mostly nothing."""
    words = sentences()[person.language]
    if heard.asks in WHERE and person.place:
        return (Plan(after_s=rng.uniform(5, 15), text=person.place, case=heard.case),)
    match heard.phrase:
        case "ask" | "ask.rough" if isinstance(person, Helper):
            return _agreement(person, heard, rng)
        case "yes.helper" | "place.wait" if isinstance(person, Helper):
            return (_job(person, heard.case, rng),)
        case "checkin.ask":
            return (Plan(after_s=rng.uniform(3, 8), text="OK", case=heard.case),)
        case "which" if heard.digit is not None:
            return (Plan(after_s=rng.uniform(3, 8), text=f"YES {heard.digit}"),)
        case "number.confirm":
            return (Plan(after_s=rng.uniform(3, 8), text=rng.choice(words.yes)),)
        case "done.asker":
            came = rng.random() < ARRIVED
            return (
                Plan(
                    after_s=rng.uniform(3, 12),
                    text=rng.choice(words.yes if came else words.no),
                    case=heard.case,
                ),
            )
        case "receipt.offer_noplace" if person.place:  # it asks in the same breath
            return (Plan(after_s=rng.uniform(5, 15), text=person.place, case=heard.case),)
        case "closed.asker" if rng.random() < THANKS:
            return (Plan(after_s=rng.uniform(4, 10), text=rng.choice(words.thanks)),)
    return ()


def pause_s(waiting: int, told: int, rng: Random) -> float:
    """Seconds until the next need is told: short at first, longer the more people wait."""
    if told < FIRST_NEEDS:
        return rng.uniform(1, 4)
    if waiting < 10:
        return rng.uniform(4, 9)
    if waiting < 18:
        return rng.uniform(9, 18)
    return rng.uniform(18, 36)


def _agreement(helper: Helper, heard: Heard, rng: Random) -> tuple[Plan, ...]:
    digit = "" if heard.digit is None else f" {heard.digit}"
    after_s = helper.think_s * rng.uniform(0.6, 1.6)
    words = sentences()[helper.language]
    if rng.random() < helper.yes:
        word = rng.choice(("YES", "YES", "yes", words.yes[0]))
        return (Plan(after_s=after_s, text=word + digit, case=heard.case),)
    if rng.random() < REFUSES_ALOUD:
        return (Plan(after_s=after_s, text=rng.choice(("NO", words.no[0])) + digit, case=heard.case),)
    return ()


def _job(helper: Helper, case: str, rng: Random) -> Plan:
    """How a job ends that was begun: nearly always well."""
    words = sentences()[helper.language]
    after_s = helper.work_s * rng.uniform(0.7, 1.4)
    luck = rng.random()
    if luck < FEELS_WRONG:
        return Plan(after_s=after_s / 2, text=rng.choice(words.unsafe), case=case)
    if luck < FEELS_WRONG + CANNOT_COME:
        return Plan(after_s=after_s / 2, text=withdrawal(helper, case, rng), case=case)
    return Plan(after_s=after_s, text=f"{rng.choice(words.done)} {case}".strip(), case=case)


def withdrawal(person: Person, case: str, rng: Random) -> str:
    """What a helper texts who cannot come, and an asker who found another way."""
    return f"{rng.choice(sentences()[person.language].cancel)} {case}".strip()
