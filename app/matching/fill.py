"""How many places can be met at all, the urgent first: one greatest flow after the other, exact and quick."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from app.matching.columns import Edges, Flag, Giving, Wanting, Whole

URGENT_FIRST = (4, 3, 2, 1)


def fill_places(needs: Wanting, helpers: Giving, edges: Edges) -> Flag:
    """Choose edges that meet as many places as any plan can, in each class of them before the next.

    Classes go as their worth does: the first places of the most urgent needs, their further places, the first
    of the less urgent. A flow that grows never takes a place back that it met before; it only moves helpers.
    """
    used = np.zeros(len(edges), dtype=np.bool_)
    first, more = np.minimum(needs.places, 1), np.maximum(needs.places - 1, 0)
    for urgency in URGENT_FIRST:
        for places in (first, more):
            wanted = np.where(needs.urgency == urgency, places, 0)
            if len(edges) and wanted.any():
                used[_moved(helpers, edges, used, wanted)] ^= True
    return used


def _moved(helpers: Giving, edges: Edges, used: Flag, wanted: Whole) -> Whole:
    """The edges that the greatest flow into these places takes up or gives back."""
    wanting, giving = len(wanted), len(helpers.capacity)
    left = helpers.capacity - np.bincount(edges.helper[used], minlength=giving)
    touched = wanted > 0
    touched[edges.need[used]] = True
    rows = np.flatnonzero(touched[edges.need])
    if not len(rows):
        return rows
    need, helper = edges.need[rows], edges.helper[rows] + wanting
    begin, end = np.where(used[rows], helper, need), np.where(used[rows], need, helper)
    open_needs, free = np.flatnonzero(wanted), np.flatnonzero(left)
    source, sink = wanting + giving, wanting + giving + 1
    room = np.concatenate([np.ones(len(rows), dtype=np.int64), wanted[open_needs], left[free]])
    network = csr_array(
        (
            room.astype(np.int32),
            (
                np.concatenate([begin, np.full(len(open_needs), source), free + wanting]),
                np.concatenate([end, open_needs, np.full(len(free), sink)]),
            ),
        ),
        shape=(sink + 1, sink + 1),
    )
    flow = maximum_flow(network, source, sink).flow
    return rows[np.asarray(flow[begin, end]).ravel() > 0]
