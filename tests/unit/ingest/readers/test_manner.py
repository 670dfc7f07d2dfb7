from dataclasses import replace

import pytest

from ingest.catalog import load_catalog
from ingest.evidence import gather
from ingest.readers.manner import read_manner
from ingest.words import Asking

ASKS = Asking(size=8, score=0.9, chance=0.05, named=True, counted=False, taught=True)


def manner(text, asking=ASKS):
    return read_manner(gather(text).hits, asking, levels=load_catalog().reasons)


@pytest.mark.parametrize(
    ("changed", "plain"),
    [
        ({}, True),
        ({"score": 0.6}, False),
        ({"score": 0.6, "counted": True}, True),
        ({"size": 14}, True),
        ({"size": 14, "score": 0.72}, False),
        ({"size": 40}, False),
        ({"named": False}, False),
        ({"size": 40, "score": 0.6, "taught": False}, True),
    ],
)
def test_a_short_text_that_asks_is_plain_and_a_long_one_may_ask_by_the_way(changed, plain):
    assert manner("does anybody have a ladder", replace(ASKS, **changed)).plain is plain


def test_a_life_at_risk_is_heard_in_a_longer_text():
    told = Asking(size=25, score=0.55, chance=0.12, named=False, counted=False, taught=True)
    assert manner("the mill is on fire", told).plain
    assert not manner("the mill is on fire", replace(told, chance=0.02)).plain


@pytest.mark.parametrize(
    ("text", "content", "sells", "tells"),
    [
        ("thank you all", True, False, False),
        ("we have enough water", True, False, True),
        ("you have won the lottery", False, True, False),
        ("water please", False, False, True),
        ("Marie", False, False, False),
    ],
)
def test_what_speaks_against_a_need_is_heard(text, content, sells, tells):
    said = manner(text)
    assert (said.content, said.sells) == (content, sells)
    assert said.tells or not tells
