"""A language that nobody speaks: English with accents, longer by two fifths, and each sentence in brackets.

What stands on a page without brackets is a word that no translator will ever see; what is cut off there is
cut off in Ukrainian.
"""

import re

from babel.support import NullTranslations

CODE = "qps"
OPENS, CLOSES = "⟦", "⟧"
GAP = re.compile(r"%\(\w+\)(?:\.\d)?[sdf]|\{\w+\}|%%|<[^>]+>")
ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
LONGER = 0.4


class Pseudo(NullTranslations):
    """The catalogue of that language."""

    def gettext(self, message: str) -> str:
        """Say one sentence."""
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Say it of one, or of several."""
        return accented(msgid1 if n == 1 else msgid2)

    ugettext, ungettext = gettext, ngettext  # by these names templates ask


def accented(message: str) -> str:
    """Change the letters, keep the gaps, and put the length at the end, in words that can break."""
    kept = [*GAP.findall(message), ""]
    said = "".join(part.translate(ACCENTS) + gap for part, gap in zip(GAP.split(message), kept, strict=True))
    words = len(message.split())
    room = max(1, round(len(GAP.sub("", message)) * LONGER))
    more = [("~" * (room // words + 1))] * words if words > 1 else ["~" * room]
    return f"{OPENS}{said} {' '.join(more)}{CLOSES}" if words > 1 else f"{OPENS}{said}{more[0]}{CLOSES}"
