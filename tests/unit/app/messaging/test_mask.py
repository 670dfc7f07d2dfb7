"""Two people may write to each other through us without giving away how else they can be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messaging.mask import MASKED, mask

M = MASKED


@pytest.mark.parametrize(
    ("said", "passed_on"),
    [
        ("call me +15095550123", f"call me {M}"),
        ("call me on 509 555 0123 please", f"call me on {M} please"),
        ("rele m nan 36 48 01 00, mèsi", f"rele m nan {M}, mèsi"),
        ("mon numéro: 06.12.34.56.78", f"mon numéro: {M}"),
        ("llámame al (509) 555-0123.", f"llámame al {M}."),
        ("tel5095550123", f"tel{M}"),
        ("nambari yangu 0755‑555‑012", f"nambari yangu {M}"),
        ("tumawag sa 0917-555-0123 o 555 0123", f"tumawag sa {M} o {M}"),
        ("اتصل بي على ٠٥٥٥٠١٢٣٤٥ الآن", f"اتصل بي على {M} الآن"),
        ("मलाई ९८४१५५५०१२ मा फोन गर्नुहोस्", f"मलाई {M} मा फोन गर्नुहोस्"),
        ("мій номер 050 555 01 23", f"мій номер {M}"),
        ("beni 0555 555 01 23 numaradan ara", f"beni {M} numaradan ara"),
        ("5 5 5 0 1 2 3 is me", f"{M} is me"),
        ("write to amina@mail.example or come", f"write to {M} or come"),
        ("see https://wa.example/15095550123 now", f"see {M} now"),
        ("t.me/somebody", M),
        ("www.example.org and example.com", f"{M} and {M}"),
        ("K7F3 5095550123", f"K7F3 {M}"),
        ("on 22/11/2026 call 5550123456", f"on 22/11/2026 call {M}"),
    ],
)
def test_what_leads_past_us_is_masked_in_any_script(said, passed_on):
    assert mask(said) == passed_on


@pytest.mark.parametrize(
    "said",
    [
        "K7F3 I am at the gate",
        "Delmas 33, kay 120, 2yèm etaj",
        "we are 12, of them 3 babies",
        "I come at 14:30 with 40 blankets and 15 kg of rice",
        "à 18h30, 250 000 gourdes",
        "1,000,000 litres, or 1000000, or 1 000 000",
        "since 2010, until 2026-11-22 14:30",
        "22.11.2026 18:00-19:30",
        "2010-2026",
        "18.53921, -72.33644",
        "call 114 or 112",
        "نحن ١٢ شخصا في شارع ٣٣",
        "हामी १२ जना छौं",
        "нас 9, будинок 12, квартира 45",
        "ok.Thank you. help me.please",
        "20 dakikada oradayım, no 45/3",
        "",
    ],
)
def test_codes_houses_amounts_times_and_years_stay(said):
    assert mask(said) == said


@given(st.text(alphabet="0123456789 +-()•a.", max_size=40), st.text(max_size=20))
def test_no_text_breaks_it_and_masking_twice_is_masking_once(number, words):
    once = mask(f"{words} {number}")
    assert mask(once) == once


@given(st.from_regex(r"\A\+?[1-9][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}[1-9]\Z"))
def test_a_number_never_passes_however_it_is_set(number):
    assert mask(f"me: {number} ok") == f"me: {M} ok"
