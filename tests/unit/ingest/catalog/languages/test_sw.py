"""What people text in Swahili, from the coast to the lakes; every sentence is invented."""

import pytest

from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "intent", "categories"),
    [
        ("tafadhali, tunaomba maji, tumekwama", "need", {"water", "rescue"}),
        ("Hatuna chakula, tuna watoto watatu, karibu na shule ya msingi Mbagala", "need", {"food"}),
        ("nyumba yetu imebomoka, tunalala nje na watoto", "need", {"shelter"}),
        ("naomba dawa ya pumu kwa mtoto, mtaa wa Kaloleni", "need", {"medical"}),
        ("maji yanapanda, tuko juu ya paa, tuokoeni jamani", "need", {"rescue"}),
        ("niaje wasee, hatuna stima na token zimeisha huku Umoja", "need", {"power"}),
        ("msosi hakuna na watoi wanalia njaa", "need", {"food"}),
        ("tunaomba pampers na pedi", "need", {"hygiene"}),
        ("tunahitaji nguo za watoto", "need", {"clothing"}),
        ("natafuta mkaa na mafuta ya taa", "need", {"fuel"}),
        ("choo kimejaa kwenye kambi, watu wanaharisha", "need", {"sanitation", "medical"}),
        ("mbuzi wetu wana njaa, tunahitaji malisho", "need", {"animals"}),
        ("waasi wametuvamia, wanapiga risasi", "need", {"security"}),
        ("tunaomba mayi ya kunywa, tuko bantu 30", "need", {"water"}),
        ("mtoto wangu amepotea tangu jana", "missing", {"missing"}),
        ("nina gari, naweza kuwapeleka watu hospitali", "offer", {"transport"}),
        ("tuna mahema 10 ya kugawa kwa wanaohitaji", "offer", {"shelter"}),
        ("chakula cha bure kanisani, karibuni wote", "offer", {"food"}),
        ("mimi ni daktari, naweza kusaidia", "offer", {"medical"}),
        ("naomba kujua kama shule zimefunguliwa", "info", {"information"}),
        ("niko salama, familia yote iko salama", "safe", set()),
        ("hakuna aliyeumia, tuko sawa", "safe", set()),
    ],
)
def test_swahili_is_read(text, intent, categories):
    reading = read_message(text)
    assert reading.language == "sw"
    assert reading.intent == intent
    assert categories <= {label.name for label in reading.categories}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("NDIYO 1", "yes"),
        ("sawa", "yes"),
        ("hapana", "no"),
        ("NIMEMALIZA", "done"),
        ("hatari", "unsafe"),
        ("niko hatarini", "unsafe"),
        ("tuko salama", "safe"),
        ("acha", "stop"),
        ("anza", "start"),
        ("msaada", "help"),
        ("niko njiani", "on_way"),
        ("nimefika", "here"),
    ],
)
def test_swahili_answers_are_understood(text, command):
    reply = read_message(text, languages=("sw",), answering=True).reply
    assert reply is not None
    assert reply.command == command


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("tuko watu 6 Mathare", 6),
        ("tuko sita, tunahitaji maji", 6),
        ("watu kumi na wawili wamefukiwa", 12),
        ("tuna watoto watatu na wazee wawili", 5),
        ("familia ya watu 7 haina chakula", 7),
        ("watu mia mbili hawana makazi", 200),
        ("tuna familia 20 bila makazi", 100),
        ("maji ya kunywa siku 3", None),
    ],
)
def test_numbers_follow_the_people_they_count(text, people):
    assert read_message(text).people == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tunahitaji maji lita 20", [("water", 20, "litre")]),
        ("tunahitaji lita 20 za maji", [("water", 20, "litre")]),
        ("mahema 5, sabuni katoni 2", [("shelter", 5, ""), ("hygiene", 2, "box")]),
        ("mchele kilo 50 na maji lita 100", [("food", 50, "kg"), ("water", 100, "litre")]),
    ],
)
def test_units_come_before_their_number(text, expected):
    assert [(q.item, q.amount, q.unit) for q in read_message(text).quantities] == expected


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("tuko chini ya kifusi", 4, "trapped"),
        ("mke wangu ana uchungu wa kuzaa", 4, "birth"),
        ("tunaomba maziwa, tuna vichanga wawili", 3, "infants"),
        ("tunahitaji nguo, inaweza kusubiri", 1, "wait"),
    ],
)
def test_swahili_urgency_has_a_reason(text, level, reason):
    urgency = read_message(text).urgency
    assert urgency.level == level
    assert reason in urgency.reasons


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("naomba dawa, mtaa wa Kaloleni", "mtaa wa Kaloleni"),
        ("tuko karibu na shule ya msingi Mbagala", "shule ya msingi Mbagala"),
        ("tumekwama daraja la Kibra", "daraja la Kibra"),
    ],
)
def test_swahili_places_are_spotted(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place
