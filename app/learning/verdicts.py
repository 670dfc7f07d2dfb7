"""What people at an incident's desk said of messages: the only thing that is learned from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.learning import queries
from app.models.report import ReportKind, ReportState
from ingest.catalog import load_catalog
from ingest.model.learn import MOST_TEXTS

ACTED_ON = (
    0.25  # of a correction: whoever asks a helper has read the message, but may have overlooked a mistake
)
MOST_REPORTS = 2 * MOST_TEXTS  # some say the same words
# of the reader's heads: «giving» tells an offer from a need, and has nothing to say of other texts
NOISE = {"need": False, "relevant": False}
WISHES = {
    ReportKind.NEED: {"need": True, "giving": False, "relevant": True},
    ReportKind.OFFER: {"need": False, "giving": True, "relevant": True},
    ReportKind.SAFE: {"need": False, "relevant": True},
    ReportKind.MISSING: {"need": False, "relevant": True},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One message, its sender, and for each head of the reader whether it applies, if a person said so."""

    text: str = field(repr=False)
    contact_id: int
    truth: Mapping[str, bool]
    weight: float
    said: bool


async def verdicts(session: AsyncSession, incident_id: int) -> list[Verdict]:
    """Gather what people said, the newest first, each text once."""
    values = {"incident_id": incident_id, "most": MOST_REPORTS}
    rows = (await session.execute(queries.VERDICTS, values)).mappings().all()
    return list(each_text_once(verdict_of(row) for row in rows))


def verdict_of(row: Mapping[str, object] | RowMapping) -> Verdict:
    """Make a verdict of one report. Noise is worth nobody's time; of what it speaks, nobody said."""
    noise = row["state"] == ReportState.NOISE
    said = noise or bool(row["said"])
    return Verdict(
        text=str(row["text"]),
        contact_id=int(str(row["contact_id"])),
        truth=dict(NOISE) if noise else _truth(row),
        weight=1.0 if said else ACTED_ON,
        said=said,
    )


def _truth(row: Mapping[str, object] | RowMapping) -> dict[str, bool]:
    reading, categories = row["reading"], row["categories"]
    assert isinstance(reading, Mapping)
    assert isinstance(categories, Sequence)
    return _wishes(str(row["kind"]), reading) | _categories(categories, reading)


def _wishes(kind: str, reading: Mapping[str, object]) -> dict[str, bool]:
    """A text may ask and offer at once: what was read beside the stronger wish stays unsaid."""
    said = dict(WISHES.get(ReportKind(kind), {"need": False}))
    also = reading.get("also")
    if reading.get("intent") == kind and isinstance(also, list):
        for beside, head in (("need", "need"), ("offer", "giving")):
            if beside in also:
                said.pop(head, None)
    return said


def _categories(names: Sequence[str], reading: Mapping[str, object]) -> dict[str, bool]:
    """The desk shows every category. What a form's sender ticked says nothing of the words beside it."""
    labels = reading.get("categories")
    ticked = {
        label.get("name")
        for label in (labels if isinstance(labels, list) else [])
        if label.get("confidence") == 1.0 and label.get("span") is None
    }
    return {
        name: name in names for name in load_catalog().categories if name != "other" and name not in ticked
    }


def each_text_once(found: Iterable[Verdict]) -> Iterable[Verdict]:
    """Let the newest verdict on a text stand for all: the same words passed on a hundred times weigh once."""
    seen: set[str] = set()
    for verdict in found:
        key = " ".join(verdict.text.casefold().split())
        if key not in seen:
            seen.add(key)
            yield verdict
