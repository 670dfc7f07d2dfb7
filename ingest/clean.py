"""Cleaning at the door: whatever bytes came, the rest of the program sees text that it can store and show.

Nothing here refuses words for how they are written. The bytes as they came are kept elsewhere; this is the
copy to work with.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from ingest.errors import Malformed

LONGEST = 10_000  # characters; gateways stop at 1,600, the web form below this
MOST_FIELDS = 1_000

_NUL = re.compile("\0")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they turn their neighbours; plain direction marks stay
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(f"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
_MENDS = (
    ("nul_removed", _NUL, ""),
    ("lone_surrogate", _SURROGATE, "\ufffd"),
    ("bidi_removed", _BIDI, ""),
    ("control_removed", _CONTROL, ""),
)

_UTF8 = ("utf-8", "strict")
_BROKEN_UTF8 = ("utf-8", "replace")
_WESTERN = ("cp1252", "replace")  # what old gateways send when they say nothing, or say latin-1
_LATIN_1 = ("latin-1", "strict")


def clean_text(raw: bytes | str) -> tuple[str, tuple[str, ...]]:
    """Make text that every later stage can take, and name what was mended."""
    if isinstance(raw, str):
        if raw.isascii() and raw.isprintable() and len(raw) <= LONGEST:
            return raw, ()  # most fields of most calls: nothing in them can need mending
        text, flags = raw, []
    else:
        encoding, errors = way = _ways_to_read(raw)[0]
        text, flags = raw.decode(encoding, errors), [] if way == _UTF8 else ["bad_utf8"]
    # cut first: ordering the marks of one enormous letter takes time that grows with its square
    text, cut = text[:LONGEST], len(text) > LONGEST
    for flag, pattern, instead in _MENDS:
        text, mended = pattern.subn(instead, text)
        if mended:
            flags.append(flag)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if cut or len(text) > LONGEST:  # a few letters come apart in NFC
        flags.append("cut")
    return text[:LONGEST], tuple(flags)


def clean_values(values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Clean every value of a form; each thing that was mended anywhere is named once."""
    cleaned: dict[str, str] = {}
    flags: dict[str, None] = {}
    for name, value in values.items():
        cleaned[name], mended = clean_text(value)
        flags.update(dict.fromkeys(mended))
    return cleaned, tuple(flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A posted form, decoded and otherwise as it came: blanks, white space and repetitions are kept."""

    values: Mapping[str, tuple[str, ...]]
    flags: tuple[str, ...] = ()

    @property
    def repeated(self) -> tuple[str, ...]:
        """The keys that came more than once."""
        return tuple(key for key, values in self.values.items() if len(values) > 1)

    @property
    def first(self) -> dict[str, str]:
        """Each key with its first value."""
        return {key: values[0] for key, values in self.values.items()}


def parse_form(body: bytes) -> Form:
    """Read application/x-www-form-urlencoded; raises `Malformed` when it is not that."""
    return next(form_readings(body))


def form_readings(body: bytes) -> Iterator[Form]:
    """Read a form in every way its bytes can be text, the likeliest first.

    UTF-8 can be read in one way only. For other bytes, a signature tells which way its signer meant.
    """
    pairs = _pairs(body)
    for way in _ways_to_read(b"\n".join(part for pair in pairs for part in pair)):
        encoding, errors = way
        values: dict[str, tuple[str, ...]] = {}
        for raw_key, raw_value in pairs:
            key = raw_key.decode(encoding, errors)
            values[key] = (*values.get(key, ()), raw_value.decode(encoding, errors))
        yield Form(values=values, flags=() if way == _UTF8 else ("bad_utf8",))


def _pairs(body: bytes) -> list[tuple[bytes, bytes]]:
    parts = [part for part in body.split(b"&") if part]
    if len(parts) > MOST_FIELDS:
        raise Malformed(f"this form has {len(parts)} fields; {MOST_FIELDS} are the most that we read")
    pairs = [part.replace(b"+", b" ").partition(b"=") for part in parts]
    if any(not key or not equals for key, equals, _ in pairs):
        raise Malformed("this form is not application/x-www-form-urlencoded: a field has no name or no «=»")
    return [(unquote_to_bytes(key), unquote_to_bytes(value)) for key, _, value in pairs]


def _ways_to_read(raw: bytes) -> tuple[tuple[str, str], ...]:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        mended = raw.decode("utf-8", "replace")
    else:
        return (_UTF8,)
    if any(character > "\x7f" and character != "\ufffd" for character in mended):
        # some of it is UTF-8: a cut or a slip, not another alphabet
        return (_BROKEN_UTF8, _WESTERN, _LATIN_1)
    return (_WESTERN, _BROKEN_UTF8, _LATIN_1)
