"""Structured logs that can be read over somebody's shoulder: no numbers, no words, no exact places."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping

import structlog

# E.164 and anything that could be dialled: seven digits or more, however they are spaced
NUMBER = re.compile(r"\+?\(?\d(?:[\s().-]{0,3}\d){6,}")
SECRET_KEYS = frozenset({"text", "body", "sender", "recipient", "number", "token", "password", "lat", "lon"})


def redact(_logger: object, _method: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """Blank what must not be in a log: by key, then whatever looks like a phone number."""
    for key, value in event.items():
        if key != "timestamp":
            event[key] = _blanked(key, value)
    return event


def _blanked(key: str, value: object) -> object:
    if key in SECRET_KEYS:
        return "[redacted]"
    if isinstance(value, str):
        return NUMBER.sub("[number]", value)
    if isinstance(value, Mapping):
        return {str(inner): _blanked(str(inner), part) for inner, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_blanked(key, part) for part in value]
    return value


def set_up_logs(log_format: str) -> None:
    """Send structlog and the libraries' own logs down one road, to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for noisy in ("httpx", "httpcore", "procrastinate", "alembic", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


log: structlog.stdlib.BoundLogger = structlog.get_logger("konbit")
