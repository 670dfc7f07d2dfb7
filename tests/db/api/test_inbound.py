"""The door: 2xx means stored, a forgery leaves nothing, no words are refused for how they are written."""

import asyncio
import json
from secrets import token_hex
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from ingest.channels.console import sign
from tests import factories
from tests.db.conftest import DIE, RAISE

PATH = "/in/twilio/town"
FORM = "application/x-www-form-urlencoded"
NEED = "Need water for 4 at the Bridge"


def fields(**more: str) -> dict[str, str]:
    plain = {
        "MessageSid": f"SM{token_hex(16)}",
        "AccountSid": factories.ACCOUNT_SID,
        "From": "+15095550101",
        "To": factories.OUR_NUMBER,
        "Body": NEED,
    }
    return plain | more


async def post(town, body: bytes, signature: str, path: str = PATH):
    headers = {"content-type": FORM}
    if signature:
        headers["x-twilio-signature"] = signature
    return await town.http.post(path, content=body, headers=headers)


def signed(town, values: dict[str, str], path: str = PATH) -> str:
    url = f"{town.house.settings.base_url}{path}"
    return RequestValidator(factories.AUTH_TOKEN).compute_signature(url, values)


async def stored(town) -> list[tuple[str, str, dict[str, object]]]:
    rows = await town.rows("select text, state, details from message where direction = 'in' order by id")
    return [(row["text"], row["state"], row["details"]) for row in rows]


@pytest.mark.parametrize("fault", [RAISE, DIE], ids=["the commit fails", "the connection dies"])
async def test_a_commit_that_fails_is_never_answered_with_200(town, sabotage, fault):
    sid = "SM" + "5" * 32
    with sabotage("message", fault):
        answer = await town.call(PATH, fields(MessageSid=sid))
        assert answer.status_code >= 500
    assert await stored(town) == []
    assert (await town.call(PATH, fields(MessageSid=sid))).status_code == 200
    assert len(await stored(town)) == 1


async def test_a_form_whose_commit_fails_leads_to_no_page(town, sabotage):
    with sabotage("message", RAISE):
        answer = await town.form("report", NEED)
        assert answer.status_code >= 500
    assert await stored(town) == []


async def test_fifty_calls_at_once_are_fifty_messages(town):
    answers = await asyncio.gather(*(town.call(PATH, fields(From=f"+150955501{n:02}")) for n in range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(await stored(town)) == 50


FORGED = {
    "unsigned": lambda town, values: (urlencode(values), ""),
    "signed with another token": lambda town, values: (
        urlencode(values),
        RequestValidator("another").compute_signature(f"{town.house.settings.base_url}{PATH}", values),
    ),
    "signed for another address": lambda town, values: (
        urlencode(values),
        signed(town, values, "/in/twilio/other"),
    ),
    "one letter changed": lambda town, values: (
        urlencode(values).replace("water", "wader"),
        signed(town, values),
    ),
    "truncated": lambda town, values: (urlencode(values)[:-5], signed(town, values)),
    "a field added": lambda town, values: (urlencode(values) + "&Latitude=1", signed(town, values)),
    "another sender": lambda town, values: (
        urlencode(values).replace("0101", "0102"),
        signed(town, values),
    ),
    "another account": lambda town, values: (
        urlencode(values | {"AccountSid": "AC" + "9" * 32}),
        signed(town, values | {"AccountSid": "AC" + "9" * 32}),
    ),
    "no body": lambda town, values: ("", signed(town, values)),
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_call_is_refused_and_leaves_nothing(town, how):
    body, signature = FORGED[how](town, fields())
    answer = await post(town, body.encode(), signature)
    assert answer.status_code == 403
    assert await stored(town) == []


MALFORMED = {
    "a number of somebody else": {"To": "+15095550180"},
    "no id": {"MessageSid": ""},
    "an id of another kind": {"MessageSid": "CA" + "0" * 32},
    "no sender": {"From": ""},
}


@pytest.mark.parametrize("what", MALFORMED)
async def test_a_call_that_is_not_the_gateways_protocol_is_a_400(town, what):
    answer = await town.call(PATH, fields(**MALFORMED[what]))
    assert answer.status_code == 400
    assert await stored(town) == []


async def test_a_repeated_field_is_refused(town):
    values = fields()
    body = urlencode(values) + "&" + urlencode({"Body": "another"})
    assert (await post(town, body.encode(), signed(town, values))).status_code in (400, 403)
    assert await stored(town) == []


async def test_a_body_larger_than_any_message_is_refused_and_forgotten(town):
    answer = await town.call(PATH, fields(Body="x" * 300_000))
    assert answer.status_code in (400, 413)
    assert await stored(town) == []


@pytest.mark.parametrize(
    "path",
    ["/in/nobody/town", "/in/twilio/nowhere", "/in/console/town", "/in/twilio/%F0%9F%86%98", "/in/%F0/town"],
)
async def test_a_door_that_is_not_there_is_a_404(town, path):
    assert (await town.call(path, fields())).status_code == 404
    assert await stored(town) == []


@pytest.mark.parametrize("path", ["/i/%00/", "/i/town/case/%00", "/desk/%00", "/i/%00/map", "/in/twilio/%00"])
async def test_an_address_that_no_database_can_hold_is_no_fault_of_ours(town, path):
    assert (await town.http.get(path)).status_code in (400, 404, 405)
    assert (await town.http.post(path, data={"text": "x"})).status_code in (400, 404, 405)


HARD = {
    "1,600 characters": ("nou bezwen dlo nan Bridge " * 70)[:1600],
    "NUL": "nou bezwen dlo\x00 nan Bridge",
    "right to left override": "nou bezwen \u202edlo\u202c nan Bridge",
    "zero width": "nou be\u200bzwen dlo nan Bridge",
    "byte order mark": "\ufeffnou bezwen dlo nan Bridge",
    "no character": "nou bezwen dlo nan Bridge \ufffe\uffff",
    "zalgo": "nou bezwen d" + "\u0301\u0317\u0489" * 60 + "lo nan Bridge",
    "emoji": "🆘👩‍👧‍👦 nou bezwen dlo nan Bridge 💧",
    "Arabic": "نحتاج ماء nan Bridge",
    "decomposed": "nou bezwen dlo nan Bridge, tanpri e\u0300d",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "markup": "<script>alert(1)</script> nou bezwen dlo nan Bridge",
    "SQL": "'; drop table message; --",
    "braces": "{0} {case} %s %(x)s :now nou bezwen dlo",
    "many digits": "9" * 1600,
    "blank": "   \n\t ",
    "one letter": "?",
}


@pytest.mark.parametrize("what", HARD)
async def test_hard_words_are_kept_read_and_answered(town, what):
    answer = await town.call(PATH, fields(Body=HARD[what]))
    assert answer.status_code == 200
    assert len(await town.inbox("Amina")) >= 1
    ((words, state, details),) = await stored(town)
    assert state == "understood"
    assert "\x00" not in words
    assert "\u202e" not in words
    if what in ("NUL", "right to left override"):
        assert details["flags"] != []
    if what == "1,600 characters":
        assert words == HARD[what]
    await town.sms("Bayu", NEED)
    assert len(await town.inbox("Bayu")) >= 1


async def test_words_in_another_encoding_are_kept_and_flagged(town):
    values = fields(Body="nou bezwen dlo, lekòl la kraze")
    body = urlencode(values, encoding="cp1252").encode()
    assert (await post(town, body, signed(town, values))).status_code == 200
    await town.settle()
    ((words, state, details),) = await stored(town)
    assert (words, state) == ("nou bezwen dlo, lekòl la kraze", "understood")
    assert details["flags"] == ["bad_utf8"]


async def test_half_a_letter_is_kept_and_flagged(town):
    values = fields(Body="dlo \ufffd")
    body = urlencode(fields(Body="")).replace("Body=", "Body=dlo+%C3")
    body = body.replace(body[body.index("SM") : body.index("SM") + 34], values["MessageSid"])
    for reading in ("dlo \ufffd", "dlo Ã"):
        answer = await post(town, body.encode(), signed(town, values | {"Body": reading}))
        if answer.status_code == 200:
            break
    assert answer.status_code == 200
    await town.settle()
    ((_, state, details),) = await stored(town)
    assert state == "understood"
    assert details["flags"] == ["bad_utf8"]


@pytest.mark.parametrize(
    "escape", ["\\ud800", "\\udfff", "\\ud83d", "\\u0000"], ids=["high", "low", "half", "nul"]
)
async def test_lone_surrogates_in_json_are_kept_as_text(town, escape):
    async with town.house.database.session() as session:
        await factories.make_incident(
            session, town.house.keys, slug="drill", drill=True, our_number="+15095550191"
        )
    url = f"{town.house.settings.base_url}/in/console/drill"
    body = f'{{"id": "x1", "from": "+15095550101", "text": "nou bezwen dlo {escape} nan Bridge"}}'
    headers = {"content-type": "application/json", "x-konbit-signature": sign(url, body.encode(), "drill")}
    answer = await town.http.post("/in/console/drill", content=body.encode(), headers=headers)
    assert answer.status_code == 200
    assert json.loads(answer.text)["case"].startswith("/i/drill/case/")
    await town.settle()
    ((words, state, details),) = await stored(town)
    assert state == "understood"
    assert words.encode()
    assert details["flags"] != []


PINS = {
    "not a number": ("NaN", "NaN"),
    "infinite": ("Infinity", "-72.6"),
    "1e400": ("1e400", "-72.6"),
    "beyond the pole": ("95", "-72.6"),
    "around the world": ("18.9", "200"),
    "words": ("north", "west"),
    "zero zero": ("0", "0"),
    "half": ("18.9", ""),
    "swapped": ("-72.6", "18.9"),
    "NUL": ("18.9\x00", "-72.6"),
    "long": ("18." + "9" * 400, "-72.6"),
}


@pytest.mark.parametrize("pin", PINS)
async def test_a_broken_position_costs_no_message_and_moves_no_case(town, pin):
    lat, lon = PINS[pin]
    answer = await town.call(PATH, fields(Latitude=lat, Longitude=lon))
    assert answer.status_code == 200
    await town.settle()
    ((words, state, details),) = await stored(town)
    assert (words, state) == (NEED, "understood")
    (case,) = await town.cases("Amina")
    if pin != "NUL":
        assert case["place_name"] == "Bridge"
    if pin not in ("half", "swapped", "NUL"):
        assert details["bad_pin"] != ""


@pytest.mark.parametrize("pin", PINS)
async def test_a_broken_position_alone_is_kept_for_a_coordinator(town, pin):
    lat, lon = PINS[pin]
    answer = await town.call(PATH, fields(Body="", Latitude=lat, Longitude=lon))
    assert answer.status_code == 200
    await town.settle()
    assert [row[1] for row in await stored(town)] == ["understood"]


@pytest.mark.parametrize(
    "more",
    [
        {"lat": "NaN", "lon": "NaN"},
        {"lat": "18.9", "lon": "-72.6", "people": "٤"},
        {"people": "99999"},
        {"category": "water"},
        {"place": "x" * 300},
        {"name": "<b>Amina</b>"},
    ],
)
async def test_an_odd_form_is_taken(town, more):
    answer = await town.form("report", NEED, **more)
    assert answer.status_code == 303
    await town.settle()
    assert [row[1] for row in await stored(town)] == ["understood"]


@pytest.mark.parametrize(
    "more",
    [
        {"key": "short"},
        {"words": ""},
        {"phone": "+1 call me"},
        {"people": "-1"},
        {"people": "²"},
        {"place": "x" * 301},
        {"website": "http://buy.example"},
        {"category": "../etc"},
    ],
)
async def test_a_form_with_a_fault_comes_back_with_what_was_typed(town, more):
    words = more.pop("words", NEED)
    answer = await town.form("report", words, **more)
    assert answer.status_code == 400
    assert await stored(town) == []
    assert words in answer.text


async def test_nobody_learns_from_an_error_what_is_inside(town, sabotage):
    with sabotage("message", RAISE):
        answer = await town.call(PATH, fields())
    for inside in ("sabotage", "Traceback", "psycopg", "sqlalchemy", "insert into", "+15095550101"):
        assert inside not in answer.text
