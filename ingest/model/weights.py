"""The numbers that were learned, and the file that they are shipped in."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.errors import Unfit
from ingest.model.features import LETTERS, PAIRS, SIGNS

SHIPPED = Path(__file__).parent / "reading.npz"
VERSION = 1
GROUPS = (
    "en",
    "other",
)  # languages: English has the news, the other the texts

Small = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Table:
    """Weights of one kind of feature: `rows[i] * scale` is what feature i says to each head."""

    rows: Small  # features × heads
    scale: Floats  # one for each head


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Route:
    """One way to an opinion: weights, and how a sum of them becomes a chance: 1 / (1 + exp(-(a·sum + b))).

    `slope`, `offset` and `least` have a line for each of `GROUPS`: people text otherwise than papers write.
    """

    tables: tuple[Table, ...]  # signs; or letters, pairs, signs
    bias: Floats
    slope: Floats
    offset: Floats
    least: Floats  # the chance from which on a head asserts


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Weights:
    """All that was learned. `whole` looks at letters too, for the languages in `taught`; `signs` does not."""

    heads: tuple[str, ...]
    whole: Route
    signs: Route
    taught: tuple[str, ...]  # languages of the messages
    made_from: str  # a sentence about the data, for `konbit evaluate`


def group_of(language: str) -> int:
    """Give the line of a language in what was fitted for each group."""
    return GROUPS.index(language) if language in GROUPS else len(GROUPS) - 1


@cache
def load_weights() -> Weights:
    """Read the shipped weights, once."""
    return read_weights(SHIPPED)


def read_weights(path: Path) -> Weights:
    """Read weights from a file. Raise `Unfit` when it was made for other features than ours."""
    with np.load(path, allow_pickle=False) as file:
        if "version" not in file or int(file["version"]) != VERSION:
            raise Unfit(f"{path.name} holds weights of another kind; make them again: konbit train reading")
        heads = tuple(str(name) for name in file["heads"])
        weights = Weights(
            heads=heads,
            whole=_route(file, "whole", ("letters", "pairs", "signs")),
            signs=_route(file, "signs", ("signs",)),
            taught=tuple(str(code) for code in file["taught"]),
            made_from=str(file["made_from"]),
        )
    sizes = [table.rows.shape for table in (*weights.whole.tables, *weights.signs.tables)]
    if sizes != [(size, len(heads)) for size in (LETTERS, PAIRS, SIGNS, SIGNS)]:
        raise Unfit(f"{path.name} has tables of another size; make them again: konbit train reading")
    return weights


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights to a file: plain arrays, nothing that could run."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "version": np.array(VERSION),
        "heads": np.array(weights.heads),
        "taught": np.array(weights.taught),
        "made_from": np.array(weights.made_from),
    }
    arrays |= _arrays("whole", ("letters", "pairs", "signs"), weights.whole)
    arrays |= _arrays("signs", ("signs",), weights.signs)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _arrays(name: str, tables: tuple[str, ...], route: Route) -> dict[str, npt.NDArray[np.generic]]:
    arrays: dict[str, npt.NDArray[np.generic]] = {
        f"{name}_bias": route.bias,
        f"{name}_slope": route.slope,
        f"{name}_offset": route.offset,
        f"{name}_least": route.least,
    }
    for kind, table in zip(tables, route.tables, strict=True):
        arrays[f"{name}_{kind}"] = table.rows
        arrays[f"{name}_{kind}_scale"] = table.scale
    return arrays


def _route(file: np.lib.npyio.NpzFile, name: str, tables: tuple[str, ...]) -> Route:
    return Route(
        tables=tuple(
            Table(rows=file[f"{name}_{kind}"], scale=file[f"{name}_{kind}_scale"]) for kind in tables
        ),
        bias=file[f"{name}_bias"],
        slope=file[f"{name}_slope"],
        offset=file[f"{name}_offset"],
        least=file[f"{name}_least"],
    )
