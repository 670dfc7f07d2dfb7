import pytest

from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nou bezwen dlo nan Delmas 33, nou se 6 moun", "Delmas 33"),
        ("nou bezwen dlo nan delmas 33 ri jasmin", "delmas 33 ri jasmin"),
        ("Need water for 4 at the Bridge", "Bridge"),
        ("water needed in Port-au-Prince please", "Port-au-Prince"),
        ("We are near Mill Street, no food", "Mill Street"),
        ("besoin de tentes près de l'église Saint Pierre svp", "église Saint Pierre"),
        ("necesitamos agua en la calle Morelos 12", "calle Morelos 12"),
        ("NOU NAN RI JASMIN NOU BEZWEN DLO", "RI JASMIN"),
        ("tant tanpri, adrès nou se Delmas 19 ri Leona", "Delmas 19 ri Leona"),
        ("Delmas 33", "Delmas 33"),
        ("bò legliz Sent An, kafou Ayewopò", "legliz Sent An, kafou Ayewopò"),
        ("Need Water At Mill Street Please Send Help", "Mill Street"),
        ("looting near the market, send police", "market"),
        ("is there water near Plaza Bolívar?", "Plaza Bolívar"),
    ],
)
def test_the_words_for_a_place_are_found(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place
    assert text[slice(*found.span)] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("no water in the pipe Calle Sol", "Calle Sol"),
        ("plus d'eau au robinet, Ri Jasmen", "Ri Jasmen"),
        ("no sale agua del grifo detrás de Mill Street", "Mill Street"),
        ("nou bezwen savon bò Radyo Solèy", "Radyo Solèy"),
        ("necesitamos agua. somos 4. ri jasmen", "ri jasmen"),
    ],
)
def test_a_place_keeps_its_own_language_and_leaves_the_pipe_out(text, place):
    found = read_message(text, languages=("ht", "fr", "en", "es")).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("पाटन ढोका नजिक पानी चाहियो", "पाटन ढोका"),
        ("Thamel chowk najik pani chahiyo", "Thamel chowk"),
        ("Kızılay Meydanı yakınında su lazım", "Kızılay Meydanı"),
        ("gül camii karşısındayız 4 kişiyiz", "gül camii"),
        ("काठमाडौं", "काठमाडौं"),
        ("حلب", "حلب"),
    ],
)
def test_a_place_may_stand_before_its_relation_and_in_letters_without_capitals(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    "text",
    [
        "nou nan lari a",
        "मेरो घर नजिक पानी छैन",
        "evin yanında su var",
        "شكرا",
        "बिरामी",
        "najik",
        "we are in need",
        "my house is in danger",
        "mwen rele Jasmin",
        "dans la rue sous la pluie",
        "wi",
        "K7F3",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(text):
    assert read_message(text).place is None


def test_a_street_with_a_name_is_no_night_in_the_street():
    assert "shelter" not in {label.name for label in read_message("agua en la calle Morelos 12").categories}
    assert "shelter" in {label.name for label in read_message("dormimos en la calle").categories}
