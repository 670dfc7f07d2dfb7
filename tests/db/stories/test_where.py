"""Where is it? We ask once, then once more in other words, and then a person looks."""

import re

import pytest

from geo.gazetteer.load import load_places
from geo.place import Kind, Place
from geo.point import Point
from tests.town import METRES_PER_DEGREE, corner

AGAIN = "Is there a school, a church, a crossing or a well-known shop nearby? Reply with its name."
AGAIN_HT = "Gen yon lekòl, yon legliz, yon kafou oswa yon boutik moun konnen toupre kote a? Reponn ak non li."
CALL = "If life is at risk, call 114."
ELSEWHERE = Point(lat=18.85, lon=-72.45)


def near(point: Point, north_m: float) -> Point:
    return Point(lat=point.lat + north_m / METRES_PER_DEGREE, lon=point.lon)


def named(name: str, kind: Kind, point: Point, radius_m: float) -> Place:
    return Place(name=name, kind=kind, point=point, radius_m=radius_m, source="wide")


PLACES = (
    named("Delmas", Kind.TOWN, corner("Mill"), 3_000),
    named("Kenscoff", Kind.TOWN, ELSEWHERE, 2_500),
    named("Rue Jasmin", Kind.STREET, near(ELSEWHERE, 900), 300),
    named("Rue Jasmin", Kind.STREET, near(corner("Mill"), 1_200), 300),
)


@pytest.fixture
async def wide(town):
    """The town, in which two quarters have a street of the same name."""
    async with town.house.database.session() as session:
        await load_places(session, town.incident.id, PLACES, source="wide")
    return town


async def place_of(town, name: str = "Amina") -> tuple[str, int, int]:
    await town.settle()
    row = (await town.cases(name))[-1]
    return row["place_name"], round(row["radius_m"] or 0), row["place_asked"]


async def test_a_wide_place_is_asked_about_and_the_answer_is_looked_for_inside_it(wide):
    await wide.volunteer("Bayu", at="Mill", language="en")
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    case = await wide.case("Amina")
    (first, *_) = await wide.inbox("Amina")
    assert first == (
        f"We have it. Case {case}: water for 4 people near Delmas. {CALL} Which street or landmark in Delmas?"
    )
    await wide.sms("Amina", "Rue Jasmin")
    assert (await wide.inbox("Amina"))[0] == f"Thank you. Case {case} is now near Rue Jasmin."
    (row,) = await wide.rows("select st_y(point::geometry) as lat, place_text, place_asked from report")
    assert row["lat"] == pytest.approx(near(corner("Mill"), 1_200).lat)
    assert (row["place_text"], row["place_asked"]) == ("Rue Jasmin", 1)
    (event,) = await wide.rows("select before, after from event where what = 'report.placed'")
    assert (event["before"]["place"], event["after"]["place"]) == ("Delmas", "Rue Jasmin")


async def test_the_same_in_kreyol(wide):
    await wide.sms("Amina", "nou bezwen dlo nan Delmas, nou se 6 moun")
    case = await wide.case("Amina")
    assert await wide.inbox("Amina") == [
        f"Nou resevwa mesaj ou. Dosye {case}: dlo pou 6 moun, toupre Delmas."
        f" Si lavi yon moun an danje, rele 114. Ki ri oswa ki kote moun konnen nan Delmas?\n{CALL}"
    ]
    await wide.sms("Amina", "ri Jasmin")
    assert await wide.inbox("Amina") == [f"Mèsi. Kounye a dosye {case} toupre Rue Jasmin."]


async def test_an_answer_in_another_quarter_replaces_the_first(wide):
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    await wide.inbox("Amina")
    await wide.sms("Amina", "near the Quarry")
    assert (await place_of(wide))[0] == "Quarry"


async def test_an_answer_that_says_the_need_again_makes_no_second_case(wide):
    await wide.sms("Amina", "Need water for 4 people")
    await wide.inbox("Amina")
    await wide.sms("Amina", "we need water at the Bridge")
    await wide.inbox("Amina")
    assert len(await wide.cases("Amina")) == 1
    assert (await place_of(wide))[0] == "Bridge"


async def test_who_answers_as_widely_is_asked_once_more_in_other_words_and_no_third_time(wide):
    await wide.sms("Amina", "Need water for 4 people")
    case = await wide.case("Amina")
    await wide.inbox("Amina")
    await wide.sms("Amina", "Delmas")
    assert await wide.inbox("Amina") == [f"Thank you. Case {case} is now near Delmas. {AGAIN}"]
    await wide.sms("Amina", "Kenscoff")
    assert await wide.inbox("Amina") == [f"Thank you. Case {case} is now near Kenscoff."]
    assert await place_of(wide) == ("Kenscoff", 2_500, 2)


async def test_i_do_not_know_gets_kindness_one_easier_question_and_then_peace(town):
    await town.sms("Amina", "nou bezwen dlo, nou se 6 moun")
    await town.inbox("Amina")
    await town.sms("Amina", "mwen pa konnen")
    assert await town.inbox("Amina") == [f"Dakò. Mèsi dèske ou di nou sa. {AGAIN_HT}"]
    await town.sms("Amina", "mwen pa konnen non li")
    assert await town.inbox("Amina") == ["Dakò. Mèsi dèske ou di nou sa. Yon kowòdonatè ap chèche kote a."]
    await town.sms("Amina", "mwen pa konnen menm")
    assert await town.inbox("Amina") == []
    (row,) = await town.cases("Amina")
    assert (row["place_asked"], row["state"]) == (2, "new")


async def test_a_place_still_counts_when_we_have_stopped_asking(town):
    await town.sms("Amina", "Need water for 4 people")
    case = await town.case("Amina")
    for words in ("I don't know", "I really don't know"):
        await town.sms("Amina", words)
        await town.inbox("Amina")
    await town.sms("Amina", "Bridge")
    assert await town.inbox("Amina") == [f"Thank you. Case {case} is now near Bridge."]


async def test_two_texts_in_a_row_are_not_an_answer_to_a_question_nobody_has_read(town):
    await town.sms("Amina", "Need water for 4 people")
    await town.sms("Amina", "please hurry")
    first, *more = await town.inbox("Amina")
    assert "Where is it?" in first
    assert more == []
    assert (await place_of(town))[2] == 1


async def test_the_words_of_an_unknown_place_stand_on_the_case_with_the_quarter_they_are_in(wide):
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    await wide.inbox("Amina")
    await wide.sms("Amina", "at the Zorblax tower")
    assert await wide.inbox("Amina") == [
        f"Thank you. We do not know this place yet; a coordinator looks at it. {AGAIN}"
    ]
    (row,) = await wide.cases("Amina")
    assert row["place_text"].endswith("Zorblax tower, Delmas")
    assert row["place_name"] == "Delmas"


async def test_where_life_is_at_risk_the_number_comes_first_and_the_question_last(wide):
    await wide.sms("Amina", "HELP! my house fell, people trapped in Delmas")
    first = (await wide.inbox("Amina"))[0]
    assert first.startswith(CALL)
    assert first.endswith("Which street or landmark in Delmas?")


async def test_who_is_on_the_way_hears_the_better_place(wide):
    await wide.volunteer("Bayu", at="Mill")
    await wide.volunteer("Chen", at="Bridge", language="ht")
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    case = await wide.case("Amina")
    await wide.inboxes("Bayu", "Chen")
    await wide.sms("Bayu", "yes 1")
    await wide.inboxes("Bayu", "Chen")
    await wide.sms("Amina", "School")
    link = "https://osm.org/?mlat=18.90540&mlon=-72.60000"
    assert await wide.inbox("Bayu") == [f"Case {case}: the place is now School. Map: {link}"]
    assert await wide.inbox("Chen") == []
    desk = await wide.desk()
    await desk.press(case, "place", lat="18.90180", lon="-72.6")
    (moved,) = await wide.inbox("Bayu")
    assert moved.endswith("Map: https://osm.org/?mlat=18.90180&mlon=-72.60000")


async def test_a_pin_from_a_phone_answers_too_and_nothing_more_is_asked(wide):
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    await wide.inbox("Amina")
    await wide.whatsapp("Amina", "", Latitude="18.9001", Longitude="-72.6")
    (said,) = await wide.inbox("Amina")
    assert said.startswith("Thank you.")
    assert "?" not in said
    assert (await place_of(wide))[1:] == (30, 1)


async def test_who_offers_is_asked_once(town):
    await town.sms("Bayu", "I can bring water")
    await town.inbox("Bayu")
    await town.sms("Bayu", "I don't know")
    assert not any("?" in words for words in await town.inbox("Bayu"))


async def test_who_cries_for_help_is_asked_once_more_at_most(town):
    await town.sms("Amina", "HELP")
    (said,) = await town.inbox("Amina")
    assert CALL.rstrip(".") in said
    for _ in range(3):
        await town.sms("Amina", "I don't know")
    assert sum(words.count("?") for words in await town.inbox("Amina")) <= 1
    await town.sms("Amina", "Bridge")
    await town.inbox("Amina")
    assert await place_of(town) == ("Bridge", 60, 2)


async def test_who_is_safe_is_asked_nothing(town):
    await town.sms("Amina", "SAFE")
    assert not any("?" in words for words in await town.inbox("Amina"))


async def test_a_web_page_shows_the_question_in_its_thread(town):
    answer = await town.form("report", "We need water for 6 people")
    await town.settle()
    page = await town.http.get(answer.headers["location"])
    assert "Where is it? Reply with a street or a place people know." in page.text


async def test_where_somebody_was_yesterday_is_where_their_next_need_likely_is(wide):
    await wide.sms("Amina", "Need water for 4 people at the Bridge")
    await wide.inbox("Amina")
    await wide.wait(minutes=60 * 24)
    await wide.sms("Amina", "We need food, Rue Jasmin")
    await wide.settle()
    row = (await wide.cases("Amina"))[-1]
    assert (row["place_name"], row["category"]) == ("Rue Jasmin", "food")


async def test_a_phone_of_the_drill_can_tell_what_it_is_asked(wide):
    await wide.sms("Amina", "Need a doctor, my baby is not breathing, in Delmas")
    case = await wide.case("Amina")
    await wide.sms("Bayu", "Need water for 4 people near School")
    await wide.settle()
    said = await wide.rows("select phrase, details from message where direction = 'out' order by id")
    assert [(row["phrase"], row["details"].get("asks")) for row in said] == [
        ("receipt.emergency", "where.wide"),
        ("receipt.need", None),
    ]
    assert said[0]["details"]["case"] == case


async def test_the_desk_says_which_cases_wait_for_a_better_place(wide):
    dara = await wide.desk()
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    await wide.sms("Idris", "Need water for 4 people near School")
    await wide.sms("Noor", "Need water for 4 people")
    await wide.settle()
    vague, sure, lost = [await wide.case(name) for name in ("Amina", "Idris", "Noor")]
    assert await marks(dara) == {vague: "too wide", sure: "", lost: "no place yet"}
    await dara.press(vague, "place", lat="18.9001", lon="-72.6")
    await dara.press(lost, "place", lat="18.9001", lon="-72.6")
    assert await marks(dara) == {vague: "", sure: "", lost: "a point on the map"}


@pytest.mark.parametrize("typed", [{"words": "18.9001, -72.6001"}, {"lat": "18.9001", "lon": "-72.6001"}])
async def test_what_the_desk_pinned_is_not_undone_by_a_name_in_passing(wide, typed):
    await wide.sms("Amina", "Need water for 4 people in Delmas")
    await wide.settle()
    dara = await wide.desk()
    await dara.press(await wide.case("Amina"), "place", **typed)
    await wide.sms("Amina", "Kenscoff")
    await wide.settle()
    (row,) = await wide.rows("select place_source, st_y(point::geometry) as lat from report")
    assert (row["place_source"], row["lat"]) == ("desk", pytest.approx(18.9001))


async def marks(dara) -> dict[str, str]:
    """What the English desk's queue says of the place of each case, where it is no name."""
    cookie = {"cookie": f"konbit_session={dara.email}"}
    answer = await dara.http.get(f"/desk/{dara.slug}/queue", params={"lang": "en"}, headers=cookie)
    said = ("too wide", "no place yet", "a point on the map")
    rows = re.findall(r'id="row-(\w+)"(.*?)</li>', answer.text, re.DOTALL)
    return {code: next((one for one in said if one in row), "") for code, row in rows}
