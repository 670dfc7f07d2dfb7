from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from app.messaging.say import _best, _hold, in_language, in_words, phrase
from ingest.catalog import SAFETY, load_catalog
from ingest.segments import segments

NOON = datetime(2030, 1, 12, 12, tzinfo=UTC)


def address(name: str, *, scheme: str = "sms", confirmed: bool = True, silent: bool = False, ago_h: int = 0):
    return SimpleNamespace(
        name=name, scheme=scheme, confirmed=confirmed, silent=silent, seen_at=NOON - timedelta(hours=ago_h)
    )


def best(*addresses, key: str = "asked") -> str:
    """The name of the address that is chosen, whatever the order they come in."""
    names = {_best(order, key).name for order in (addresses, addresses[::-1])}
    assert len(names) == 1
    return names.pop()


def test_a_person_is_answered_by_the_road_they_took_last():
    assert best(address("sms", ago_h=3), address("whatsapp", scheme="whatsapp", ago_h=1)) == "whatsapp"


def test_a_phone_is_nearer_to_a_person_than_a_web_page_they_may_never_open_again():
    assert best(address("phone", ago_h=48), address("page", scheme="web")) == "phone"


def test_a_number_that_anybody_may_have_typed_is_never_chosen_while_there_is_another_way():
    assert best(address("typed", confirmed=False), address("page", scheme="web", ago_h=5)) == "page"


def test_a_road_that_asked_for_silence_is_taken_last():
    assert best(address("silent", silent=True), address("page", scheme="web", ago_h=5)) == "page"


def test_the_question_that_proves_a_number_goes_to_that_number():
    typed, page = address("typed", confirmed=False), address("page", scheme="web")
    assert best(typed, page, key="number.confirm") == "typed"


def test_a_number_that_texted_stop_hears_the_one_sentence_that_confirms_it_and_nothing_else():
    silent = address("phone", silent=True)
    assert _hold(silent, "stop") == ""
    assert _hold(silent, "asked") == "the number asked for silence"
    assert _hold(silent, "number.confirm") == "the number asked for silence"


def test_a_typed_number_hears_the_one_question_that_proves_it_and_nothing_else():
    typed = address("typed", confirmed=False)
    assert _hold(typed, "number.confirm") == ""
    assert _hold(typed, "ask") == "the number has not been confirmed by its owner"
    assert _hold(typed, "stop") == "the number has not been confirmed by its owner"


def test_everybody_else_hears_everything():
    assert _hold(address("phone"), "ask") == ""


@pytest.mark.parametrize(("language", "said"), [("en", "water for 6 people"), ("fr", "eau pour 6 personnes")])
def test_a_phrase_inside_a_phrase_is_said_in_the_same_language(language, said):
    water = phrase("what.people", category=phrase("category.water"), people=6)
    assert in_language(water, language) == said
    assert said in in_language(phrase("receipt.need", case="K7F3", what=water, place="Mill"), language)


def test_a_language_we_do_not_speak_is_answered_in_english():
    assert in_language(phrase("category.water"), "xx") == "water"


ASK = phrase("receipt.place_wrong")
CALL = phrase("receipt.emergency", emergency="114")
CATALOG = load_catalog()


@pytest.mark.parametrize("language", sorted(CATALOG.languages))
def test_what_keeps_safe_stands_in_english_too_until_a_native_speaker_has_read_it(language):
    spoken = CATALOG.languages[language]
    said = f"{in_language(CALL, language)} {in_language(ASK, language)}"
    doubted = language != "en" and not spoken.is_seen("phrases.receipt.emergency")
    below = "\nIf life is at risk, call 114." if doubted else ""
    assert in_words((CALL, ASK), language) == said + below
    assert in_words((ASK,), language) == in_language(ASK, language)


def test_a_language_we_do_not_speak_says_nothing_twice():
    assert in_words((CALL,), "xx") == "If life is at risk, call 114."


@pytest.mark.parametrize("language", sorted(CATALOG.languages))
def test_english_below_makes_no_text_too_dear(language):
    for key in SAFETY:
        said = in_words((phrase(key, emergency="114", case="K7F3"),), language)
        assert segments(said) <= 5, key
