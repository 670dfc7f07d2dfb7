"""An invented country in the real world's gazetteer, and what people there write about where they are.

The towns are the world's, so that a word of a text meets the namesakes that it would meet; streets and
landmarks are invented around the towns of one area until there are as many names as were asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from geo.gazetteer.geonames import geonames_places
from geo.gazetteer.taught import Pin
from geo.place import Kind, Place
from geo.point import Area, Point

AREA = Area(west=-74.5, south=17.9, east=-71.6, north=20.1)
WORLD = Area(west=-180, south=-90, east=180, north=90)
SOURCE = "bench"
STREETS = "Rue Avenue Impasse Ruelle Boulevard".split()
LANDMARKS = "Clinique École Marché Pont Église Hôpital Lekòl Legliz Stade".split()
PARTS = """
    ba be bel bri cha da dè den dou fa fi flo gra gui ha hin ja jan ka kes kol la lan li lon lou ma mi mo mou
    na nè nou or pa pe pla pon ra ri ro sal se shi sol sou ta té tou tul va vè vin wo ya yon za zi
""".split()
NEAR = (
    "near",
    "bò kote",
    "près de",
    "cerca de",
    "karibu na",
    "dekat",
    "in front of",
    "dèyè",
    "2 km south of",
)
BESIDE_DEG = 0.03  # around the middle of a town
SHORTEST, LONGEST = 15, 25  # words of a text
MOST_NUMBER = 90

TALK = {
    "ht": (
        "nou se {n} moun ki rete isit la depi yè swa",
        "pa gen anyen pou timoun yo manje jodi a",
        "nou bezwen dlo ak yon tant tanpri vini vit",
        "wout la koupe e machin pa ka pase",
        "gen yon granmoun ki malad anpil avèk nou",
    ),
    "fr": (
        "nous sommes {n} personnes sans abri depuis la tempête",
        "il nous faut de l'eau propre et des couvertures",
        "les enfants ont froid et nous attendons de l'aide",
        "la route est coupée plus bas, passez par le haut",
        "une vieille dame ne peut plus marcher, venez vite",
    ),
    "es": (
        "somos {n} personas y dormimos en la calle desde ayer",
        "necesitamos agua limpia y comida para los niños",
        "el techo se cayó y nadie ha pasado todavía",
        "hay una señora herida que no puede caminar",
        "por favor manden una carpa antes de la noche",
    ),
    "en": (
        "there are {n} of us sleeping outside since the storm",
        "we need clean water and blankets for the children",
        "the road is blocked so come from the upper side",
        "my neighbour is hurt and cannot walk at all",
        "please send somebody before it gets dark tonight",
    ),
    "sw": (
        "tuko watu {n} na hatuna pa kulala tangu jana",
        "tunahitaji maji safi na chakula cha watoto",
        "barabara imefungwa magari hayawezi kupita kabisa",
        "kuna mama mgonjwa anahitaji daktari haraka sana",
    ),
    "tr": (
        "{n} kişiyiz ve dünden beri dışarıda kalıyoruz",
        "temiz su ve battaniye lazım çocuklar çok üşüyor",
        "yol kapalı arabalar geçemiyor lütfen yukarıdan gelin",
        "yaşlı bir kadın yaralı yürüyemiyor acil yardım",
    ),
}


@dataclass(frozen=True, slots=True)
class Country:
    """The places of one incident and pins on some more of them."""

    places: Sequence[Place]
    towns: Sequence[Place]  # of these, the towns of the area
    spots: Sequence[Place]  # … and its streets and landmarks
    pins: Sequence[Pin]

    def mentions(self, count: int, *, seed: int) -> list[str]:
        """Write down where somebody is, as place words alone."""
        rng = Random(seed)
        return [_mention(self, rng) for _ in range(count)]

    def texts(self, count: int, *, seed: int) -> list[str]:
        """Write whole texts with a mention in them, 15 to 25 words long, in every language in turn."""
        rng, languages = Random(seed), sorted(TALK)
        return [_text(_mention(self, rng), TALK[languages[n % len(languages)]], rng) for n in range(count)]


def invent_country(names: int, pins: int, *, seed: int) -> Country:
    """Take the world's towns and invent the rest; the same seed gives the same country."""
    rng = Random(seed)
    world = [replace(place, names=()) for place in geonames_places(WORLD, "HT")]
    towns = [place for place in world if AREA.holds(place.point)]
    afar = [place for place in world if not AREA.holds(place.point)]
    spots = [*_spots(towns, max(names - len(world), len(towns)), rng)]
    places = [*afar[: max(0, names - len(towns) - len(spots))], *towns, *spots]
    return Country(places, towns, spots, [*_pins(towns, pins, rng)])


def _spots(towns: Sequence[Place], count: int, rng: Random) -> Iterator[Place]:
    for n in range(count):
        kind, heads = (Kind.STREET, STREETS) if n % 3 else (Kind.LANDMARK, LANDMARKS)
        name = f"{rng.choice(heads)} {_word(rng)}" + (f" {_word(rng)}" if n % 2 else "")
        yield Place(name=name, kind=kind, point=_beside(rng.choice(towns), rng), radius_m=0.0, source=SOURCE)


def _pins(towns: Sequence[Place], count: int, rng: Random) -> Iterator[Pin]:
    """Pin quarters that no gazetteer has, and numbers along their main streets."""
    quarters = [(f"{_word(rng)}", rng.choice(towns)) for _ in range(max(1, count // 5))]
    for number in range(count):
        quarter, town = quarters[number % len(quarters)]
        words = quarter if number % 3 == 0 else f"{quarter} {rng.randint(1, MOST_NUMBER)}"
        yield Pin(
            words=f"{words}, {town.name}",
            point=_beside(town, rng),
            who="bench",
            origin="bench",
            number=number,
            taught_at=datetime(2030, 1, 1, tzinfo=UTC),
        )


def _mention(country: Country, rng: Random) -> str:
    town, spot = rng.choice(country.towns).name, rng.choice(country.spots).name
    taught = rng.choice(country.pins).words
    number = rng.randint(1, MOST_NUMBER)
    return rng.choice(
        (
            town,
            taught,
            f"{taught.split(',')[0].split()[0]} {number}",
            spot,
            f"{spot}, {town}",
            f"{spot} {number}, {town}",
            f"{rng.choice(NEAR)} {spot}, {town}",
            _slipped(f"{spot} {town}", rng),
        )
    )


def _text(mention: str, talk: Sequence[str], rng: Random) -> str:
    said = rng.sample(talk, k=len(talk))
    first, rest = f"{said[0]}, {mention}.".format(n=rng.randint(2, 40)), said[1:]
    words = first.split()
    for sentence in rest:
        if len(words) >= SHORTEST:
            break
        words += sentence.format(n=rng.randint(2, 40)).split()
    return " ".join(words[:LONGEST])


def _slipped(words: str, rng: Random) -> str:
    """Leave a letter out, as a thumb does, and the capitals with it."""
    at = rng.randrange(1, len(words))
    return (words[:at] + words[at + 1 :]).lower()


def _beside(town: Place, rng: Random) -> Point:
    return Point(
        lat=town.point.lat + rng.uniform(-BESIDE_DEG, BESIDE_DEG),
        lon=town.point.lon + rng.uniform(-BESIDE_DEG, BESIDE_DEG),
    )


def _word(rng: Random) -> str:
    return "".join(rng.choices(PARTS, k=rng.randint(2, 4))).capitalize()
