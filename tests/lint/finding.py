"""One thing that a rule of the house does not allow, said so that the reader can mend it at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Where it is, what is wrong, and what to write instead."""

    where: str  # app/reports/queries.py BY_ID
    wrong: str
    instead: str

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong}\n    instead: {self.instead}"
