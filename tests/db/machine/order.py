"""Everything that can happen, in any order: the real thing and the world of the rules never differ."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import ClassVar, TypeVar

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, lists, none, sampled_from, tuples

from app import clock
from app.house import House
from app.models.incident import Automation
from app.models.report import ReportState
from tests.db.machine.door import GIFT, NEED, Door, Seen
from tests.db.machine.world import GOING, LIVE, TAKES_A_PLACE, Case, Question, Tie, World

ASKERS = ("Amina", "Chidi", "Eve")
HELPERS = ("Bayu", "Chen", "Femi", "Gus")
PEOPLE = (*ASKERS, *HELPERS)
MOST_CASES, MOST_PLACES = 5, 3
MOMENT = timedelta(minutes=10)  # between two moves: nobody is texted more than they can read
NUMBERED = ("yes", "no", "on_way", "here", "done", "cancel")
COMMANDS = (*NUMBERED, "unsafe", "stop", "start", "duty", "off")
MEANT = {
    "ask": ("yes", "yes", "yes", "no", "on_way", "cancel", "unsafe"),
    "job": ("done", "done", "on_way", "here", "cancel", "unsafe"),
    "confirm": ("yes", "no", "done"),
    "rest": ("yes", "no"),
}
ANY = integers(min_value=0, max_value=59)
HEARD = ("yes", "yes", "yes", "no", "on_way", "stop", "unsafe", "off")  # from people who are asked
HOWS = ("digit", "digit", "bare", "code", "wrong")
SAID = lists(tuples(sampled_from(HEARD), sampled_from(HOWS)), min_size=1, max_size=4)
Told = TypeVar("Told")
Run = Callable[[Coroutine[None, None, Told]], Told]


class AnyOrder(RuleBasedStateMachine):
    """Each rule moves both worlds, and then they are compared. `house` and `run` are given by who plays."""

    house: ClassVar[House]
    run: ClassVar[Callable]
    made_by: ClassVar[type[World]] = World
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.world = self.made_by(clock.now())
        self.told: list[str] = []
        self.door: Door = self.run(Door.opened(self.house, PEOPLE))
        self.last: Seen = self._look()

    @initialize(helpers=integers(2, 4), needs=sampled_from((1, 1, 2, 3)), more=booleans(), said=SAID)
    def begin(self, helpers: int, needs: int, more: bool, said: list[tuple[str, str]]) -> None:
        """Somebody needs something, and some can help: else most of a short story is silence."""
        for who in HELPERS[:helpers]:
            self.offer_by(who)
        for who in ASKERS[:needs]:
            self.report_by(who)
        if more:
            self.want_one_more(0)
        if needs > 1:
            self.busy_hour()
        self.call(0, said)

    # people

    @precondition(lambda self: self._may_report())
    @rule(n=ANY)
    def report(self, n: int) -> None:
        self.report_by(_nth(self._may_report(), n))

    @precondition(lambda self: self._may_offer())
    @rule(n=ANY)
    def offer(self, n: int) -> None:
        self.offer_by(_nth(self._may_offer(), n))

    @rule(n=ANY, word=sampled_from(COMMANDS), digit=none() | integers(min_value=1, max_value=3))
    def text(self, n: int, word: str, digit: int | None) -> None:
        """Anybody texts anything: strangers, the wrong people, the wrong number."""
        self._text(_nth(PEOPLE, n), word, digit if word in NUMBERED else None, None)

    @rule(n=ANY, word=sampled_from(NUMBERED), case=ANY)
    def text_code(self, n: int, word: str, case: int) -> None:
        """Anybody names a case, theirs or not."""
        codes = [one.name for one in self.world.cases]
        self._text(_nth(PEOPLE, n), word, None, _nth(codes, case) if codes else None)

    @precondition(lambda self: self.world.open_questions())
    @rule(n=ANY, word=ANY, bare=booleans())
    def answer(self, n: int, word: int, bare: bool) -> None:
        """Somebody answers what they were asked."""
        self._answer(_nth(self.world.open_questions(), n), word, bare=bare)

    @precondition(lambda self: self._asked("ask"))
    @rule(n=ANY)
    def agree(self, n: int) -> None:
        """A helper who is asked says yes."""
        self._answer(_nth(self._asked("ask"), n), 0, bare=False)

    @precondition(lambda self: self._asked("ask"))
    @rule(n=ANY)
    def all_agree(self, n: int) -> None:
        """Everybody who was asked for one need says yes, one after the other."""
        case = _nth(self._asked("ask"), n).case
        for question in self._asked("ask"):
            if question.case is case and question in self._asked("ask"):
                self._answer(question, 0, bare=False)

    @precondition(lambda self: self._asked("job", "confirm"))
    @rule(n=ANY, word=ANY)
    def go_on(self, n: int, word: int) -> None:
        """A job goes on, or ends."""
        self._answer(_nth(self._asked("job", "confirm"), n), word, bare=True)

    @precondition(lambda self: self._asked("job"))
    @rule(n=ANY, came=booleans(), again=booleans())
    def bring(self, n: int, came: bool, again: bool) -> None:
        """A helper is done, perhaps says so twice, to the desk too, and the person says whether help came."""
        job = _nth(self._asked("job"), n)
        for _ in range(1 + again):
            self._answer(job, 0, bare=False)
        if again and job.tie is not None:
            self._press("finish_by_phone", job.tie)  # and the desk hears it on the telephone
        for question in [one for one in self._asked("confirm") if one.case is job.case]:
            for _ in range(1 + again):
                self._text(question.owner, "yes" if came else "no", None, None)

    @precondition(lambda self: self._needs())
    @rule(n=ANY, said=SAID)
    def call(self, n: int, said: list[tuple[str, str]]) -> None:
        """The desk asks all who could go to a need, taken or not; they answer, and it looks again."""
        case = _nth(self._needs(), n)
        self.look(n, False)
        for tie in [tie for tie in self.world.of(case) if tie.state == "proposed"]:
            self._press("ask", tie)
        asked = [one for one in self._asked("ask") if one.case is case]
        for question, (word, how) in zip(asked, said, strict=False):
            digit = {"digit": question.digit, "wrong": question.digit % 3 + 1}.get(how)
            named = case.name if how == "code" else None
            numbered = word in NUMBERED
            self._text(question.owner, word, digit if numbered else None, named if numbered else None)
        self.look(n, False)

    @precondition(lambda self: len(self._needs()) > 1)
    @rule()
    def busy_hour(self) -> None:
        """The machine asks for every need there is: nobody carries more than they agreed to."""
        for n in range(len(self._needs())):
            self.look(n, True)

    def _answer(self, question: Question, word: int, *, bare: bool) -> None:
        digit = None if bare or not question.digit else question.digit
        command = _nth(MEANT[question.kind], word)
        self._text(question.owner, command, digit if command in NUMBERED else None, None)

    # the machine and the desk

    @precondition(lambda self: self._needs())
    @rule(n=ANY, itself=booleans())
    def look(self, n: int, itself: bool) -> None:
        """Hop 3 looks at a need; where it may ask by itself the story checks whom it chose."""
        case = _nth(self._needs(), n)
        self._pass(MOMENT, "look at", case.name, "itself" if itself else "")
        automation = Automation.FULL if itself else Automation.SUGGEST
        self.run(self.door.look(case.name, automation=automation, now=self.world.now))
        if self.world.is_looked_for(case):
            may, most = self.world.may_be_asked(case), self.world.most_asked(case) if itself else 0
            self.world.suggest(case, may)
            self._learn_whom_it_asked(case, may, most)
        self._compare()

    def _learn_whom_it_asked(self, case: Case, may: set[str], most: int) -> None:
        seen = self._look()
        asked = {who for code, who, state in seen.ties if code == case.name and state == "asked"}
        before = {tie.helper for tie in self.world.of(case) if tie.state == "asked"}
        chosen = asked - before
        assert chosen <= may, f"{chosen - may} were asked who may not be"
        assert len(chosen) == min(len(may), most), f"asked {chosen}, where {most} of {may} may be"
        for tie in [tie for tie in self.world.of(case) if tie.state == "proposed" and tie.helper in chosen]:
            assert self.world.ask(tie)

    @precondition(lambda self: self._ties("proposed"))
    @rule(n=ANY)
    def ask(self, n: int) -> None:
        self._press("ask", _nth(self._ties("proposed"), n))

    @precondition(lambda self: self.world.ties)
    @rule(n=ANY, what=sampled_from(("ask", "release", "accept_by_phone", "finish_by_phone")))
    def press(self, n: int, what: str) -> None:
        """The desk presses a button, perhaps one of a page that is long out of date."""
        self._press(what, _nth(self.world.ties, n))

    @precondition(lambda self: self._needs())
    @rule(n=ANY)
    def want_one_more(self, n: int) -> None:
        case = _nth(self._needs(), n)
        if case.places < MOST_PLACES:
            self._pass(MOMENT, "one more for", case.name)
            case.places += 1
            self.run(self.door.want(case.name, case.places, now=self.world.now))
            self._compare()

    @precondition(lambda self: len(self._needs()) > 1)
    @rule(n=ANY, m=ANY)
    def merge(self, n: int, m: int) -> None:
        into, other = _nth(self._needs(), n), _nth(self._needs(), m)
        self._pass(MOMENT, "merge", other.name, "into", into.name)
        done = self.run(self.door.merge(into.name, other.name, now=self.world.now))
        assert done == self.world.merge(into, other)
        self._compare()

    @precondition(lambda self: self._needs())
    @rule(n=ANY)
    def split(self, n: int) -> None:
        merged = [case for case in self._needs() if case.into is not None]
        case = _nth(merged or self._needs(), n)
        self._pass(MOMENT, "split", case.name)
        done = self.run(self.door.split(case.name, now=self.world.now))
        assert done == self.world.split(case)
        self._compare()

    @precondition(lambda self: self._needs())
    @rule(n=ANY)
    def close_or_reopen(self, n: int) -> None:
        case = _nth(self._needs(), n)
        if case.into is not None:
            return
        self._pass(MOMENT, "close or reopen", case.name)
        close = case.state in LIVE
        state = ReportState.CLOSED if close else ReportState.OPEN
        self.run(self.door.settle(case.name, state, now=self.world.now))
        self.world.close(case) if close else self.world.reopen(case)
        self._compare()

    @rule(hours=sampled_from((1, 3, 12, 49)))
    def wait(self, hours: int) -> None:
        """Time passes, and nobody says a word."""
        self._pass(timedelta(hours=hours), hours, "hours")
        self._compare()

    # laws that hold however the two worlds agree

    @invariant()
    def nobody_goes_for_nothing(self) -> None:
        for code, _, _, places, _ in self.last.cases:
            taken = sum(one == code and state in TAKES_A_PLACE for one, _, state in self.last.ties)
            assert taken <= places, (
                f"{taken} are accepted for {places} places of {code}, after {self.story()}"
            )

    @invariant()
    def a_case_is_taken_only_while_somebody_goes(self) -> None:
        for code, _, state, _, _ in self.last.cases:
            going = any(one == code and tie in GOING for one, _, tie in self.last.ties)
            assert going or state != "accepted", f"nobody goes to {code}, after {self.story()}"

    # how

    def report_by(self, who: str) -> None:
        self._pass(MOMENT, who, "needs water")
        self.run(self.door.text(who, NEED, now=self.world.now))
        self.world.report(who, self._newest())
        self._compare()

    def offer_by(self, who: str) -> None:
        self._pass(MOMENT, who, "can bring water")
        self.run(self.door.text(who, GIFT, now=self.world.now))
        self.world.offer(who, self._newest())
        self._compare()

    def _text(self, who: str, word: str, digit: int | None, named: str | None) -> None:
        self._pass(MOMENT, f"{who}:", word, named, digit)
        self.run(self.door.command(who, word, digit, named, now=self.world.now))
        if self.world.text(who, word, digit, named):
            self.world.cry(who, self._newest())
        self._compare()

    def _press(self, what: str, tie: Tie) -> None:
        if tie not in self.world.ties:
            return
        self._pass(MOMENT, "the desk:", what, tie.case.name, tie.helper)
        self._compare()  # time has passed: the list may be another
        if tie not in self.world.ties:
            return
        both = [one for one in self.world.of(tie.case) if one.helper == tie.helper]
        which = tie.case.name, tie.helper, both.index(tie)
        done = self.run(getattr(self.door, what)(which, now=self.world.now))
        assert done == getattr(self.world, what)(tie), f"{what}: {'done' if done else 'refused'}"
        self._compare()

    def _pass(self, span: timedelta, *what: object) -> None:
        """Let time pass for both, before the move that is told: what is due by then happens first."""
        self.told.append(" ".join(str(word) for word in what if word not in (None, "")))
        self.world.pass_time(span)
        self.run(self.door.ring(now=self.world.now))

    def _newest(self) -> str:
        return self._look().cases[-1][0]

    def _look(self) -> Seen:
        self.last = self.run(self.door.seen(now=self.world.now))
        return self.last

    def _compare(self) -> None:
        type(self).steps += 1
        real, ought = self._look(), self._ought()
        for what in ("cases", "ties", "questions", "ready", "silent"):
            is_so, should = getattr(real, what), getattr(ought, what)
            assert is_so == should, f"{what}: it is {_apart(is_so, should)}, after {self.story()}"

    def story(self) -> str:
        """Tell what happened so far."""
        return "; ".join(self.told)

    def _ought(self) -> Seen:
        world = self.world
        return Seen(
            cases=tuple(
                (one.name, one.owner, one.state, one.places, one.into.name if one.into else "")
                for one in world.cases
            ),
            ties=tuple(sorted((tie.case.name, tie.helper, tie.state) for tie in world.ties)),
            questions=tuple(
                (one.owner, one.kind, one.digit, one.case.name if one.case else "")
                for one in sorted(world.open_questions(), key=lambda one: one.owner)
            ),
            ready=tuple(sorted(who for who in world.duties if self._is_ready(who))),
            silent=tuple(sorted(world.silent & world.duties.keys())),
        )

    def _is_ready(self, who: str) -> bool:
        duty = self.world.duties[who]
        return duty.on and (duty.rest_until is None or duty.rest_until <= self.world.now)

    def _needs(self) -> list[Case]:
        return [case for case in self.world.cases if not case.offer]

    def _asked(self, *kinds: str) -> list[Question]:
        return [one for one in self.world.open_questions() if one.kind in kinds]

    def _ties(self, state: str) -> list[Tie]:
        return [tie for tie in self.world.ties if tie.state == state]

    def _may_report(self) -> list[str]:
        """Who needs something new: a second text of who waits already is another story."""
        if len(self._needs()) >= MOST_CASES:
            return []
        waiting = {case.owner for case in self.world.cases if case.state in LIVE}
        return [who for who in ASKERS if who not in waiting]

    def _may_offer(self) -> list[str]:
        return [who for who in HELPERS if who not in self.world.duties]


def _nth(things, n: int):
    return things[n % len(things)]


def _apart(real: tuple, ought: tuple) -> str:
    more = [one for one in real if one not in ought]
    less = [one for one in ought if one not in real]
    return f"{more}, and should be {less}" if more or less else f"{real}, in another order than {ought}"
