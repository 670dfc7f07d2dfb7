"""Who could help whom on the whole board: the nearest of each need, within each helper's reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from scipy.spatial import cKDTree

from app.matching.columns import Board, Edges, Flag, Helpers, Needs, Number, Whole, Why
from app.matching.weigh import weigh_pairs
from app.models.volunteer import Trust
from ingest.catalog import load_catalog

EARTH_M = 6_371_008.7714  # as PostGIS measures on the sphere
NEAREST = 32  # of each kind of need and class of reach: the optimum hardly ever looks further
AGREED = 1  # coordinators before the one who presses, for a risky need


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """The edges a plan may choose from, and of each need why it has none."""

    edges: Edges
    why: dict[int, Why] = field(default_factory=dict)  # by row; a need with edges is not in it


def link(board: Board, *, weights: Mapping[str, float], nearest: int | None = NEAREST) -> Graph:
    """Find every pair that may be asked; with `nearest` None the whole graph, however far it goes."""
    needs, helpers = board.needs, board.helpers
    open_now = (needs.places > 0) & (~needs.risky | (needs.agreed >= AGREED))
    found = _reached(needs, helpers, open_now, helpers.capacity > 0, nearest=nearest)
    found = found.of(needs.contact_id[found.need] != helpers.contact_id[found.helper])
    before = _asked_before(board, found)
    asked, free = found.of(before), found.of(~before)
    closed = _across(board, free)
    left = free.of(~closed)
    scored = Edges(
        need=left.need,
        helper=left.helper,
        distance_m=left.distance_m,
        score=weigh_pairs(board, left.need, left.helper, distance_m=left.distance_m, weights=weights),
    )
    return Graph(scored, _reasons(board, open_now, scored, asked, free.of(closed)))


def _reached(
    needs: Needs, helpers: Helpers, wanting: Flag, giving: Flag, *, nearest: int | None, strict: bool = True
) -> Edges:
    """List the pairs within reach, each once. A sensitive kind of need is for helpers vetted for it."""
    there, here = _on_sphere(needs.lat, needs.lon), _on_sphere(helpers.lat, helpers.lon)
    found: list[tuple[Whole, Whole, Number]] = []
    for skill, guards, rows in _kinds(needs, wanting):
        able = giving & np.array([skill in skills for skills in helpers.skills], dtype=np.bool_)
        for guard in guards if strict else ():
            able &= _vetted(helpers, guard)
        for reach_m in np.unique(helpers.reach_m[able]):
            members = np.flatnonzero(able & (helpers.reach_m == reach_m))
            found.append(_near(there, rows, here, members, reach_m=float(reach_m), nearest=nearest))
    if not found:
        return _edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    need, helper, distance_m = (np.concatenate(column) for column in zip(*found, strict=True))
    _keys, once = np.unique(need * np.int64(max(1, len(helpers))) + helper, return_index=True)
    return _edges(need[once], helper[once], distance_m[once])


def _near(
    there: Number, rows: Whole, here: Number, members: Whole, *, reach_m: float, nearest: int | None
) -> tuple[Whole, Whole, Number]:
    """The nearest members of each row: a chord through the earth grows as the way over it does."""
    look = cKDTree(here[members]).query
    count = min(nearest or len(members), len(members))
    chord, at = look(there[rows], k=range(1, count + 1), distance_upper_bound=_chord(reach_m))
    in_reach = np.isfinite(chord)
    need = np.broadcast_to(rows[:, None], chord.shape)[in_reach]
    distance_m = 2 * EARTH_M * np.arcsin(np.minimum(1.0, chord[in_reach] / 2))
    return need, members[at[in_reach]], distance_m


def _chord(reach_m: float) -> float:
    return float(2 * np.sin(reach_m / EARTH_M / 2)) * (1 + 1e-12)


def _on_sphere(lat: Number, lon: Number) -> Number:
    north, east = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _kinds(needs: Needs, wanting: Flag) -> Iterator[tuple[str, frozenset[str], Whole]]:
    """The needs that look for one skill with the same kinds to be vetted for, together."""
    catalog = load_catalog()
    rows: dict[tuple[str, frozenset[str]], list[int]] = {}
    for row in np.flatnonzero(wanting).tolist():
        kinds = needs.categories[row]
        guards = frozenset(catalog.sensitive(kinds))
        for skill in kinds:
            rows.setdefault((skill, guards), []).append(row)
    for (skill, guards), together in rows.items():
        yield skill, guards, np.array(together, dtype=np.int64)


def _vetted(helpers: Helpers, kind: str) -> Flag:
    trusts = zip(helpers.trust, helpers.trust_by_kind, strict=True)
    return np.array([own.get(kind, trust) == Trust.VETTED for trust, own in trusts], dtype=np.bool_)


def _asked_before(board: Board, edges: Edges) -> Flag:
    if not len(board.before):
        return np.zeros(len(edges), dtype=np.bool_)
    many = np.int64(max(board.before[:, 1].max(), board.helpers.id.max(initial=0)) + 1)
    before = board.before[:, 0] * many + board.before[:, 1]
    return np.isin(board.needs.id[edges.need] * many + board.helpers.id[edges.helper], before)


def _across(board: Board, edges: Edges) -> Flag:
    """Whether the straight way of each pair touches closed ground and does not stay inside it."""
    across = np.zeros(len(edges), dtype=np.bool_)
    if not board.closures or not len(edges):
        return across
    needs, helpers = board.needs, board.helpers
    zones = shapely.from_wkb(list(board.closures))
    middle = float(needs.lon[edges.need[0]])  # so that a way over the 180th meridian is as short as it is
    ends = np.stack(
        [
            np.column_stack([_turned(helpers.lon[edges.helper], middle), helpers.lat[edges.helper]]),
            np.column_stack([_turned(needs.lon[edges.need], middle), needs.lat[edges.need]]),
        ],
        axis=1,
    )
    lines = shapely.linestrings(ends)
    for zone in zones:
        area = shapely.transform(zone, lambda at: np.column_stack([_turned(at[:, 0], middle), at[:, 1]]))
        shapely.prepare(area)
        across |= shapely.intersects(area, lines) & ~shapely.covers(area, lines)
    return across


def _turned(lon: Number, middle: float) -> Number:
    return (lon - middle + 540.0) % 360.0 - 180.0


def _reasons(board: Board, open_now: Flag, edges: Edges, asked: Edges, closed: Edges) -> dict[int, Why]:
    """Say of every need without a helper what stands in the way; the first that is true is told."""
    needs, helpers = board.needs, board.helpers
    has = np.zeros(len(needs), dtype=np.bool_)
    has[edges.need] = True
    why = dict.fromkeys(np.flatnonzero((needs.places > 0) & ~open_now).tolist(), Why.RISK)
    bare = open_now & ~has
    told = ((asked, Why.ASKED), (closed, Why.CLOSED))
    for some, reason in told:
        for row in np.unique(some.need[bare[some.need]]).tolist():
            why.setdefault(row, reason)
    everybody = np.ones(len(helpers), dtype=np.bool_)
    full = _reached(needs, helpers, bare, helpers.capacity == 0, nearest=1)
    new = _reached(needs, helpers, bare, everybody, nearest=1, strict=False)
    for some, reason in ((full, Why.FULL), (new, Why.UNTRUSTED)):
        for row in np.unique(some.need).tolist():
            why.setdefault(row, reason)
    for row in np.flatnonzero(bare).tolist():
        why.setdefault(row, Why.NOBODY)
    return why


def _edges(need: Whole, helper: Whole, distance_m: Number) -> Edges:
    return Edges(need=need, helper=helper, distance_m=distance_m, score=np.zeros(len(need)))
