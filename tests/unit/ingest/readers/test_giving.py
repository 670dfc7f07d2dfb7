import pytest

from ingest.read import read_message
from ingest.shapes import Intent


def wants(text):
    reading = read_message(text, languages=("ht", "fr", "en", "es"))
    return {reading.intent, *reading.also}


@pytest.mark.parametrize(
    "text",
    [
        "my cousin and I could drop off hot lunches near the school",
        "I've got two spare mattresses if anyone needs them",
        "m se plonbye, rele m si w bezwen",
        "retired nurse, available in the evenings",
        "got a chainsaw and strong arms",
        "m ka kondui moun lopital",
        "nou ka separe diri ak vwazen yo",
        "m gen yon chanm vid, yon fanmi ka vin rete",
        "on peut garder des enfants l'après-midi",
        "j'ai deux lits de camp à prêter",
        "nous avons 40 couvertures pour ceux qui dorment dehors",
        "tengo dos cuartos libres para una familia",
        "soy carpintero, puedo arreglar techos",
    ],
)
def test_who_says_what_they_can_or_have_for_others_offers(text):
    assert wants(text) == {Intent.OFFER}


@pytest.mark.parametrize(
    "text",
    [
        "can you bring us some rice please",
        "I can't carry water any more",
        "we have no rice to share",
        "tell me where I can take my baby, she has fever",
        "nou ka pote dlo ban nou?",
        "eske nou ka ede m ak yon ti diri",
        "m pa ka pote dlo ankò",
        "je ne peux pas porter mon eau",
        "no puedo cargar el agua",
        "dónde podemos cargar el celular",
        "we have three injured here, is a doctor available?",
    ],
)
def test_who_asks_or_cannot_does_not_offer(text):
    assert Intent.OFFER not in wants(text)


def test_the_needs_of_those_whom_the_offer_is_for_are_not_the_helpers():
    reading = read_message("mwen gen dra pou moun ki pa gen kote pou yo dòmi")
    assert reading.intent is Intent.OFFER
    assert reading.urgency.level == 1


def test_a_need_of_ones_own_beside_an_offer_stays():
    assert wants("I can cook for 20, but we need rice") == {Intent.NEED, Intent.OFFER}
    assert wants("necesitamos agua, puedo llevar los bidones") == {Intent.NEED, Intent.OFFER}


def test_who_cannot_do_one_thing_but_can_do_another_offers_that():
    assert wants("I can't cook but I can drive") == {Intent.OFFER}


def test_a_thing_that_one_has_is_less_sure_an_offer_than_a_thing_to_share():
    has = read_message("we have rice and beans")
    shares = read_message("we have rice and beans to share with the street, all welcome, free food")
    assert has.intent is shares.intent is Intent.OFFER
    assert has.intent_confidence < shares.intent_confidence


@pytest.mark.parametrize(
    "text",
    [
        "spare room for two, Mill quarter",
        "free rice at the church",
        "two beds free tonight near the school",
        "van and driver available",
        "blankets and coats to collect at 12 Bridge Street",
        "clean water here, come with containers",
        "medicine and bandages for whoever needs",
        "anyone need a ride to the shelter? I leave at 3",
        "chambre libre pour deux personnes, quartier du Moulin",
        "riz gratuit à l'église",
        "camionnette avec chauffeur disponible",
        "arroz gratis en la iglesia",
        "dos camas libres esta noche",
        "mantas para recoger en la escuela",
        "chanm lib pou de moun, katye Moulen",
        "diri gratis nan legliz la",
        "kamyonèt ak chofè disponib",
    ],
)
def test_what_is_free_is_offered_without_a_verb(text):
    assert wants(text) == {Intent.OFFER}


@pytest.mark.parametrize(
    "text",
    [
        "where can we get free food",
        "is there a free bed anywhere?",
        "we need a truck with driver",
        "no beds free at the shelter",
        "any spare rooms? we are 4",
        "the community kitchen is out of rice",
        "où trouver un lit libre cette nuit ?",
        "besoin d'un camion avec chauffeur",
        "dónde hay comida gratis",
        "necesitamos camioneta con chofer",
        "kote gen manje gratis",
        "nou bezwen machin ak chofè",
        "èske gen chanm lib",
    ],
)
def test_who_asks_for_what_is_free_offers_nothing(text):
    assert Intent.OFFER not in wants(text)
