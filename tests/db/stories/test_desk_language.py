"""Whoever helps from far away reads the desk in their own language, whatever is spoken in the incident."""

from tests.cast import Town


async def test_the_desk_speaks_a_language_that_nobody_in_the_incident_speaks(town: Town) -> None:
    assert "es" not in town.incident.languages
    dara = await town.desk()
    reads = {"accept-language": "es", "cookie": f"konbit_session={dara.email}"}
    desk = await dara.http.get(f"/desk/{town.incident.slug}", headers=reads)
    assert '<html lang="es"' in desk.text
    home = await dara.http.get(f"/i/{town.incident.slug}/", headers={"accept-language": "es"})
    assert '<html lang="es"' not in home.text
