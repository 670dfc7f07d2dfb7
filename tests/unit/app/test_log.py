import io
import json
import logging

import pytest
import structlog

from app.log import redact, set_up_logs

NUMBERS = [
    "+15095550142",
    "+1 (509) 555-0142",
    "509 555 0142",
    "509-555-0142",
    "1.509.555.0142",
    "5095550142",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_phone_number_is_blanked_however_somebody_writes_it(number):
    event = redact(None, "info", {"event": f"could not reach {number} today", "path": f"/x/{number}"})
    assert event == {"event": "could not reach [number] today", "path": "/x/[number]"}


@pytest.mark.parametrize("key", ["text", "body", "sender", "recipient", "number", "token", "password", "lat"])
def test_what_must_not_be_read_is_blanked_by_its_name(key):
    assert redact(None, "info", {"event": "x", key: "anything"})[key] == "[redacted]"
    assert redact(None, "info", {"event": "x", key: 18.5})[key] == "[redacted]"


def test_what_lies_inside_another_value_is_blanked_too():
    event: dict[str, object] = {
        "event": "x",
        "fields": {"phone": "+15095550142", "text": "dlo"},
        "all": ["+15095550142", 3],
    }
    assert redact(None, "info", event) == {
        "event": "x",
        "fields": {"phone": "[number]", "text": "[redacted]"},
        "all": ["[number]", 3],
    }


def test_short_numbers_and_the_time_stay_readable():
    event = {
        "event": "message.failed",
        "message": 4217,
        "tries": 3,
        "timestamp": "2030-01-12T21:53:10.123456Z",
    }
    assert redact(None, "info", dict(event)) == event


@pytest.fixture
def written(monkeypatch):
    """What reaches standard error, with the logs as the program sets them up, put back afterwards."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    stderr = io.StringIO()
    monkeypatch.setattr("sys.stderr", stderr)
    set_up_logs("json")
    yield stderr
    root.handlers[:], root.level = handlers, level
    structlog.configure(**before)


def test_a_library_that_logs_a_number_is_blanked_too(written):
    logging.getLogger("some.library").warning("calling %s failed", "+15095550142")
    line = json.loads(written.getvalue())
    assert line["event"] == "calling [number] failed"
    assert line["level"] == "warning"


def test_an_exceptions_words_are_blanked_too(written):
    try:
        raise ValueError("no route to +15095550142")
    except ValueError as failure:
        structlog.get_logger("konbit.test").error("message.failed", text="dlo", exc_info=failure)
    assert "5550142" not in written.getvalue()
    line = json.loads(written.getvalue())
    assert "no route to [number]" in line["exception"]
    assert line["text"] == "[redacted]"
