"""Gathers the thread of a case: every line with who wrote it and what came with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.views import LineView, MediaView
from app.media.keep import Attached, media_of
from app.messaging.mask import mask


async def thread_lines(
    session: AsyncSession, incident_id: int, whose: Mapping[str, object], *, open_numbers: bool = True
) -> tuple[LineView, ...]:
    """What was said about a case, the oldest first; `whose` has its report_id and contact_id.

    Without `open_numbers` no line shows a number or an address.
    """
    rows = (await session.execute(queries.DESK_LINES, dict(whose))).mappings().all()
    report_id = whose["report_id"]
    assert isinstance(report_id, int)
    attached = await media_of(session, incident_id, report_id) if any(not row["ours"] for row in rows) else {}
    names: dict[str, str] = {}
    if any(row["written_by"] for row in rows):
        staff = await session.execute(queries.STAFF_NAMES, {"incident_id": incident_id})
        names = {f"staff:{one.id}": one.name or one.email for one in staff}
    lines = (_line(row, attached.get(row["id"], ()), names) for row in rows)
    return tuple(one if open_numbers else replace(one, text=mask(one.text)) for one in lines)


def _line(row: RowMapping, attached: Sequence[Attached], names: Mapping[str, str]) -> LineView:
    facts = {name: value for name, value in row.items() if name != "id"}
    return LineView(
        **facts
        | {
            "passed_on": tuple(row["passed_on"]),
            "written_by": names.get(row["written_by"], row["written_by"]),
            "media": tuple(media_view(one) for one in attached),
        }
    )


def media_view(one: Attached) -> MediaView:
    """Tell a photo from a sound, also while nobody has seen it yet."""
    return MediaView(
        token=one.token,
        what="sound" if one.content_type.startswith("audio/") else "photo",
        state=one.state.value,
        size_kb=max(1, one.size // 1024),
        why=one.reason,
    )
