from web.language import choose_language, direction, own_name

OFFERED = ("ht", "fr", "en", "es")


def chosen(query=None, cookie=None, header=None, offered=OFFERED):
    return choose_language(query, cookie, accept_language=header, offered=offered)


def test_what_amina_chose_on_this_page_outranks_all():
    assert chosen(query="es", cookie="fr", header="en") == "es"


def test_what_she_chose_before_outranks_her_browser():
    assert chosen(cookie="fr", header="en,es;q=0.5") == "fr"


def test_the_browser_is_heard_in_the_order_of_its_wishes():
    assert chosen(header="de, en;q=0.3, es-MX;q=0.8") == "es"


def test_a_wish_that_we_cannot_read_is_passed_over():
    assert chosen(query="<script>", header="fr;q=x, *, en;q=0") == "ht"


def test_with_no_wish_she_reads_the_incidents_first_language():
    assert chosen() == "ht"
    assert chosen(offered=()) == "en"


def test_a_language_is_named_as_its_speakers_write_it():
    assert [own_name(code) for code in OFFERED] == ["Kreyòl Ayisyen", "Français", "English", "Español"]
    assert [own_name(code) for code in ("uk", "tl", "pt-BR")] == [
        "Українська",
        "Filipino",
        "Português (Brasil)",
    ]


def test_a_language_nobody_has_heard_of_still_has_a_name_and_a_direction():
    assert own_name("xx-yy")
    assert direction("xx") == "ltr"


def test_arabic_and_urdu_are_written_from_the_right():
    assert [direction(code) for code in ("ar", "ur", "ht")] == ["rtl", "rtl", "ltr"]
