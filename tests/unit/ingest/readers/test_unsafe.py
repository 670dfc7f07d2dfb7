"""«I am uncomfortable» stops the line in every language, without a question before it or a reason."""

import pytest

from ingest.read import read_message

SAID = {
    "en": ["UNSAFE", "I am uncomfortable", "I don't feel safe", "unsaf"],
    "ht": ["DANJE", "m pa alèz", "mwen pa an sekirite"],
    "fr": ["DANGER", "je suis mal à l'aise", "je ne me sens pas en sécurité"],
    "es": ["PELIGRO", "me siento incómoda", "no me siento seguro"],
    "pt": ["PERIGO", "estou desconfortável", "não me sinto à vontade"],
    "ar": ["خطر", "مو مرتاح", "لا أشعر بالأمان"],
    "sw": ["HATARI", "sijisikii salama", "naogopa"],
    "tl": ["DELIKADO", "hindi ako komportable", "kinakabahan ako"],
    "tr": ["TEHLİKE", "rahat değilim", "güvende hissetmiyorum"],
    "uk": ["НЕБЕЗПЕЧНО", "мені некомфортно", "не по собі"],
    "ne": ["खतरा", "अप्ठ्यारो लाग्यो", "म सुरक्षित छैन"],
}


@pytest.mark.parametrize(
    ("language", "words"), [(code, words) for code, said in SAID.items() for words in said]
)
def test_whoever_does_not_feel_safe_is_heard(language, words):
    reply = read_message(words, languages=(language, "en")).reply
    assert reply is not None
    assert (reply.command, reply.exact) == ("unsafe", True)
