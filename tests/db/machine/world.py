"""What ought to be, in plain Python: who asks, who helps, which questions are open, and what each word does.

Written from the rules that people are told, not from the program: no table, no text, no clock of its own.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

GOING = ("accepted", "on_way", "there")
UNDER_WAY = ("asked", *GOING)
TAKES_A_PLACE = (*GOING, "done")
HARD_DAY = (*TAKES_A_PLACE, "left", "stopped")
LIVE = ("new", "open", "asked", "accepted", "done")
BY_THE_WAY = ("rest",)
WAIT = timedelta(hours=2)  # for an answer to a question that is neither urgent nor idle
ASK_LASTS, JOB_LASTS, CONFIRM_LASTS = WAIT + timedelta(days=2), timedelta(days=30), timedelta(days=3)
REST_LASTS, REST = timedelta(hours=12), timedelta(hours=12)
CONFIRM_AFTER = timedelta(hours=48)  # the silence after which a case closes with a note
RECENT = timedelta(days=7)
DAY = timedelta(days=1)
LOAD_CAP, DAILY_CAP, MANY_A_DAY, WAVE = 2, 4, 3, 2


@dataclass(slots=True, eq=False)
class Case:
    """One need, or one helper's offer."""

    name: str
    owner: str
    created_at: datetime
    offer: bool = False
    state: str = "new"
    places: int = 1
    into: "Case | None" = None
    was: str = ""  # its state when it was merged
    placed: bool = True  # of whom only cries for help nobody knows where they are
    silent_at: datetime | None = None  # when silence after «did the help arrive?» closes it


@dataclass(slots=True, eq=False)
class Tie:
    """One helper and one need; the same two may be tied again after a release."""

    case: Case
    helper: str
    since_at: datetime
    state: str = "proposed"
    expires_at: datetime | None = None


@dataclass(slots=True, eq=False)
class Question:
    """What is open with one person, and what answers it."""

    owner: str
    kind: str
    expires_at: datetime
    case: Case | None = None
    tie: Tie | None = None
    digit: int = 0

    @property
    def live(self) -> bool:
        """Whether it was not overtaken: by silence, or by somebody else."""
        return self.tie is None or self.tie.state in (*UNDER_WAY, "done")


@dataclass(slots=True)
class Duty:
    """Whether somebody who offered help may be asked."""

    on: bool = True
    rest_until: datetime | None = None


@dataclass(slots=True)
class World:
    """Everything, at one moment. Its methods are what can happen; those that return False were refused."""

    now: datetime
    cases: list[Case] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    duties: dict[str, Duty] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    # what people text

    def report(self, who: str, name: str) -> None:
        """Somebody needs water."""
        self.cases.append(Case(name, who, self.now))

    def offer(self, who: str, name: str) -> None:
        """Somebody can bring water."""
        self.cases.append(Case(name, who, self.now, offer=True))
        self.duties[who] = Duty(on=who not in self.silent)

    def cry(self, who: str, name: str) -> None:
        """Somebody of whom we know nothing does not feel safe: a person must look."""
        self.cases.append(Case(name, who, self.now, placed=False))

    def text(self, who: str, word: str, digit: int | None, named: str | None) -> bool:
        """Somebody texts a command, perhaps with a number or the code of a case; True: it is a cry."""
        match word:
            case "yes" | "no":
                self._say(who, word, digit, named)
            case "on_way" | "here" | "done":
                self._tell(who, word, digit, named)
            case "cancel":
                self._cancel(who, digit, named)
            case "unsafe":
                return self._unsafe(who)
            case "stop":
                self._stop(who)
            case "start" | "duty":
                self._start(who, word)
            case "off":
                self._off(who)
        return False

    def _say(self, who: str, word: str, digit: int | None, named: str | None) -> None:
        question, _ = self.pick(who, ("ask", "confirm", "rest"), digit, named)
        if question is None:
            return
        if word == "no" or question.kind == "rest":
            self._close(question)
        if question.kind == "rest" and word == "yes":
            self.duties[who].rest_until = self.now + REST
            self._forget(who)
        elif question.kind == "confirm" and question.case:
            self._verdict(question.case, came=word == "yes")
        elif question.kind == "ask" and question.tie:
            self._accept(question.tie) if word == "yes" else self._decline(question.tie)

    def _tell(self, who: str, word: str, digit: int | None, named: str | None) -> None:
        kinds = ("job", "confirm") if word == "done" else ("job",)
        if word == "done":  # one number says how much came, unless there is more than one job to tell apart
            question, unclear = self.pick(who, kinds, None, named)
            if unclear and digit is not None:
                question, unclear = self.pick(who, kinds, digit, named)
        else:
            question, unclear = self.pick(who, kinds, digit, named)
        if question is None and not unclear and word == "on_way":
            question, _ = self.pick(who, ("ask",), digit, named)
        if question is None or question.tie is None or question.case is None:
            return
        if question.kind == "confirm":
            self._verdict(question.case, came=True)
        elif word == "done":
            self._finish(question.tie)
        elif question.kind == "ask":
            if self._accept(question.tie):
                self._move(question.tie, "on_way")
        elif word == "here" or question.tie.state == "accepted":
            self._move(question.tie, "on_way" if word == "on_way" else "there")

    def _cancel(self, who: str, digit: int | None, named: str | None) -> None:
        job, unclear = self.pick(who, ("job",), digit, named)
        if job is not None and job.tie:
            return self._leave(job.tie, unsafe=False)
        if unclear:
            return None
        latest = self._latest(who)
        ask, _ = self.pick(who, ("ask",), digit, named)
        if ask is not None and ask.tie and ask.live and (digit is not None or named or latest is None):
            return self._decline(ask.tie)
        case = next((one for one in self.cases if one.name == named), None) if named else latest
        if case is None or case.owner != who or case.state not in LIVE:
            return None
        self._call_off(case)
        case.state = "cancelled"
        self._free(case)
        if case.offer:
            self.duties[who] = Duty(on=False)
            self._forget(who)
        return None

    def _unsafe(self, who: str) -> bool:
        known = self._latest(who) is not None
        mine = [one for one in self._open(who) if one.live and one.tie]
        jobs = [one for one in mine if one.kind == "job"]
        asks = [one for one in mine if one.kind == "ask"]
        for question in jobs or asks:
            assert question.tie is not None
            self._leave(question.tie, unsafe=True)
        for case in [one for one in self.cases if one.owner == who]:
            going = [tie for tie in self.of(case) if tie.state in GOING]
            for tie in going:
                self._end(tie, "stopped")
            if going:
                self._free_others(case)
                case.state = "open"
                known = True
        return not (known or jobs or asks)

    def _stop(self, who: str) -> None:
        if who in self.duties:
            self.duties[who] = Duty(on=False)
            self._forget(who)
        for question in list(self._open(who)):
            if question.kind in ("job", "ask") and question.tie:
                self._leave(question.tie, unsafe=False)
        self.silent.add(who)

    def _start(self, who: str, word: str) -> None:
        if word == "start":
            self.silent.discard(who)
        if who in self.duties and who not in self.silent:
            self.duties[who] = Duty()

    def _off(self, who: str) -> None:
        if who in self.duties:
            self.duties[who] = Duty(on=False)
            self._forget(who)

    # what the machine and the desk do

    def may_be_asked(self, case: Case) -> set[str]:
        """Name everybody the machine may suggest for a need: nobody who opted out, is full, or was asked."""
        return {who for who in self.duties if self._is_free(who) and not self._was_asked(who, case)}

    def is_looked_for(self, case: Case) -> bool:
        """Whether helpers are still looked for."""
        return (
            case.placed
            and not case.offer
            and case.into is None
            and case.state in ("new", "open", "asked", "accepted")
        )

    def most_asked(self, case: Case) -> int:
        """How many the machine may ask now by itself: none where somebody fled before a person has looked."""
        if any(tie.state == "stopped" for tie in self.of(case)):
            return 0
        asked = sum(tie.state == "asked" for tie in self.of(case))
        return max(0, (case.places - self.taken(case)) * WAVE - asked)

    def suggest(self, case: Case, helpers: Collection[str]) -> None:
        """Put these on the list of a need, and nobody else."""
        gone = [tie for tie in self.of(case) if tie.state == "proposed" and tie.helper not in helpers]
        self.ties = [tie for tie in self.ties if tie not in gone]
        listed = {tie.helper for tie in self.of(case) if tie.state == "proposed"}
        self.ties += [Tie(case, who, self.now) for who in sorted(set(helpers) - listed)]

    def ask(self, tie: Tie) -> bool:
        """Ask a suggested helper; one whom no text reaches is not asked."""
        if tie.state != "proposed" or tie.helper in self.silent or tie.case.into is not None:
            return False
        self._move(tie, "asked")
        tie.expires_at = self.now + WAIT
        used = {one.digit for one in self._open(tie.helper) if one.live}
        digit = next(n for n in range(1, len(used) + 2) if n not in used)
        self._put("ask", tie.helper, ASK_LASTS, case=tie.case, tie=tie, digit=digit)
        if tie.case.state in ("new", "open"):
            tie.case.state = "asked"
        return True

    def accept_by_phone(self, tie: Tie) -> bool:
        """The desk notes a yes: never more than places."""
        full = self.taken(tie.case) >= tie.case.places
        merged = tie.case.into is not None
        if tie.case.state not in LIVE or full or merged or tie.state not in ("proposed", "asked"):
            return False
        self._take(tie)
        return True

    def finish_by_phone(self, tie: Tie) -> bool:
        """The desk notes that somebody is done."""
        if tie.state not in GOING:
            return False
        self._finish(tie)
        return True

    def release(self, tie: Tie) -> bool:
        """The desk frees somebody."""
        if tie.state not in UNDER_WAY:
            return False
        self._end(tie, "released")
        self._look_further(tie.case)
        return True

    def merge(self, into: Case, other: Case) -> bool:
        """The desk says that two needs are one."""
        holds = any(one.into is other for one in self.cases)
        apart = into is not other and into.into is None and other.into is None and not holds
        if not apart or into.state not in LIVE or other.state not in ("new", "open", "asked"):
            return False
        for tie in [tie for tie in self.of(other) if tie.state == "asked"]:
            self._end(tie, "released")
        other.was, other.into = other.state, into
        other.state = "new" if other.state == "new" else "open"
        return True

    def split(self, other: Case) -> bool:
        """The desk says that they were two after all."""
        if other.into is None:
            return False
        other.into = None
        if other.state != "cancelled":  # who withdrew has the last word
            other.state = "new" if other.was == "new" else "open"
        return True

    def close(self, case: Case) -> None:
        """The desk closes a case, and with it those it stands for."""
        self._call_off(case)
        case.state = "closed"
        self._close_merged(case)

    def reopen(self, case: Case) -> None:
        """The desk opens a case again, and with it those that closed with it."""
        case.state = "open"
        self._reopen_merged(case)

    def pass_time(self, span: timedelta) -> None:
        """Silence is an answer too."""
        self.now += span
        for tie in self.ties:
            if tie.state == "asked" and tie.expires_at is not None and tie.expires_at <= self.now:
                tie.state, tie.since_at = "lapsed", self.now
                self._look_further(tie.case)
        for case in self.cases:
            if case.state == "done" and case.silent_at is not None and case.silent_at <= self.now:
                self._close_all(case)
                case.state = "closed"
                last = [tie for tie in self.of(case) if tie.state == "done"][-1]
                self._put("confirm", case.owner, CONFIRM_LASTS, case=case, tie=last)
                self._close_merged(case)

    # what may be looked at

    def of(self, case: Case) -> list[Tie]:
        """Everything between helpers and one case."""
        return [tie for tie in self.ties if tie.case is case]

    def taken(self, case: Case) -> int:
        """How many places are taken."""
        return sum(tie.state in TAKES_A_PLACE for tie in self.of(case))

    def open_questions(self) -> list[Question]:
        """Every question that is open, oldest first."""
        return [one for one in self.questions if one.expires_at > self.now]

    def pick(
        self, who: str, kinds: Collection[str], digit: int | None, named: str | None
    ) -> tuple[Question | None, bool]:
        """Find the question that an answer means; True: it could mean more than one."""
        meant = [one for one in self._open(who) if one.kind in kinds and self._fits(one, digit, named)]
        live = [one for one in meant if one.live]
        if live and live[-1].kind in BY_THE_WAY:
            return live[-1], False
        live = [one for one in live if one.kind not in BY_THE_WAY]
        if len(live) > 1:
            return None, True
        found = live or meant[-1:]
        return (found[0] if found else None), False

    # the small moves

    def _fits(self, question: Question, digit: int | None, named: str | None) -> bool:
        name = question.case.name if question.case else None
        if named and named != name:
            return False
        return digit is None or question.digit == digit

    def _open(self, who: str) -> Iterator[Question]:
        return (one for one in self.open_questions() if one.owner == who)

    def _latest(self, who: str) -> Case | None:
        mine = [one for one in self.cases if one.owner == who and one.state in LIVE]
        return next((one for one in reversed(mine) if one.created_at > self.now - RECENT), None)

    def _is_free(self, who: str) -> bool:
        duty, mine = self.duties[who], [tie for tie in self.ties if tie.helper == who]
        rests = duty.rest_until is not None and duty.rest_until > self.now
        today = sum(tie.state in HARD_DAY and tie.since_at > self.now - DAY for tie in mine)
        load = sum(tie.state in UNDER_WAY for tie in mine)
        return duty.on and not rests and who not in self.silent and load < LOAD_CAP and today < DAILY_CAP

    def _was_asked(self, who: str, case: Case) -> bool:
        return any(tie.helper == who and tie.state not in ("proposed", "released") for tie in self.of(case))

    def _accept(self, tie: Tie) -> bool:
        if tie.case.state in LIVE and tie.state == "asked":
            if self.taken(tie.case) < tie.case.places:
                self._take(tie)
                return True
            self._end(tie, "released")
        elif tie.state not in GOING:
            self._close_of(tie)
        return False

    def _take(self, tie: Tie) -> None:
        digits = [one.digit for one in self.questions if one.tie is tie and one.kind == "ask"]
        self._end(tie, "accepted")
        tie.case.state = "accepted"
        digit = digits[-1] if digits else 0
        self._put("job", tie.helper, JOB_LASTS, case=tie.case, tie=tie, digit=digit)
        if self.taken(tie.case) >= tie.case.places:
            self._free_others(tie.case)

    def _decline(self, tie: Tie) -> None:
        if tie.state == "asked":
            self._end(tie, "declined")
            self._look_further(tie.case)

    def _leave(self, tie: Tie, *, unsafe: bool) -> None:
        if tie.state not in UNDER_WAY:
            return
        went = tie.state in GOING
        gave_up = "left" if went else "declined"
        self._end(tie, "stopped" if unsafe else gave_up)
        if not unsafe:
            return self._look_further(tie.case)
        for other in self.of(tie.case) if went else ():
            if other.state in GOING:  # where one fled nobody stays
                self._end(other, "stopped")
        self._free_others(tie.case)
        if not any(other.state in GOING for other in self.of(tie.case)):
            tie.case.state = "open"
        return None

    def _finish(self, tie: Tie) -> None:
        if tie.state not in GOING:
            return
        self._end(tie, "done")
        mine = [one for one in self.ties if one.helper == tie.helper and one.state == "done"]
        if sum(one.since_at > self.now - DAY for one in mine) >= MANY_A_DAY:
            self._put("rest", tie.helper, REST_LASTS)
        if any(other.state in GOING for other in self.of(tie.case)):
            return
        # nobody is asked any more to go where the job is done
        self._free_others(tie.case)
        self.questions = [one for one in self.questions if one.case is not tie.case or one.kind != "confirm"]
        tie.case.state, tie.case.silent_at = "done", self.now + CONFIRM_AFTER
        self._put("confirm", tie.case.owner, CONFIRM_LASTS, case=tie.case, tie=tie)

    def _verdict(self, case: Case, *, came: bool) -> None:
        done = [tie for tie in self.of(case) if tie.state == "done"]
        if not done or case.state not in ("done", "closed"):
            return
        self._close_all(case)
        case.state = "closed" if came else "open"
        if came:
            return self._close_merged(case)
        for tie in done:
            self._end(tie, "left")
        self._reopen_merged(case)
        return None

    def _look_further(self, case: Case) -> None:
        if case.state not in LIVE or self.taken(case) >= case.places:
            return
        if not any(tie.state in GOING for tie in self.of(case)):
            case.state = "asked" if any(tie.state == "asked" for tie in self.of(case)) else "open"

    def _call_off(self, case: Case) -> None:
        for tie in self.of(case):
            if tie.state in ("proposed", *UNDER_WAY):
                self._end(tie, "released")
        self._close_all(case)

    def _free_others(self, case: Case) -> None:
        for tie in self.of(case):
            if tie.state in ("proposed", "asked"):
                self._move(tie, "released")  # the question stays: a late yes meets a kind word

    def _free(self, case: Case) -> None:
        for other in [one for one in self.cases if one.into is case and one.state in LIVE]:
            self.split(other)

    def _close_merged(self, case: Case) -> None:
        for other in self.cases:
            if other.into is case and other.state in LIVE:
                other.state = "closed"

    def _reopen_merged(self, case: Case) -> None:
        for other in self.cases:
            if other.into is case and other.state == "closed":
                other.state = "new" if other.was == "new" else "open"

    def _forget(self, who: str) -> None:
        self.ties = [tie for tie in self.ties if tie.helper != who or tie.state != "proposed"]

    def _move(self, tie: Tie, state: str) -> None:
        tie.state, tie.since_at, tie.expires_at = state, self.now, None

    def _end(self, tie: Tie, state: str) -> None:
        self._move(tie, state)
        self._close_of(tie)

    def _put(
        self,
        kind: str,
        owner: str,
        lasts: timedelta,
        *,
        case: Case | None = None,
        tie: Tie | None = None,
        digit: int = 0,
    ) -> None:
        self.questions.append(Question(owner, kind, self.now + lasts, case, tie, digit))

    def _close(self, question: Question) -> None:
        self.questions.remove(question)

    def _close_of(self, tie: Tie) -> None:
        self.questions = [one for one in self.questions if one.tie is not tie]

    def _close_all(self, case: Case) -> None:
        self.questions = [one for one in self.questions if one.case is not case]


class Careless(World):
    """A world in which the places of a need are counted wrongly."""

    def taken(self, case: Case) -> int:
        """Forget one of them."""
        return max(0, super().taken(case) - 1)
