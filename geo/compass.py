"""The words beside a number that say which way it counts: N, ouest, «пн. ш.», latitude …"""

import re

WORDS = {
    "N": "north norte nord nò kaskazini hilaga kuzey пн.ш. пн.ш с.ш. с.ш північ شمال شمالا شمالاً उत्तर",
    "S": "south sur sul sud sid kusini timog güney пд.ш. пд.ш ю.ш. ю.ш південь جنوب جنوبا جنوباً दक्षिण",
    "E": "east este leste est lès mashariki silangan doğu сх.д. сх.д в.д. в.д схід شرق شرقا شرقاً पूर्व",
    "W": "west oeste ouest lwès magharibi kanluran batı зх.д. зх.д з.д. з.д захід غرب غربا غرباً पश्चिम",
}
LETTERS = dict(zip("NSEWO", "NSEWW", strict=True))  # O: ouest, oeste
TURKISH = dict(zip("KGDB", "NSEW", strict=True))  # kuzey, güney, doğu, batı; believed in twos alone
AXES = {
    "lat": "lat latitude latitud latitid latitudo enlem широта العرض अक्षांश",
    "lon": "lon lng long longitude longitud longhitud lonjitid longitudo boylam довгота долгота الطول देशान्तर",
}


def _folded(word: str) -> str:
    """Small letters without the dots that Turkish gives and takes: BATI, batı, İ and i are one."""
    return "".join(word.split()).casefold().replace("ı", "i").replace("\u0307", "")


_MEANT = {_folded(word): side for side, words in (*WORDS.items(), *AXES.items()) for word in words.split()}


def _any_of(table: dict[str, str]) -> str:
    words = sorted((word for words in table.values() for word in words.split()), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\.\s?") for word in words)


SIDE_WORD, AXIS_WORD = _any_of(WORDS), _any_of(AXES)
# a small letter alone is a word of many languages («12,50 o 13,75»), so it must touch its number
BEFORE = rf"(?:(?-i:[NSEWOKGDB])\s?|[nsewo]|(?:{SIDE_WORD})\s)"
BEHIND = rf"(?:\s?(?-i:[NSEWOKGDB])|[nsewo]|\s?(?:{SIDE_WORD}))(?![^\W\d_])"


def side_of(word: str) -> str:
    """Say N, S, E or W for a hemisphere, lat or lon for an axis; «» for no word at all."""
    letter = word.strip().upper()
    return LETTERS.get(letter) or TURKISH.get(letter) or _MEANT.get(_folded(word), "")


def is_turkish(word: str) -> bool:
    """Whether this is one of the letters that are compass points in Turkish alone."""
    return word.strip().upper() in TURKISH


def is_latitude(side: str) -> bool:
    """Whether a number on this side of the compass counts north and south."""
    return side in ("N", "S", "lat")
