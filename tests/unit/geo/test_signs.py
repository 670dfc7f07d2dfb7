import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.signs import plain_signs


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("١٨٫٥٣، −٧٢", "18.53, -72"),
        ("१८.५", "18.5"),
        ("18º32′21″", "18°32'21\""),
        ("18\u00a0N\u202f72", "18 N 72"),
        ("Pòtoprens", "Pòtoprens"),
    ],
)
def test_every_scripts_numbers_look_alike_afterwards(written, plain):
    assert plain_signs(written) == plain


@given(st.text())
def test_no_letter_moves(text):
    assert len(plain_signs(text)) == len(text)
