"""Measuring `konbit read` against labels that people gave."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.tables import rows_of
from app.errors import BadForm

if TYPE_CHECKING:
    from ingest.evaluation.reading import Claims, Score

File = Annotated[
    Path,
    typer.Argument(help="A TSV file: labelled messages, needs and offers, or reports with category codes."),
]
Beside = Annotated[
    Path | None,
    typer.Option(
        "--beside", help="Labelled messages to train the yardstick on: TF-IDF + logistic regression."
    ),
]
LEAST = (0.15, 0.2, 0.25, 0.3, 0.4)  # chances
RECALLS = (0.9, 0.95, 0.98)
Rows = list[dict[str, str]]
HEAD = f"{'':19}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}{'95 %':>14}{'ECE':>8}{'Brier':>8}"


def reading(file: File, beside: Beside = None) -> None:
    """Print precision, recall and F1 of each label, how far confidence can be trusted, and the speed.

    ECE is the expected calibration error of what is asserted, Brier the squared error over all texts. The
    yardstick asserts from the chance that is best on the very file it is judged by, which nobody can know.
    """
    rows = list(rows_of(file, []))
    columns = set(rows[0]) if rows else set()
    if {"kind", "text"} <= columns:
        _needs_and_offers(file, rows)
    elif {"text", "category"} <= columns:
        _coded(file, rows)
    elif {"message", "request", "related"} <= columns:
        for column in (name for name in ("original", "message") if name in columns):
            _labels(file, [row for row in rows if row[column].strip()], column, beside)
    else:
        raise BadForm(
            f"{file.name} needs the columns message, request, …, or kind and text, or text and category."
        )


def _labels(file: Path, rows: Rows, column: str, beside: Path | None) -> None:
    from ingest.evaluation.reading import LABELS, REQUEST, Claims, claims_of, pooled, refused, score, truths
    from ingest.read import read_message

    texts = [row[column] for row in rows]
    read_message(texts[0])
    began = time.perf_counter()
    readings = [read_message(text) for text in texts]
    rate = len(texts) / (time.perf_counter() - began)
    print(f"\n{file.name}, column {column}: {len(texts)} texts, {rate:,.0f} a second\n{HEAD}")
    yardstick = _yardstick(rows, column, beside) if beside else {}
    truth = {label: truths(rows, label) for label in LABELS}
    claims = {label: claim for label, claim in claims_of(readings).items() if label in truth}
    for label, claim in claims.items():
        print(_line(score(label, claim, truth[label])))
        if label in yardstick:
            print(_line(score("  TF-IDF + LR", yardstick[label], truth[label])))
    print(_pooled("asserted, all labels", claims, pooled(claims, truth)))
    if yardstick:
        print(_pooled("  TF-IDF + LR", yardstick, pooled(yardstick, truth)))
    unrelated = truths(rows, "related", "0")
    needs, count = claims[REQUEST], int(unrelated.sum())
    print(f"unrelated, and no need made of it: {refused(needs, unrelated):.3f} of {count}")
    for least in LEAST:
        surer = Claims(needs.chances, needs.chances >= least)
        print(f"  a need from chance {least:.2f} on: {refused(surer, unrelated):.3f}")


def _yardstick(rows: Rows, column: str, beside: Path) -> Mapping[str, "Claims"]:
    from ingest.evaluation.reading import LABELS, Claims, best_cut, truths
    from ingest.evaluation.yardstick import Yardstick
    from ingest.training.labelled import plain

    judged = {plain(row[name]) for row in rows for name in ("message", "original")}
    taught = [
        row
        for row in rows_of(beside, [column, "message"])
        if row[column].strip() and plain(row["message"]) not in judged and plain(row[column]) not in judged
    ]
    simple = Yardstick([row[column] for row in taught], {label: truths(taught, label) for label in LABELS})
    chances = simple.chances([row[column] for row in rows])
    return {label: Claims(chances[label], best_cut(chances[label], truths(rows, label))) for label in LABELS}


def _coded(file: Path, rows: Rows) -> None:
    from ingest.evaluation.reading import REQUEST, at_recall, claims_of, coded_needs, score
    from ingest.read import read_message

    needs, truth = claims_of([read_message(row["text"]) for row in rows])[REQUEST], coded_needs(rows)
    print(f"{file.name}: {int(truth.sum())} of {len(rows)} texts have a category of needs\n{HEAD}")
    print(_line(score("need", needs, truth)))
    for recall in RECALLS:
        chance, precision = at_recall(needs, truth, recall)
        print(f"recall {recall:.2f} from chance {chance:.2f} on: precision {precision:.3f}")
    print(f"everything is a need: precision {truth.mean():.3f}")


def _needs_and_offers(file: Path, rows: Rows) -> None:
    from ingest.evaluation.reading import told_apart, truths
    from ingest.read import read_message
    from ingest.training.labelled import without_stamp

    print(f"{file.name}: needs and offers told apart")
    for event in sorted({row.get("event") or "" for row in rows}):
        own = [row for row in rows if (row.get("event") or "") == event]
        readings = [read_message(without_stamp(row["text"])) for row in own]
        f1, taken = told_apart(readings, truths(own, "kind", "offer"))
        print(f"{event or 'all':10} {len(own)} texts: macro F1 {f1:.3f}; taken for either {taken:.3f}")


def _line(one: "Score") -> str:
    return (
        f"{one.label:19}{one.positives:>6}{one.precision:>11.3f}{one.recall:>8.3f}{one.f1:>7.3f}"
        f"{f'{one.low:.3f}–{one.high:.3f}':>14}{one.error:>8.3f}{one.brier:>8.4f}"
    )


def _pooled(name: str, claims: Mapping[str, "Claims"], measured: tuple[float, float]) -> str:
    from ingest.evaluation.reading import NARROW

    count = sum(int(claim.asserted.sum()) for label, claim in claims.items() if label != NARROW)
    return f"{name:21} {count} claims, ECE {measured[0]:.3f}; Brier of all {measured[1]:.4f}"
