import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.keys import exact_key, ngrams, sound_key, units, usable_sound


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Port-au-Prince", "port-au-prince"),
        ("PORT AU PRINCE", "port-au-prince"),
        ("Léogâne", "leogane"),
        ("Delmas 33", "delmas-33"),
        ("delmas33", "delmas-33"),
        ("Delmas-33", "delmas-33"),
        ("Delmas 40B", "delmas-40b"),
        ("Rte de Frères", "route-de-freres"),
        ("Imp. Alcin", "impasse-alcin"),
        ("Ave Christophe", "avenue-christophe"),
        ("Blvd. du Nord", "boulevard-du-nord"),
        ("St. Marc", "saint-marc"),
        ("ri Leonard", "rue-leonard"),
        ("Leonard Street", "rue-leonard"),
        ("Leonard St", "rue-leonard"),
        ("l'Arcahaie", "l-arcahaie"),
        ("L’Arcahaie", "l-arcahaie"),
        ("Œuvre", "oeuvre"),
        ("الفَلّوجة", "الفلوجة"),
        ("काठमाडौं", "काठमाडौं"),
        ("太子港", "太子港"),
        ("DEĞİRMEN SOKAĞI", "degirmen-sokagi"),
        ("Değirmen Sokağı", "degirmen-sokagi"),
        ("", ""),
    ],
)
def test_one_name_has_one_spelling(name, key):
    assert exact_key(name) == key


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kafou", "Carrefour"),
        ("Carefour", "Carrefour"),
        ("Delma", "Delmas"),
        ("d?lma", "Delmas"),
        ("Pòtoprens", "Port-au-Prince"),
        ("lekòl", "école"),
        ("Senmak", "Saint-Marc"),
        ("Gresye", "Gressier"),
        ("jakm?l", "Jacmel"),
        ("Kwadebouke", "Croix-des-Bouquets"),
        ("Leyogàn", "Léogâne"),
        ("Petyonvil", "Pétion-Ville"),
        ("Kriswa", "Christ-Roi"),
        ("Kanapevè", "Canapé-Vert"),
        ("Matisan", "Martissant"),
        ("Site Solèy", "Cité Soleil"),
        ("Wanament", "Ouanaminthe"),
        ("Kafou Fèy", "Carrefour-Feuilles"),
        ("Tijo", "Turgeau"),
        ("Jeremi", "Jérémie"),
        ("ri leyona", "Leonard street"),
        ("Havana", "Habana"),
    ],
)
def test_names_that_sound_alike_have_one_sound(name, other):
    assert sound_key(name) == sound_key(other) != ""


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Delmas 33", "Delmas 31"),
        ("Jacmel", "Jérémie"),
        ("Carrefour", "Cabaret"),
        ("Aquin", "Arniquet"),
    ],
)
def test_names_that_sound_different_keep_apart(name, other):
    assert sound_key(name) != sound_key(other)


def test_a_script_whose_sounds_we_do_not_know_has_no_sound():
    assert sound_key("الفلوجة") == sound_key("太子港") == ""
    assert not usable_sound("")


def test_a_short_sound_is_nobodys():
    assert not usable_sound("kol")
    assert not usable_sound("la-33")
    assert usable_sound("kafu")


def test_a_hyphenated_name_is_never_cut():
    words = {gram.exact for gram in ngrams("nou nan Port-au-Prince anba")}
    assert "port-au-prince" in words
    assert not words & {"prince", "port", "au-prince"}


def test_a_name_does_not_reach_over_the_end_of_a_sentence():
    words = {gram.exact for gram in ngrams("We need water. Bridge, Mill")}
    assert words >= {"bridge", "mill"}
    assert "bridge-mill" not in words


def test_short_forms_with_their_stop_stay_in_one_name():
    assert "saint-marc" in {gram.exact for gram in ngrams("lopital St. Marc")}


def test_a_name_that_begins_or_ends_with_an_everyday_word_is_looked_up_by_its_spelling_alone():
    sounds = {gram.exact: gram.sound for gram in ngrams("bò Pon Anwo, behind the mill")}
    assert sounds["pont-anwo"] == sounds["the-mill"] == ""
    assert sounds["mill"] != ""


def test_everyday_words_are_not_looked_up_alone():
    assert list(ngrams("nou bezwen dlo ak manje")) == []
    assert not {gram.exact for gram in ngrams("we are 6 people at the Mill")} & {"6", "the", "we", "people"}


@given(st.text())
def test_every_run_of_words_says_where_it_stands(text):
    for gram in ngrams(text):
        assert 0 <= gram.start < gram.end <= len(text)
        assert gram.exact
        assert gram.last - gram.first < 6


@given(st.text())
def test_any_name_has_a_key_and_folding_it_again_changes_nothing_more(name):
    key = exact_key(name)
    sound_key(name)
    assert key == "-".join(part for part in key.split("-") if part)
    assert all(unit.start < unit.end for unit in units(name))
