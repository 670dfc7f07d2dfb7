"""One fuzzing process: `python -m tests.fault.fuzzer [--reader=sabotaged] [FILE …] [-libfuzzer_flags]`.

A text is its bytes after the first, which says what else the reader is told. Atheris counts which lines of
the reader a text reaches, so the reader is imported under its eyes. Bytes changed at random are seldom words
of anybody's language, so most changes put words and signs in, take pieces out, or say them again.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import atheris

from tests import nasty

with atheris.instrument_imports(include=["ingest"]):
    from ingest.catalog import load_catalog
    from ingest.read import read_message
    from ingest.shapes import Reading
    from tests.laws import broken_laws

ANSWERING, HAITI, MANY = 1, 2, 4  # bits of the first byte
BLIND = 0.2  # of the changes are of bytes, not of words
UNSEEN = "\u200b"
Reader = Callable[..., Reading]


class Broken(AssertionError):
    """A text broke the laws."""


def sabotaged(text: str, **more: object) -> Reading:
    """Read with a bug that readers have had: spans are counted without the characters that nobody sees."""
    return replace(read_message(text.replace(UNSEEN, ""), **more), text=text)  # type: ignore[arg-type]


READERS: dict[str, Reader] = {"reader": read_message, "sabotaged": sabotaged}


def fuzz_with(reader: Reader) -> Callable[[bytes], None]:
    """Make the function that the fuzzer calls with bytes of its own making."""

    def read(data: bytes) -> None:
        told, text = data[0] if data else 0, data[1:].decode("utf-8", "surrogateescape")
        languages = ("ht", "fr", "en") * bool(told & HAITI) + ("ar", "ne", "uk") * bool(told & MANY)
        answering = bool(told & ANSWERING)
        reading = reader(text, languages=languages, answering=answering)
        laws = broken_laws(reading, text)
        again = reader(text, languages=languages, answering=answering)
        laws += ["it is the same the second time"] * (again != reading)
        padded = reader(f"{text} \n ", languages=languages, answering=answering)
        laws += ["a space at the end says nothing"] * (replace(padded, text=text) != reading)
        if laws:
            raise Broken(f"{text!a} broke the laws: {'; '.join(laws)}")

    return read


def change_with(words: Sequence[str]) -> Callable[[bytes, int, int], bytes]:
    """Make the function that gives a text another shape."""

    def change(data: bytes, longest: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < BLIND or not data:
            return bytes(atheris.Mutate(data, longest))
        text = data[1:].decode("utf-8", "surrogateescape")
        first, last = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        last = min(last, first + rng.choice((0, 0, 1, 5, 50, 5_000)))
        match rng.randrange(5):
            case 0:
                put = rng.choice(nasty.SIGNS) * rng.choice((1, 1, 1, 2, 40))
            case 1:
                put = text[first:last].swapcase()
            case 2:
                put = text[first:last] * rng.choice((0, 2, 3))
            case _:
                put = rng.choice(("", " ")) + rng.choice(words) + rng.choice(("", " ", ", ", ". "))
        changed = text[:first] + put + text[last:]
        told = data[0] if rng.random() < 0.9 else rng.randrange(8)
        return (bytes([told]) + changed.encode("utf-8", "surrogatepass"))[:longest]

    return change


def main(arguments: list[str]) -> None:
    """Fuzz until a law is broken or the time is over; libFuzzer ends the process itself."""
    chosen = [argument for argument in arguments if argument.startswith("--reader=")]
    reader = READERS[chosen[0].partition("=")[2]] if chosen else read_message
    read_message("nou bezwen dlo")  # loads the words and weights, which no text is to be blamed for
    languages = load_catalog().languages.values()
    words = sorted({word.rstrip("*") for language in languages for word, _ in language.entries})
    atheris.Setup(
        [argument for argument in arguments if argument not in chosen],
        fuzz_with(reader),
        custom_mutator=change_with(words),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
