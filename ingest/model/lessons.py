"""What one incident's coordinators taught beyond the shipped weights: some rows of numbers, and no word."""

import hashlib
import io
import zipfile
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.errors import Unfit
from ingest.model.features import LETTERS, PAIRS, SIGNS, Rows
from ingest.model.judge import Floats, Logits, Vector
from ingest.model.weights import Weights

VERSION = 1
KINDS = ["int32", "float32", "float32"]  # of rows, values and bias
ALL_ROWS = LETTERS + PAIRS + SIGNS
AGAIN = "learn again: konbit learn --incident …"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lessons:
    """What is added to the shipped logits: `values[i]` for feature `rows[i]`, and `bias` for every text."""

    heads: tuple[str, ...]
    rows: Rows  # in order
    values: Floats  # rows × heads
    bias: Floats
    made_for: str  # the mark of the weights that they were judged with

    def logits(self, vector: Vector) -> Logits:
        """Give what is added to each head's logit of a text."""
        at = np.minimum(np.searchsorted(self.rows, vector.rows), max(len(self.rows) - 1, 0))
        known = self.rows[at] == vector.rows if len(self.rows) else np.zeros(len(vector.rows), bool)
        added: Logits = vector.values[known].astype(np.float64) @ self.values[at[known]]
        return added + self.bias

    def to_bytes(self) -> bytes:
        """Pack them as plain arrays; the same lessons give the same bytes."""
        packed = io.BytesIO()
        arrays: dict[str, npt.NDArray[np.generic]] = {
            "version": np.array(VERSION),
            "heads": np.array(self.heads),
            "rows": self.rows,
            "values": self.values,
            "bias": self.bias,
            "made_for": np.array(self.made_for),
        }
        np.savez_compressed(packed, allow_pickle=False, **arrays)
        return packed.getvalue()

    @classmethod
    def from_bytes(cls, packed: bytes, weights: Weights) -> "Lessons":
        """Unpack lessons for these weights. Raise `Unfit` when they were made for others, or are none."""
        try:
            with np.load(io.BytesIO(packed), allow_pickle=False) as file:
                if int(file["version"]) != VERSION:
                    raise Unfit(f"These lessons are of another Konbit; {AGAIN}")
                lessons = cls(
                    heads=tuple(str(name) for name in file["heads"]),
                    rows=file["rows"],
                    values=file["values"],
                    bias=file["bias"],
                    made_for=str(file["made_for"]),
                )
        except (ValueError, KeyError, EOFError, OSError, zipfile.BadZipFile) as broken:
            if isinstance(broken, Unfit):
                raise
            raise Unfit(f"These bytes are no lessons; {AGAIN}") from broken
        lessons._check(weights)
        return lessons

    def _check(self, weights: Weights) -> None:
        if self.heads != weights.heads or self.made_for != mark_of(weights):
            raise Unfit(f"These lessons were judged with other weights than the reader has now; {AGAIN}")
        in_order = self.rows.ndim == 1 and bool(np.all(np.diff(self.rows) > 0))
        inside = not len(self.rows) or (self.rows[0] >= 0 and self.rows[-1] < ALL_ROWS)
        sized = self.values.shape == (len(self.rows), len(self.heads)) and self.bias.shape == (
            len(self.heads),
        )
        typed = [str(part.dtype) for part in (self.rows, self.values, self.bias)] == KINDS
        if not (in_order and inside and sized and typed):
            raise Unfit(f"These lessons have rows that no text has; {AGAIN}")
        if not (np.isfinite(self.values).all() and np.isfinite(self.bias).all()):
            raise Unfit(f"These lessons hold numbers that are none; {AGAIN}")


def mark_of(weights: Weights) -> str:
    """Name some weights by what any new training changes: the few numbers that make sums into chances."""
    mark = hashlib.sha256("\n".join(weights.heads).encode())
    for route in (weights.whole, weights.signs):
        for numbers in (route.bias, route.slope, route.offset, route.least):
            mark.update(np.ascontiguousarray(numbers, np.float32).tobytes())
    return mark.hexdigest()[:16]
