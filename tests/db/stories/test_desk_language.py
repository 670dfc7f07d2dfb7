"""Pages in the reader's own language: strangers choose among all, the desk among those that it speaks."""

from tests.cast import Town


async def test_the_desk_speaks_a_language_that_nobody_in_the_incident_speaks(town: Town) -> None:
    assert "es" not in town.incident.languages
    dara = await town.desk()
    reads = {"accept-language": "es", "cookie": f"konbit_session={dara.email}"}
    desk = await dara.http.get(f"/desk/{town.incident.slug}", headers=reads)
    assert '<html lang="es"' in desk.text


async def test_a_desk_that_does_not_speak_ukrainian_answers_in_the_incidents_language(town: Town) -> None:
    dara = await town.desk()
    reads = {"accept-language": "uk", "cookie": f"konbit_session={dara.email}"}
    desk = await dara.http.get(f"/desk/{town.incident.slug}", headers=reads)
    assert f'<html lang="{town.incident.languages[0]}"' in desk.text
    assert "lang=uk" not in desk.text


async def test_a_stranger_far_from_home_reads_the_pages_in_their_own_language(town: Town) -> None:
    assert "uk" not in town.incident.languages
    dara = await town.desk()
    here = f"/i/{town.incident.slug}/report"
    for said in ({"accept-language": "uk-UA, en;q=0.5"}, {"cookie": "konbit_language=uk"}):
        form = await dara.http.get(here, headers=said)
        assert '<html lang="uk" dir="ltr"' in form.text
    asked = await dara.http.get(f"{here}?lang=ar", headers={"accept-language": "uk"})
    assert '<html lang="ar" dir="rtl"' in asked.text
    assert "konbit_language=ar" in asked.headers["set-cookie"]


async def test_the_incidents_languages_stand_first_and_the_others_one_press_behind(town: Town) -> None:
    dara = await town.desk()
    form = await dara.http.get(f"/i/{town.incident.slug}/report")
    in_sight, _, behind = form.text.partition('<nav class="languages"')[2].partition("<details>")
    assert all(f'lang="{code}"' in in_sight for code in town.incident.languages)
    assert 'lang="tl"' not in in_sight
    assert 'lang="tl"' in behind


async def test_an_error_is_told_in_the_readers_language_too(town: Town) -> None:
    dara = await town.desk()
    nowhere = await dara.http.get("/i/no-such-incident/", headers={"accept-language": "tr"})
    assert nowhere.status_code == 404
    assert '<html lang="tr"' in nowhere.text
