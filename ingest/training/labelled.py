"""Reads labelled messages from the data sets' own files into what the trainer learns from."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Unfit
from ingest.tsv import opened

# which columns of the disaster response messages make each head: any of them is enough
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "need": ("request",),
    "relevant": ("related",),
    "water": ("water",),
    "food": ("food",),
    "shelter": ("shelter",),
    "medical": ("medical_help", "medical_products"),
    "rescue": ("search_and_rescue",),
    "clothing": ("clothing",),
    "money": ("money",),
    "missing": ("missing_people",),
    "security": ("security",),
}
GIVING = "giving"  # an offer, among needs and offers
HEADS = (*COLUMNS, GIVING)
TEXTS = ("message", "original", "text", "english")  # columns
LANGUAGES = ("ht", "fr", "en")  # of nearly all messages in those files
_APART = re.compile(r"\W+")
_STAMP = re.compile(r"^[^<]{0,60}<\|\|>")  # when it was sent, glued to the front


@dataclass(frozen=True, slots=True)
class Example:
    """One text and what people said of it: for each head yes or no; heads nobody judged are left out.

    Texts of one `group` say the same in two languages, so they must not stand on both sides of a test.
    """

    text: str
    truth: Mapping[str, bool]
    group: str
    language: str = "en"  # or «other»
    event: str = ""


def read_examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Read every example of some TSV files, each of the shape its columns tell."""
    for path in paths:
        with opened(path) as file:
            rows = csv.DictReader(file, delimiter="\t")
            columns = set(rows.fieldnames or ())
            if {"message", "request"} <= columns:
                yield from _messages(rows)
            elif {"kind", "text"} <= columns:
                yield from _needs_and_offers(rows, path.name.partition(".")[0])
            else:
                raise Unfit(f"{path} has neither the columns «message» and «request» nor «kind» and «text»")


def read_texts(paths: Iterable[Path]) -> set[str]:
    """Read every text of some TSV files, made plain, so that none of them is learned from."""
    texts: set[str] = set()
    for path in paths:
        with opened(path) as file:
            for row in csv.DictReader(file, delimiter="\t"):
                texts.update(plain(row.get(name) or "") for name in TEXTS)
    return texts - {""}


def plain(text: str) -> str:
    """Give a text in small letters and without marks: two that are equal so are the same message."""
    return _APART.sub(" ", text.lower()).strip()


def without(examples: Iterable[Example], texts: set[str]) -> list[Example]:
    """Leave out each message that stands in `texts`, in all its languages."""
    every = list(examples)
    out = {example.group for example in every if plain(example.text) in texts}
    return [example for example in every if example.group not in out]


def without_stamp(text: str) -> str:
    """Take off the time of sending, and line breaks that are written out."""
    return _STAMP.sub("", text).replace("\\n", " ")


def _messages(rows: Iterable[dict[str, str]]) -> Iterator[Example]:
    for row in rows:
        truth = {
            head: any(row[column] == "1" for column in columns)
            for head, columns in COLUMNS.items()
            if not any(row[column] == "2" for column in columns)  # nobody could say
        }
        for column in ("message", "original"):
            if row[column].strip():
                language = "en" if column == "message" else "other"
                yield Example(row[column], truth, row["id"], language)


def _needs_and_offers(rows: Iterable[dict[str, str]], event: str) -> Iterator[Example]:
    for row in rows:
        text = without_stamp(row["text"])
        yield Example(text, {GIVING: row["kind"] == "offer"}, plain(text), event=row.get("event") or event)
