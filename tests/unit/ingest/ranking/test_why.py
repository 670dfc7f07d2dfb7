from ingest.ranking.rank import fit
from ingest.read import read_message


def reason(need: str, offer: str) -> str:
    return fit(read_message(need), read_message(offer)).why


def test_a_coordinator_reads_what_both_speak_of_and_how_much():
    said = reason("we need 40 litres of water", "I can give 200 litres of water")
    assert said == "water: both; 200 litres offered for 40 asked"


def test_a_coordinator_reads_what_answers_the_need_and_what_is_missing():
    said = reason("we need shelter and a doctor", "tents to give away")
    assert said == "shelter: tents offered; not offered: doctors"


def test_a_coordinator_reads_what_might_do_instead():
    assert reason("we need tents", "mattresses to give away") == "tents: not offered, but mattresses"


def test_a_coordinator_reads_words_that_both_wrote():
    assert "shares: wheelbarrel" in reason("need a wheelbarrel", "have a wheelbarrel")


def test_names_and_numbers_are_never_quoted():
    said = reason(
        "Amina Tamaren needs water, call +1 202 555 0142", "Amina Tamaren gives water, call +1 202 555 0142"
    )
    assert "amina" not in said.lower()
    assert "555" not in said
