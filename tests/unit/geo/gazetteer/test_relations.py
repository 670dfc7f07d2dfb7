import pytest

from geo.gazetteer.question import ask
from geo.gazetteer.relations import between, related


def _gram(text, name="jacmel"):
    question = ask(text)
    start = text.casefold().index(name)
    grams = [gram for gram in question.grams if gram.start == start and gram.end == start + len(name)]
    return question, grams[0]


@pytest.mark.parametrize(
    ("text", "relation", "word"),
    [
        ("nan Jacmel", "at", ""),
        ("nou dòmi deyò nan Jacmel", "at", ""),
        ("bò lekòl la nan Jacmel", "at", ""),
        ("near the school, Jacmel", "at", ""),
        ("near us. Jacmel", "at", ""),
        ("bò kote Jacmel", "near", "bò kote"),
        ("dèyè legliz jòn Jacmel", "at", ""),
        ("dèyè gwo Jacmel la", "beside", "dèyè"),
        ("an fas Jacmel", "beside", "an fas"),
        ("sou wout Jacmel", "towards", "sou wout"),
        ("tou pr?s de Jacmel", "near", "pr?s"),
        ("en face de la Jacmel", "beside", "en face"),
        ("à côté du Jacmel", "beside", "à côté"),
        ("sur la route de Jacmel", "towards", "route de"),
        ("in front of the Jacmel", "beside", "in front"),
        ("near the town of Jacmel", "near", "near"),
        ("on the road to Jacmel", "towards", "on the road to"),
        ("rue Jacmel", "near", "rue"),
        ("past Jacmel", "at", ""),
        ("just past the Jacmel", "near", "past the"),
        ("a un costado de Jacmel", "beside", "a un costado"),
        ("cerca de la Jacmel", "near", "cerca"),
        ("rumbo a Jacmel", "towards", "rumbo a"),
        ("por favor comida Jacmel", "at", ""),
        ("atrás da Jacmel", "beside", "atrás"),
        ("perto do Jacmel", "near", "perto"),
        ("sa likod ng Jacmel", "beside", "sa likod"),
        ("malapit lang po sa Jacmel", "near", "malapit lang"),
        ("Jacmel najik", "near", "najik"),
        ("Jacmel ko pachadi", "beside", "pachadi"),
        ("Jacmel'in arkasında", "beside", "arkasında"),
        ("Jacmel yakınındayız", "near", "yakınındayız"),
        ("nyuma ya Jacmel", "beside", "nyuma ya"),
        ("karibu na Jacmel", "near", "karibu na"),
        ("Jacmel, an fas", "at", ""),
        ("nou nan Jacmel an fas lekòl la", "at", ""),
        ("legliz Jacmel an fas", "beside", "an fas"),
    ],
)
def test_a_relation_is_read_in_latin_letters(text, relation, word):
    found = related(*_gram(text))
    assert (found.relation, found.word, found.away_m) == (relation, word, 0.0)


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("قرب حلب", "حلب", "near"),
        ("مقابل حلب", "حلب", "beside"),
        ("نحن في حلب", "حلب", "at"),
        ("على طريق حلب", "حلب", "towards"),
        ("काठमाडौं नजिक", "काठमाडौं", "near"),
        ("काठमाडौं को पछाडि", "काठमाडौं", "beside"),
        ("काठमाडौं जाने बाटोमा", "काठमाडौं", "towards"),
        ("біля Львів", "львів", "near"),
        ("за Львів", "львів", "beside"),
        ("дякую за допомогу Львів", "львів", "at"),
        ("навпроти нашої Львів", "львів", "beside"),
    ],
)
def test_a_relation_is_read_in_other_letters(text, name, relation):
    assert related(*_gram(text, name)).relation == relation


@pytest.mark.parametrize(
    ("text", "metres", "bearing"),
    [
        ("2 km from Jacmel", 2_000, None),
        ("2 km south of Jacmel", 2_000, 180),
        ("3 miles north-west of Jacmel", 4_827, 315),
        ("300m from Jacmel", 300, None),
        ("1,5 km au sud de Jacmel", 1_500, 180),
        ("1.500 m au nord-est de Jacmel", 1_500, 45),
        ("5 km. à l'est de Jacmel", 5_000, 90),
        ("10 minutes à pied de Jacmel", 800, None),
        ("a 10 minute walk from Jacmel", 800, None),
        ("10 minit a pye de Jacmel", 800, None),
        ("2 kilomèt nan sid Jacmel", 2_000, 180),
        ("2 km nò Jacmel", 2_000, 0),
        ("a 3 km al norte de Jacmel", 3_000, 0),
        ("a 5 minutos a pie de Jacmel", 400, None),
        ("4 km ao norte de Jacmel", 4_000, 0),
        ("2 kilometro sa hilaga ng Jacmel", 2_000, 0),
        ("km 2 kusini mwa Jacmel", 2_000, 180),
        ("kilomita 3 kutoka Jacmel", 3_000, None),
        ("dakika 10 kwa miguu kutoka Jacmel", 800, None),
        ("2 كم شمال Jacmel", 2_000, 0),
        ("10 دقائق مشي من Jacmel", 800, None),
        ("3 км на північ від Jacmel", 3_000, 0),
        ("5 хвилин пішки від Jacmel", 400, None),
        ("Jacmel'in 2 km kuzeyinde", 2_000, 0),
        ("Jacmel'e 5 km uzaklıkta", 5_000, None),
        ("Jacmel'e yürüyerek 10 dakika", 800, None),
        ("Jacmel bata 2 km uttar", 2_000, 0),
        ("Jacmel बाट २ कि.मी. उत्तर", 2_000, 0),
        ("Jacmel देखि १० मिनेट हिँडेर", 800, None),
    ],
)
def test_a_distance_and_its_side_are_read(text, metres, bearing):
    found = related(*_gram(text))
    assert (found.relation, found.bearing) == ("direction", bearing)
    assert found.away_m == pytest.approx(metres)


@pytest.mark.parametrize(
    "text",
    [
        "12 moun nan Jacmel",
        "2 km. Then Jacmel",
        "20 m rope in Jacmel",
        "nou se 6 m nan Jacmel",
        "nou se 6 m Jacmel",
        "10 mil moun Jacmel",
        "10 minutes from Jacmel",
        "Jacmel 2 km",
        "Jacmel est tombé",
        "km 12 carretera Jacmel",
    ],
)
def test_a_number_that_counts_something_else_is_no_distance(text):
    assert related(*_gram(text)).away_m == 0


def test_a_distance_behind_something_keeps_the_relation():
    found = related(*_gram("50 m dèyè Jacmel"))
    assert (found.relation, found.away_m) == ("beside", 50)


def test_a_side_may_be_told_without_a_distance():
    found = related(*_gram("to the north of Jacmel"))
    assert (found.relation, found.away_m, found.bearing) == ("direction", 0, 0)


@pytest.mark.parametrize(
    ("text", "relation", "first", "second"),
    [
        ("between Bel Air and Nazon", "between", "Bel Air", "Nazon"),
        ("ant Bel Air ak Nazon", "between", "Bel Air", "Nazon"),
        ("entre Bel Air et Nazon", "between", "Bel Air", "Nazon"),
        ("entre la Bel Air y la Nazon", "between", "Bel Air", "Nazon"),
        ("entre Bel Air e Nazon", "between", "Bel Air", "Nazon"),
        ("між Bel Air та Nazon", "between", "Bel Air", "Nazon"),
        ("kati ya Bel Air na Nazon", "between", "Bel Air", "Nazon"),
        ("sa pagitan ng Bel Air at Nazon", "between", "Bel Air", "Nazon"),
        ("Bel Air ile Nazon arasında", "between", "Bel Air", "Nazon"),
        ("Bel Air ra Nazon ko bich ma", "between", "Bel Air", "Nazon"),
        ("corner of Bel Air and Nazon", "crossing", "Bel Air", "Nazon"),
        ("kwen Bel Air ak Nazon", "crossing", "Bel Air", "Nazon"),
        ("kwen ri Bel Air ak ri Nazon", "crossing", "Bel Air", "Nazon"),
        ("angle Bel Air et Nazon", "crossing", "Bel Air", "Nazon"),
        ("esquina de Bel Air y Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air x Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air / Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air 12, angle Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air angle Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air esq. Nazon", "crossing", "Bel Air", "Nazon"),
        ("rue Bel Air, angle rue Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air. Angle Nazon", "", "Bel Air", "Nazon"),
        ("ріг Bel Air і Nazon", "crossing", "Bel Air", "Nazon"),
        ("Bel Air ve Nazon kavşağında", "crossing", "Bel Air", "Nazon"),
        ("بين حلب وحمص", "between", "حلب", "وحمص"),
        ("water for Bel Air and Nazon", "", "Bel Air", "Nazon"),
        ("between us: Bel Air, Nazon", "", "Bel Air", "Nazon"),
        ("between Bel Air and us. Nazon", "", "Bel Air", "Nazon"),
    ],
)
def test_two_names_are_joined(text, relation, first, second):
    question, left = _gram(text, first.casefold())
    _, right = _gram(text, second.casefold())
    joined = between(question, [right, left])
    assert (joined.relation if joined else "") == relation
    if joined:
        assert joined.grams == (left, right)


def test_the_longer_of_two_names_is_joined():
    text = "corner of Bel Air and Rue Nazon"
    question, left = _gram(text, "bel air")
    grams = [left, _gram(text, "rue nazon")[1], _gram(text, "nazon")[1]]
    joined = between(question, grams)
    assert joined is not None
    assert joined.grams == (left, grams[1])
