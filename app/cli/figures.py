"""Prints figures in a table: Konbit's, and beside them the simple method's."""

from collections.abc import Sequence

from ingest.evaluation.places import Figure


def print_table(title: str, ours: Sequence[Figure], simple: Sequence[Figure]) -> None:
    """Print figures with their 95 % intervals; where the simple method has none, a dash."""
    beside = {figure.name: figure for figure in simple}
    print(f"\n{title}\n{'':34}{'Konbit':>24}{'simple method':>24}")
    for figure in ours:
        other = in_words(beside[figure.name]) if figure.name in beside else "–"
        print(f"{figure.name:34}{in_words(figure):>24}{other:>24}")


def in_words(figure: Figure) -> str:
    """Write one figure with its interval."""
    if figure.value is None:
        return "–"
    if figure.unit == "km":
        return f"{figure.value:.2f} km ({figure.low:.2f}–{figure.high:.2f})"
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"
