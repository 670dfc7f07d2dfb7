"""Gathers what the desk shows of goods, in the coordinator's words."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.counted import amount_words
from app.reports.stored import Said
from app.supplies.lines import lines_of
from app.supplies.pledges import pledges_of
from app.supplies.shapes import Line, Promised
from app.supplies.totals import Drive, drives_of, totals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeView:
    """Who brings how much of a line."""

    n: int
    helper: str
    name: str
    amount: float
    came: float
    coming: float
    stands: bool
    may_renew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLineView:
    """One thing that a report needs: its words, its numbers, who brings it."""

    n: int
    words: str  # 40 × blankets
    item: str
    unit: str
    amount: float
    came: float
    coming: float
    lacking: float
    pledges: tuple[PledgeView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """One kind of goods over all: lacking, and held by helpers."""

    words: str
    lacking: str  # 13 × blankets; empty where nothing lacks
    free: str
    cases: int
    helpers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveView:
    """One collection with its bars."""

    reference: str
    place: str
    lines: tuple[GoodsLineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliesView:
    """The desk's page of supplies."""

    totals: tuple[TotalView, ...]
    drives: tuple[DriveView, ...]
    may_act: bool


async def goods_views(
    session: AsyncSession, incident_id: int, report_id: int, *, language: str
) -> tuple[GoodsLineView, ...]:
    """What one report needs, and who brings what of it."""
    pledges = await pledges_of(session, incident_id, report_id)
    lines = await lines_of(session, incident_id, report_id)
    return tuple(goods_view(line, pledges, language=language) for line in lines)


def goods_view(line: Line, pledges: tuple[Promised, ...], *, language: str) -> GoodsLineView:
    """Show one line; a promise that stands no more is shown while something of it can be undone."""
    return GoodsLineView(
        n=line.id,
        words=words_of(line.item, line.amount, line.unit, language),
        item=line.item,
        unit=line.unit,
        amount=line.amount,
        came=line.delivered,
        coming=line.coming,
        lacking=line.remaining,
        pledges=tuple(_pledge(one) for one in pledges if one.need_line_id == line.id),
    )


def _pledge(one: Promised) -> PledgeView:
    return PledgeView(
        n=one.id,
        helper=one.helper,
        name=one.helper_name or one.helper,
        amount=one.amount,
        came=one.delivered,
        coming=one.coming,
        stands=one.live,
        may_renew=one.released_at is not None and one.live_again and one.amount > one.delivered,
    )


def words_of(item: str, amount: float, unit: str, language: str) -> str:
    """«40 × blankets», «20 litres of water»."""
    return amount_words(Said(what=item, amount=amount, unit=unit), language)


async def total_views(session: AsyncSession, incident_id: int, *, language: str) -> tuple[TotalView, ...]:
    """What is lacking and what is held, by kind of goods."""
    return tuple(
        TotalView(
            words=words_of(one.item, one.amount or one.free, one.unit, language),
            lacking=words_of(one.item, one.remaining, one.unit, language) if one.remaining else "",
            free=words_of(one.item, one.free, one.unit, language) if one.free else "",
            cases=one.cases,
            helpers=one.helpers,
        )
        for one in await totals_of(session, incident_id)
    )


async def drive_views(session: AsyncSession, incident_id: int, *, language: str) -> tuple[DriveView, ...]:
    """Every drive that is going on, with its bars."""
    return tuple(_drive(one, language) for one in await drives_of(session, incident_id))


def _drive(one: Drive, language: str) -> DriveView:
    lines = tuple(goods_view(line, (), language=language) for line in one.lines)
    return DriveView(reference=one.reference, place=one.place, lines=lines)
