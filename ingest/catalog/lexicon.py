"""Finds every word of the catalog that a text holds, in one pass, whatever was lost on the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from ingest.catalog.slips import Slips
from ingest.catalog.spelling import cut, doubled, spellings, vowels_lost
from ingest.letters import fold
from ingest.words import Gap, Word, Words

LONGEST = 40  # characters; nothing longer is a word of ours
# one slip is forgiven in these words alone in a short text; nobody is silenced, or told of again, by a slip
FORGIVEN = frozenset(("yes", "no", "done", "cancel", "status", "unsafe", "help"))
SHORTEST_ANSWER = 3
MOST_IN_ANSWER = 6  # words, the letters and digits of a case's code among them
SHORTEST_REST = 3  # letters that must be left of a word without its prefix


class Kind(StrEnum):
    """What a word of the catalog is there for."""

    COMMON = "common"
    CATEGORY = "category"
    INTENT = "intent"
    URGENCY = "urgency"
    PEOPLE = "people"
    NUMBER = "number"
    RELATION = "relation"
    PLACE = "place"
    NOWHERE = "nowhere"
    ANSWER = "answer"
    SLIP = "slip"  # an answer, if one slip of the thumb is taken out of it
    NOISE = "noise"
    UNIT = "unit"
    GIVING = "giving"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a word can mean: «dlo» is the category water in Kreyòl."""

    kind: Kind
    name: str
    language: str
    strong: bool = True  # False: a hint, not enough alone


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text, and the words that say it."""

    kind: Kind
    name: str
    language: str
    strong: bool
    first: int
    stop: int


@dataclass(slots=True)
class _Node:
    # an entry goes with the group inside which a longer find hides it: its kind in its language
    entries: tuple[tuple[Entry, str], ...] = ()
    after: dict[str, "_Node"] = field(default_factory=dict)


# where a find stops, and what it may mean
Found: TypeAlias = tuple[int, tuple[tuple[Entry, str], ...]]


class Lexicon:
    """All words of all languages, ready to be found; it never changes once made."""

    def __init__(
        self, written: Iterable[tuple[str, Entry]], *, prefixes: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._root = _Node()
        self._stems: dict[str, str] = {}
        self._spoken: dict[str, set[str]] = defaultdict(set)
        glued = ((fold(prefix).text, code) for code, listed in (prefixes or {}).items() for prefix in listed)
        self._prefixes = sorted(glued, key=lambda pair: (-len(pair[0]), pair))
        every: dict[tuple[str, str], None] = {}
        ranked: dict[str, tuple[int, tuple[str, ...]]] = {}
        wanted: set[str] = set()
        self._answers: dict[str, list[Entry]] = defaultdict(list)
        for phrase, entry in written:
            spelled = tuple(cut(phrase))
            words = tuple(word for word, _ in spelled)
            self._plant(words, entry)
            self._spoken[entry.language].update(words)
            if _is_worth_a_guess(words, entry):
                wanted.update(words)
            elif entry.kind is Kind.ANSWER and len(words) == 1:
                self._answers[words[0]].append(entry)
            every.update(dict.fromkeys(spelled))
        for word, spelling in every:
            for rank, form in spellings(word, spelling):
                _keep(ranked, form, rank, word)
        self._forms = {form: words for form, (_, words) in ranked.items()}
        self._sizes = sorted({len(stem) for stem in self._stems})
        self._slips = Slips(wanted)
        self._misspelled = Slips(self._answers, shortest=SHORTEST_ANSWER)
        self._meant = lru_cache(maxsize=65_536)(self._look_up)
        self._guessed = lru_cache(maxsize=65_536)(self._slips.meant)

    def find(self, words: Words) -> tuple[Hit, ...]:
        """List what the words say; a longer find hides the shorter ones of its kind inside it."""
        meant = [self._senses(words, word) for word in words.all]
        hits: list[Hit] = []
        reach: dict[str, int] = {}
        for first, senses in enumerate(meant):
            if not senses:
                continue
            # the longest find of each group at this word; nothing shorter counts
            best: dict[str, int] = {}
            found = self._from(words, meant, first)
            for stop, entries in found:
                for _, group in entries:
                    best[group] = stop
            for stop, entries in found:
                for entry, group in entries:
                    if stop == best[group] and stop > reach.get(group, 0):
                        hits.append(Hit(entry.kind, entry.name, entry.language, entry.strong, first, stop))
            for group, stop in best.items():
                if stop > reach.get(group, first + 1):
                    reach[group] = stop
        if meant and not meant[0] and len(meant) <= MOST_IN_ANSWER:
            hits.extend(self._slip(words.all[0].form))
        return tuple(hits)

    def _slip(self, form: str) -> Iterator[Hit]:
        """Take the first word of a short text, «doen k7f3», for an answer that it can only be."""
        near = [entry for word in self._misspelled.meant(form) for entry in self._answers[word]]
        if len({entry.name for entry in near}) == 1 and near[0].name in FORGIVEN:
            for entry in dict.fromkeys(near):
                yield Hit(Kind.SLIP, entry.name, entry.language, entry.strong, 0, 1)

    def _senses(self, words: Words, word: Word) -> tuple[str, ...]:
        known = self.meant(word.form)
        if known or len(word.form) > LONGEST:
            return known
        # a name is no slip: «Pechè», «Watters»
        is_name = word.capital and not words.shouted and word.gap != Gap.STOP
        return () if is_name else self._guessed(word.form)

    def meant(self, form: str) -> tuple[str, ...]:
        """Give the catalog words that a word of a text may stand for."""
        return self._meant(form) if len(form) <= LONGEST else ()

    def _from(self, words: Words, meant: list[tuple[str, ...]], first: int) -> list[Found]:
        nodes = [self._root]
        found: list[Found] = []
        for stop in range(first + 1, len(meant) + 1):
            if stop > first + 1 and words.all[stop - 1].gap == Gap.STOP:
                break
            senses = meant[stop - 1]
            nodes = [
                node.after[word] for node in nodes if node.after for word in senses if word in node.after
            ]
            if not nodes:
                break
            found.extend((stop, node.entries) for node in nodes if node.entries)
        return found

    def _plant(self, words: tuple[str, ...], entry: Entry) -> None:
        node = self._root
        for word in words:
            after = node.after.get(word)
            if after is None:
                after = node.after[word] = _Node()
            node = after
            if word.endswith("*"):
                self._stems[word[:-1]] = word
        planted = entry, f"{entry.kind} {entry.language}"
        if planted not in node.entries:
            node.entries += (planted,)

    def _look_up(self, form: str) -> tuple[str, ...]:
        return self._as_written(form) or self._behind_a_prefix(form)

    def _behind_a_prefix(self, form: str) -> tuple[str, ...]:
        """Find «الماء» in «والماء»: where a language glues little words to the front of others."""
        for prefix, language in self._prefixes:
            rest = form.removeprefix(prefix)
            if SHORTEST_REST <= len(rest) < len(form):
                spoken = self._spoken[language]
                meant = tuple(word for word in self._as_written(rest) if word in spoken)
                if meant:
                    return meant
        return ()

    def _as_written(self, form: str) -> tuple[str, ...]:
        stems = tuple(self._stems[form[:size]] for size in self._sizes if form[:size] in self._stems)
        for tried in (form, form.rstrip("?"), doubled(form)):
            if tried in self._forms:
                return self._forms[tried] + stems
        guessed = (guess for guess in vowels_lost(form) if guess in self._forms.get(guess, ()))
        return (*guessed, *stems)


def _is_worth_a_guess(words: tuple[str, ...], entry: Entry) -> bool:
    """Guess only at words that carry the message by themselves: «bezwen», «water», «people»."""
    if len(words) > 1 or not entry.strong:
        return False
    return entry.kind in (Kind.CATEGORY, Kind.PEOPLE) or (entry.kind is Kind.INTENT and entry.name == "need")


def _keep(ranked: dict[str, tuple[int, tuple[str, ...]]], form: str, rank: int, word: str) -> None:
    best, words = ranked.get(form, (rank, ()))
    if rank < best:
        ranked[form] = rank, (word,)
    elif rank == best and word not in words:
        ranked[form] = rank, (*words, word)
