"""What people text in Ukrainian, with Russian beside it, after an attack or a flood; what Konbit hears."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("uk", "en")

TEXTS = [
    ("Потрібна вода і хліб, нас 6 осіб, вул. Лісова 5", Intent.NEED, {"water", "food"}),
    ("нам треба ліки для бабусі, інсулін закінчився", Intent.NEED, {"medical"}),
    ("допоможіть, під завалами двоє людей", Intent.NEED, {"rescue"}),
    ("немає світла третій день, де зарядити телефон?", Intent.NEED, {"power"}),
    ("вибило вікна, потрібна плівка, мерзнемо", Intent.NEED, {"shelter"}),
    ("дорогу завалило, впало дерево, потрібна бензопила", Intent.NEED, {"labour"}),
    ("хто може посидіти з дітьми завтра вранці", Intent.NEED, {"childcare"}),
    ("бабуся живе сама, треба провідати і принести продукти", Intent.NEED, {"elderly", "food"}),
    ("потрібні підгузки та дитяча суміш", Intent.NEED, {"hygiene", "food"}),
    ("корова і коза без сіна, потрібен корм", Intent.NEED, {"animals"}),
    ("стріляють, мародери на вулиці", Intent.NEED, {"security"}),
    ("закінчився газ у балоні", Intent.NEED, {"fuel"}),
    ("евакуюйте маму, вона лежача", Intent.NEED, {"transport"}),
    ("звязку нема, потрібен старлінк", Intent.NEED, {"communication"}),
    ("помогите, нужна еда и вода", Intent.NEED, {"food", "water"}),
    ("негде жить, дом разрушен", Intent.NEED, {"shelter"}),
    ("можу привезти їжу, є машина", Intent.OFFER, {"food"}),
    ("у мене є зайві ковдри, віддам кому потрібно", Intent.OFFER, {"shelter"}),
    ("є вільна кімната для родини", Intent.OFFER, {"shelter"}),
    ("я медсестра, можу допомогти", Intent.OFFER, {"medical"}),
    ("Біля церкви роздаємо гарячі обіди безкоштовно", Intent.OFFER, {"food"}),
    ("ми в безпеці, всі живі", Intent.SAFE, set()),
    ("поранених немає, ми цілі", Intent.SAFE, set()),
    ("зник мій брат, не виходить на зв'язок з вівторка", Intent.MISSING, {"missing"}),
    ("чи працює аптека на ринку?", Intent.INFO, set()),
    ("вода не потрібна, їжі вистачає", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "uk"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


def test_a_fallen_tree_on_the_road_traps_nobody():
    reading = read_message("дорогу завалило, впало дерево", languages=HERE)
    assert "trapped" not in reading.urgency.reasons
    assert "rescue" not in {label.name for label in reading.categories}


@pytest.mark.parametrize("typed", ["п'ять", "п’ять", "пять", "ПʼЯТЬ"])
def test_an_apostrophe_is_typed_in_any_way_or_left_out(typed):
    assert read_message(f"нас {typed} людей, потрібна вода", languages=HERE).people == 5


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("Потрібна вода, нас 6 осіб, вул. Лісова 5", 6, "вул. Лісова 5"),
        ("троє дітей і двоє літніх, живемо на вулиці Садовій 12", 5, "вулиці Садовій 12"),
        ("10 родин потребують дров, село Вишневе", 50, "село Вишневе"),
        ("нас 4 человека, находимся на улице Мирной 7, нужна вода", 4, "улице Мирной 7"),
    ],
)
def test_how_many_and_where(text, people, place):
    reading = read_message(text, languages=HERE)
    assert reading.people == people
    assert reading.place is not None
    assert reading.place.text == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("нас п'ятеро, сидимо на даху, вода піднімається", "drowning"),
        ("потрібна дитяча суміш, немовля 3 місяці", "infants"),
        ("дружина народжує, викличте швидку", "birth"),
        ("двері заблоковані, не можемо вийти з підвалу", "trapped"),
        ("мама не може ходити, потрібні ліки", "disabled"),
    ],
)
def test_why_it_is_urgent(text, reason):
    assert reason in read_message(text, languages=HERE).urgency.reasons


@pytest.mark.parametrize(
    ("text", "command", "digit"),
    [
        ("ТАК 1", "yes", 1),
        ("да", "yes", None),
        ("ні", "no", None),
        ("не можу", "no", None),
        ("готово", "done", None),
        ("НЕБЕЗПЕЧНО", "unsafe", None),
        ("їду", "on_way", None),
        ("я на місці", "here", None),
        ("скасувати", "cancel", None),
        ("стоп", "stop", None),
        ("рятуйте", "help", None),
    ],
)
def test_an_answer_is_a_command(text, command, digit):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert (reply.command, reply.digit, reply.exact) == (command, digit, True)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "вода для 1 людини"),
        (3, "вода для 3 людей"),
        (12, "вода для 12 людей"),
        (21, "вода для 21 людини"),
    ],
)
def test_konbit_counts_people_in_ukrainian(people, said):
    assert load_catalog().phrase("uk", "what.people", category="вода", people=people) == said
