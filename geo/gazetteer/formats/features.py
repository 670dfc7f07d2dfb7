"""The features of a GeoJSON file one at a time: a collection, or a feature a line; packed or not.

The standard library reads JSON whole or not at all, and an extract of a country is gigabytes as objects. So
the text is bitten off in pieces, and the decoder is asked again with more when a feature is not all there.
"""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from geo.errors import BadGazetteer
from geo.gazetteer.formats.lines import BROKEN, broken, unpacked

BITE = 1 << 20  # bytes read at once
LARGEST = 1 << 26  # characters of one feature: the finest outline of a large country
SPACE = " \t\r\n\x1e"  # \x1e begins a feature of a GeoJSON text sequence


def features_of(path: Path) -> Iterator[object]:
    """Give each feature without holding the file; raises `BadGazetteer` where it is broken or cut off."""
    number = 0
    try:
        with unpacked(path) as raw:
            text = _Text(path, raw)
            text.begin()
            while not text.at_end():
                feature = text.next_feature(number + 1)
                number += 1
                yield feature
    except UnicodeDecodeError as error:
        raise BadGazetteer(
            f"{path.name} is not UTF-8 after feature {number}; nothing was changed. Save it as UTF-8."
        ) from error
    except BROKEN as error:
        raise broken(path, f"after feature {number}", error) from error


class _Text:
    """What was read of a file and not yet used."""

    def __init__(self, path: Path, raw: IO[bytes]) -> None:
        self._path = path
        self._raw = raw
        self._letters = codecs.getincrementaldecoder("utf-8-sig")()
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._listed = False  # inside the list of a collection, which must be closed

    def begin(self) -> None:
        """Go to the first feature."""
        self._more()
        self._text = self._text.lstrip(SPACE)
        if not self._text.startswith("{"):
            raise BadGazetteer(f"{self._path.name} is not GeoJSON: it begins with «{self._text[:20]}».")
        head, found, rest = self._text.partition('"features"')
        if found and '"geometry"' not in head:
            self._listed = True
            self._text = rest.lstrip(SPACE + ":").removeprefix("[")

    def at_end(self) -> bool:
        """Say whether the last feature was read; raises `BadGazetteer` when the list is not closed."""
        while not (left := self._text.lstrip(SPACE + ",")):
            if not self._more():
                if self._listed:
                    raise BadGazetteer(
                        f"{self._path.name} ends in the middle of its list: fetch it again, whole."
                    )
                return True
        self._text = left
        return self._listed and left.startswith("]")

    def next_feature(self, number: int) -> object:
        """Decode one feature, reading on as long as it is not all there."""
        enough = 0  # asked again for each bite, a long feature would take for ever: only when it has doubled
        more = True
        while True:
            if len(self._text) >= enough or not more:
                try:
                    feature, end = self._decoder.raw_decode(self._text)
                except json.JSONDecodeError as error:
                    if not more or len(self._text) > LARGEST:
                        raise self._torn(number, error) from error
                    enough = 2 * len(self._text)
                else:
                    self._text = self._text[end:]
                    return feature
            more = self._more()

    def _torn(self, number: int, error: json.JSONDecodeError) -> BadGazetteer:
        return BadGazetteer(
            f"{self._path.name}, feature {number} is broken or cut off ({error.msg} after {error.pos:,}"
            f" characters of it); nothing was changed. Fetch the file again, whole."
        )

    def _more(self) -> bool:
        bite = self._raw.read(BITE)
        self._text += self._letters.decode(bite, final=not bite)
        return bool(bite)
