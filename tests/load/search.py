"""How fast somebody at the desk finds reports by words among a million of them.

Half of the invented sentences come in Kreyol, the rest in English and Arabic; three words stand in three of
ten, names of streets and people in a handful. What is measured is the whole search as the app's role: the
words looked up, widened where they are misspelt, and the newest fifty found.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import psycopg
from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.house import open_house
from app.search.find import find_reports
from app.search.words import Source, counted, document_of
from app.triage.narrow import Narrow
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.crowd import QUICK, first_id
from tests.load.figure import Figure
from tests.load.matching import p95_ms

REPORTS = 1_000_000
ASKED = 60  # of each kind
WARM = 5
DAYS = 40
STEP = 50_000
SYLLABLES = "ba ke li mo tu ra sen dop fi gal zo nek pi wa lun tor".split()
HT = (
    "nou bezwen manje tanpri vini vit timoun granmoun lapli lari kay kraze chemen bouche moun grangou".split()
)
EN = (
    "we need help please come quickly children street house collapsed road blocked people hungry roof".split()
)
AR = "نحن بحاجة الى طعام ارجوكم تعالوا بسرعة اطفال شارع منزل طريق مغلق ناس سقف دواء".split()
CATEGORIES = "food water shelter medical rescue".split()
STATES = "closed closed closed closed open asked new".split()
CONTACT = """
    insert into contact (incident_id, name, language, created_at) values (%s, 'crowd', 'ht', now())
    returning id
"""
REPORT_COPY = """
    copy report (incident_id, reference, link_token, contact_id, kind, state, category, categories, urgency,
        people, language, text, reading, place_text, place_name, place_source, place_trail, place_asked,
        places_wanted, risky, drive, match_tries, verified, rumour, area, created_at, updated_at) from stdin
"""
IDS = "select id, text from report where incident_id = %s order by id"
DOC_COPY = "copy search_doc (incident_id, report_id, words) from stdin"
WORD_COPY = "copy search_word (incident_id, word, n) from stdin"
INDEX = "create index ix_search_doc_words on search_doc using gin (words) with (fastupdate = off)"


@dataclass(frozen=True, slots=True)
class Made:
    """One invented report, as far as the search looks at it."""

    text: str
    category: str
    state: str
    urgency: int
    language: str
    day: date


@dataclass(slots=True)
class Leg:
    """One way of looking, and what it took."""

    name: str
    asked: Sequence[Narrow]
    took_s: list[float] = field(default_factory=list)
    hits: int = 0


async def search(bench: Bench) -> list[Figure]:
    """Look for rare, common, misspelt and Arabic words, with filters and without."""
    reports = bench.times(REPORTS)
    with bench.home() as (database, settings):
        async with open_house(settings) as house:
            async with house.database.session() as session:
                incident = await make_incident(session, house.keys)
            assert incident.id is not None
            bench.say(f"search: {reports:,} reports")
            with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
                fill(server, incident.id, reports)
            legs = _legs(bench.times(ASKED))
            async with house.database.session() as session:
                for leg in legs:
                    bench.say(f"search: {leg.name}")
                    await _look(session, incident.id, leg)
    return [_figure(legs, reports)]


def fill(server: psycopg.Connection, incident_id: int, reports: int) -> None:
    """Make reports with their documents, and the vocabulary, as the search itself would write them."""
    server.execute(QUICK)
    row = server.execute(CONTACT.encode(), [incident_id]).fetchone()
    assert row is not None
    now = clock.now()
    words: dict[str, int] = {}
    server.execute("drop index ix_search_doc_words")
    made = invented(reports, now)
    number = 0
    first = 0
    for start in range(0, reports, STEP):
        some = [next(made) for _ in range(min(STEP, reports - start))]
        with server.cursor() as cursor:
            with cursor.copy(REPORT_COPY.encode()) as copy:
                for one in some:
                    copy.write_row(_report(incident_id, row[0], number, one))
                    number += 1
            first = first or first_id(server, "report", incident_id)
            sources = [_source(first + start + n, one) for n, one in enumerate(some)]
            documents = [document_of(incident_id, source) for source in sources]
            with cursor.copy(DOC_COPY.encode()) as copy:
                for source, (written, _) in zip(sources, documents, strict=True):
                    copy.write_row((incident_id, source.report_id, written))
        for word, n in counted(held for _, held in documents).items():
            words[word] = words.get(word, 0) + n
    with server.cursor() as cursor, cursor.copy(WORD_COPY.encode()) as copy:
        for word, n in words.items():
            copy.write_row((incident_id, word, n))
    server.execute(INDEX)
    server.execute("vacuum analyze report, search_doc, search_word")


def invented(reports: int, now: datetime) -> Iterator[Made]:
    """Give sentences: «dlo», «lekòl» and «urgent» in three of ten, a street and a person in each."""
    rng = Random(7)
    languages = (("ht", HT), ("ht", HT), ("en", EN), ("ar", AR))
    for n in range(reports):
        language, stock = languages[n % 4]
        words = rng.choices(stock, k=9)
        words += [common for common in ("dlo", "lekòl", "ijans") if rng.random() < 0.3]
        words += [name(rng), name(rng), str(rng.randrange(1, 400))]
        day = (now - timedelta(days=DAYS * (1 - n / reports))).astimezone(UTC).date()
        yield Made(
            " ".join(words),
            CATEGORIES[int(rng.paretovariate(1.2)) % 5],
            rng.choice(STATES),
            rng.randrange(1, 5),
            language,
            day,
        )


def name(rng: Random) -> str:
    """An invented name: some four thousand of three syllables, and many more of four."""
    return "".join(rng.choices(SYLLABLES, k=rng.choice((3, 4, 4, 5)))).capitalize()


def _report(incident_id: int, contact_id: int, number: int, one: Made) -> tuple[object, ...]:
    at = datetime.combine(one.day, datetime.min.time(), tzinfo=UTC)
    return (
        incident_id,
        f"R{number:X}",
        f"link{number}",
        contact_id,
        "need",
        one.state,
        one.category,
        [one.category],
        one.urgency,
        4,
        one.language,
        one.text,
        "{}",
        "",
        "",
        "",
        [],
        0,
        1,
        False,
        False,
        0,
        "reported",
        False,
        "",
        at,
        at,
    )


def _source(report_id: int, one: Made) -> Source:
    return Source(
        report_id=report_id,
        texts=(one.text, "", "", "crowd"),
        kind="need",
        categories=(one.category,),
        urgency=one.urgency,
        state=one.state,
        verified="reported",
        rumour=False,
        language=one.language,
        area="",
        placed=False,
        day=one.day,
    )


def _legs(most: int) -> list[Leg]:
    rng = Random(7)
    sample = [
        one.text.split() for one, _ in zip(invented(most * 50, clock.now()), range(most * 50), strict=True)
    ]
    names = [text[-2] for text in sample[:: len(sample) // most]][:most]
    bent = [one[:2] + one[3:2:-1] + one[4:] if len(one) > 6 else f"{one[:3]}h{one[3:]}" for one in names]
    arabic = [rng.choice(AR) for _ in range(most)]
    common = ["dlo", "lekol", "ijans", "nou", "need"]
    filters: list[dict[str, object]] = [
        {"state": "new"},
        {"category": "rescue", "urgency": 4},
        {"hours": 48},
        {"language": "ar"},
        {"placed": "no", "state": "open"},
    ]
    return [
        Leg("rare", [Narrow(q=one) for one in names]),
        Leg("rare, ended", [Narrow(q=f"{one} ") for one in names]),
        Leg("common", [Narrow(q=common[n % 5]) for n in range(most)]),
        Leg("two common", [Narrow(q=f"{common[n % 3]} {common[(n + 1) % 3]} ") for n in range(most)]),
        Leg("misspelt", [Narrow(q=f"{one} ") for one in bent]),
        Leg("Arabic", [Narrow(q=one) for one in arabic]),
        Leg("begun", [Narrow(q=one[:3]) for one in names]),
        Leg("phrase", [Narrow(q="«nou bezwen» dlo") for _ in range(most)]),
        Leg("never together", [Narrow(q="need timoun ") for _ in range(most)]),
        Leg("rare, narrowed", [Narrow(q=one, **filters[n % 5]) for n, one in enumerate(names)]),  # type: ignore[arg-type]
        Leg(
            "common, narrowed",
            [Narrow(q=common[n % 5], **filters[n % len(filters)]) for n in range(most)],  # type: ignore[arg-type]
        ),
        Leg("filters alone", [Narrow(**filters[n % 5]) for n in range(most)]),  # type: ignore[arg-type]
    ]


async def _look(session: AsyncSession, incident_id: int, leg: Leg) -> None:
    for n, narrow in enumerate([*leg.asked[:WARM], *leg.asked]):
        begun_s = time.perf_counter()
        found = await find_reports(session, incident_id, narrow, staff_id=1, now=clock.now())
        if n >= WARM:
            leg.took_s.append(time.perf_counter() - begun_s)
            leg.hits += bool(found.ids)


def _figure(legs: Sequence[Leg], reports: int) -> Figure:
    slowest = max(legs, key=lambda leg: p95_ms(leg.took_s))
    told = "; ".join(
        f"{leg.name} {p95_ms(leg.took_s):.1f} ms, {leg.hits / len(leg.asked):.0%} find some" for leg in legs
    )
    return Figure(
        name="search.p95_ms",
        value=p95_ms(slowest.took_s),
        unit="ms",
        note=f"{reports:,} reports, the slowest kind: {slowest.name}; {told}",
    )
