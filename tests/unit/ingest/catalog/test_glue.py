from ingest.catalog import load_catalog
from ingest.catalog.glue import NO_GLUE, Glue

ARABIC = Glue.of(("ال", "و", "ب"), inside="في, ب", ends=(), kinds="شارع, برج", whole="بيروت")
TURKISH = Glue.of((), inside="", ends=("da", "nda", "de"), kinds="cadde, cad, okulu", whole="Isparta, cadde")


def test_in_is_told_at_the_front_also_behind_an_and():
    assert ARABIC.before("بحلب", known=False) == "ب"
    assert ARABIC.before("وبحلب", known=False) == "وب"
    assert ARABIC.before("بشارع", known=True) == "ب"


def test_what_begins_like_in_is_left_whole():
    assert ARABIC.before("برج", known=True) == ""
    assert ARABIC.before("بيروت", known=False) == ""
    assert ARABIC.before("حلب", known=False) == ""


def test_the_longest_ending_is_told():
    assert TURKISH.after("okulunda", known=True) == "nda"
    assert TURKISH.after("antakyada", known=False) == "da"
    assert TURKISH.after("cadde", known=True) == ""


def test_languages_say_what_they_glue():
    catalog = load_catalog()
    assert catalog.glue("tr").ends
    assert "ب" in catalog.glue("ar").front
    assert not catalog.glue("fr").ends
    assert catalog.glue("und") == NO_GLUE
