"""Finds every word of the catalog that a text holds, in one pass, whatever was lost on the way."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeAlias

from ingest.catalog.slips import Slips
from ingest.catalog.spelling import cut, doubled, is_accented, spellings, vowels_lost
from ingest.letters import fold
from ingest.words import Gap, Word, Words

STRANGE = "und"  # the language of words that tell a text to be in none of ours; they are written last
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
    TRADE = "trade"
    VEHICLE = "vehicle"
    WHEN = "when"
    TONGUE = "tongue"

    __hash__ = str.__hash__  # what every word is asked many times; Enum's own is written in Python


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


class Hits(tuple[Hit, ...]):
    """What was found in a text, in order; each kind is looked for once, however many readers ask for it."""

    def of(self, kind: Kind) -> Sequence[Hit]:
        """Give the finds of one kind, in order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def known(self) -> frozenset[int]:
        """The words that were found to say anything."""
        return frozenset(at for hit in self for at in range(hit.first, hit.stop))

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Hit]]:
        kinds: dict[Kind, list[Hit]] = {}
        for hit in self:
            kinds.setdefault(hit.kind, []).append(hit)
        return kinds


@dataclass(slots=True)
class _Node:
    entries: tuple[Entry, ...] = ()
    after: dict[str, "_Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Sense:
    """What a word of a text may stand for: `words` of the catalog, what they say alone, and what goes on."""

    words: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    phrases: tuple[_Node, ...] = ()  # those that begin with one of the words


Group: TypeAlias = tuple[Kind, str]  # finds of one kind in one language; a longer one hides the others
Found: TypeAlias = tuple[int, tuple[Entry, ...]]  # where a find stops, and what it may mean
NOTHING = _Sense()
WORDS_KEPT, HITS_KEPT = 65_536, 16_384  # that were looked up, and are remembered


class Lexicon:
    """All words of all languages, ready to be found; it never changes once made."""

    def __init__(
        self, written: Iterable[tuple[str, Entry]], *, prefixes: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        glued = ((fold(prefix).text, code) for code, listed in (prefixes or {}).items() for prefix in listed)
        self._prefixes = sorted(glued, key=lambda pair: (-len(pair[0]), pair))
        self._spoken: dict[str, set[str]] = {code: set() for _, code in self._prefixes}
        self._root = _Node()
        self._words: set[str] = set()
        self._stems: dict[str, str] = {}
        self._answers: dict[str, list[Entry]] = defaultdict(list)
        accented: dict[tuple[str, str], None] = {}
        wanted: dict[str, None] = {}
        for phrase, entry in written:
            pairs = cut(phrase)
            words = [word for word, _ in pairs]
            if entry.language == STRANGE and self._is_ours(words):
                continue
            self._plant(words, entry)
            if entry.language in self._spoken:
                self._spoken[entry.language].update(words)
            if len(words) == 1 and entry.kind is Kind.ANSWER:
                self._answers[words[0]].append(entry)
            elif len(words) == 1 and _is_worth_a_guess(entry):
                wanted[words[0]] = None
            if not phrase.isascii():
                accented.update((pair, None) for pair in pairs if is_accented(*pair))
        self._guesses = dict(_guesses(accented, known=self._words))
        self._sizes = sorted({len(stem) for stem in self._stems})
        self._slips = Slips(wanted)
        self._misspelled = Slips(self._answers, shortest=SHORTEST_ANSWER)
        self._known = lru_cache(WORDS_KEPT)(self._look_up)
        self._guessed = lru_cache(WORDS_KEPT)(self._guess)
        self._alone = lru_cache(HITS_KEPT)(_alone)

    def find(self, words: Words) -> Hits:
        """List what the words say; a longer find hides the shorter ones of its kind inside it."""
        senses = [self._sense(words, word) for word in words.all]
        hits: list[Hit] = []
        reach: dict[Group, int] = {}  # where the longest find of each group ends that hides others
        hidden = 0  # where the last of them ends
        for first, sense in enumerate(senses):
            longer = _longer(words, senses, first) if sense.phrases else []
            if not longer and first >= hidden:
                hits += self._alone(sense, first)
                continue
            found = [(first + 1, sense.entries), *longer]
            # the longest find of each group at this word; nothing shorter counts
            best = {_group(entry): stop for stop, entries in found for entry in entries}
            for stop, entries in found:
                for entry in entries:
                    group = _group(entry)
                    if stop == best[group] and stop > reach.get(group, 0):
                        hits.append(Hit(entry.kind, entry.name, entry.language, entry.strong, first, stop))
            for group, stop in best.items():
                if stop > reach.get(group, first + 1):
                    reach[group] = stop
                    hidden = max(hidden, stop)
        if senses and not senses[0].words and len(senses) <= MOST_IN_ANSWER:
            hits += self._slip(words.all[0].form)
        return Hits(hits)

    def _slip(self, form: str) -> Iterator[Hit]:
        """Take the first word of a short text, «doen k7f3», for an answer that it can only be."""
        near = [entry for word in self._misspelled.meant(form) for entry in self._answers[word]]
        if len({entry.name for entry in near}) == 1 and near[0].name in FORGIVEN:
            for entry in dict.fromkeys(near):
                yield Hit(Kind.SLIP, entry.name, entry.language, entry.strong, 0, 1)

    def _sense(self, words: Words, word: Word) -> _Sense:
        if len(word.form) > LONGEST:
            return NOTHING
        known = self._known(word.form)
        # a name is no slip: «Pechè», «Watters»
        if known is NOTHING and (not word.capital or words.shouted or word.gap is Gap.STOP):
            return self._guessed(word.form)
        return known

    def _look_up(self, form: str) -> _Sense:
        return self._make_sense(self._as_written(form) or self._behind_a_prefix(form))

    def _guess(self, form: str) -> _Sense:
        return self._make_sense(self._slips.meant(form))

    def _make_sense(self, words: tuple[str, ...]) -> _Sense:
        nodes = [self._root.after[word] for word in words if word in self._root.after]
        entries = tuple(entry for node in nodes for entry in node.entries)
        return _Sense(words, entries, tuple(node for node in nodes if node.after)) if words else NOTHING

    def _is_ours(self, words: list[str]) -> bool:
        """Tell a word of ours in Latin letters: a short one is many a stranger's word as well, by chance."""
        node = self._root.after.get(words[0]) if len(words) == 1 and words[0].isascii() else None
        return node is not None and any(entry.language != STRANGE for entry in node.entries)

    def _plant(self, words: list[str], entry: Entry) -> None:
        node = self._root
        for word in words:
            after = node.after.get(word)
            if after is None:
                after = node.after[word] = _Node()
                if word.endswith("*"):
                    self._stems[word[:-1]] = word
                else:
                    self._words.add(word)
            node = after
        if entry not in node.entries:
            node.entries += (entry,)

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
        long = len(form)
        stems = tuple(
            self._stems[form[:size]] for size in self._sizes if size <= long and form[:size] in self._stems
        )
        for tried in (form, form.rstrip("?"), doubled(form)):
            if tried in self._words:
                return (tried, *stems)
            if tried in self._guesses:
                return self._guesses[tried] + stems
        return (*(guess for guess in vowels_lost(form) if guess in self._words), *stems)


def _alone(sense: _Sense, first: int) -> tuple[Hit, ...]:
    """Give what a word says that is part of no phrase; the same words stand in the same places every day."""
    return tuple(
        Hit(entry.kind, entry.name, entry.language, entry.strong, first, first + 1) for entry in sense.entries
    )


def _longer(words: Words, senses: list[_Sense], first: int) -> list[Found]:
    """Find the phrases of several words that begin at one of them."""
    nodes: Sequence[_Node] = senses[first].phrases
    found: list[Found] = []
    for at in range(first + 1, len(senses)):
        if words.all[at].gap is Gap.STOP:
            break
        nodes = [node.after[word] for node in nodes for word in senses[at].words if word in node.after]
        if not nodes:
            break
        found.extend((at + 1, node.entries) for node in nodes if node.entries)
    return found


def _group(entry: Entry) -> Group:
    return entry.kind, entry.language


def _is_worth_a_guess(entry: Entry) -> bool:
    """Guess only at words that carry the message by themselves: «bezwen», «water», «people»."""
    if not entry.strong:
        return False
    return entry.kind in (Kind.CATEGORY, Kind.PEOPLE) or (entry.kind is Kind.INTENT and entry.name == "need")


def _guesses(
    accented: Iterable[tuple[str, str]], *, known: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each form that is no word itself, with the words whose accents it has lost."""
    ranked: dict[str, tuple[int, dict[str, None]]] = {}
    for word, spelled in accented:
        for rank, form in spellings(spelled):
            best, words = ranked.get(form, (rank + 1, {}))
            if rank < best:
                ranked[form] = rank, {word: None}
            elif rank == best:
                words[word] = None
    return ((form, tuple(words)) for form, (_, words) in ranked.items() if form not in known)
