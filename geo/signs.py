"""Plain signs for what phones and typographers write, so that one pattern reads every script's numbers."""

import unicodedata

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
PLAIN = str.maketrans(  # one for one: spans stay true
    "٫،，；−–—﹣‐‑＋º˚’‘′´`″”“" + SPACES + "\u200e\u200f",  # the last two turn the writing direction, unseen
    ".,,;------+°°'''''\"\"\"" + " " * (len(SPACES) + 2),
)


def plain_signs(text: str) -> str:
    """Any script's digits become 0-9 and any typographer's signs plain ones, character for character."""
    text = text.translate(PLAIN)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)
