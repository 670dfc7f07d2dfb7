"""A rumour goes round; Dara finds out, and everybody reads what is true, from whom, and in their language."""

import pytest

from app.api.deps import COOKIE
from app.models.staff import Role

RUMOUR = "They say the dam is broken, everybody must leave"
FORWARDED = "they say the DAM is broken! everybody must leave!!"


@pytest.fixture
async def dara(town):
    return await town.desk("Dara")


@pytest.fixture
async def ask(town, dara):
    """Dara calls a page of the desk or of the API."""

    async def ask(method: str, path: str, **more):
        headers = {"cookie": f"{COOKIE}={dara.email}", "x-csrf-token": dara.csrf}
        return await town.http.request(method, path.format(slug=town.incident.slug), headers=headers, **more)

    return ask


async def home(town, language: str = "en") -> str:
    return (await town.http.get(f"/i/{town.incident.slug}/?lang={language}")).text


async def test_everybody_reads_it_with_its_source_in_their_language_until_it_ends(town, ask):
    sheet = {"text-en": "The dam holds.", "text-ht": "Baraj la kenbe.", "source": "Water office"}
    assert (await ask("POST", "/desk/{slug}/bulletins", data=sheet)).status_code == 303
    assert "The dam holds." in await home(town)
    assert "Water office" in await home(town)
    assert "Baraj la kenbe." in await home(town, "ht")
    (stands,) = (await town.http.get(f"/api/v1/incidents/{town.incident.slug}/bulletins")).json()
    assert (stands["texts"]["en"], stands["source"], stands["until"]) == (
        "The dam holds.",
        "Water office",
        None,
    )
    await ask("POST", f"/desk/{{slug}}/bulletins/{stands['id']}/end")
    assert "The dam holds." not in await home(town)
    assert "The dam holds." in (await ask("GET", "/desk/{slug}/bulletins")).text
    assert (await ask("DELETE", f"/api/v1/incidents/{{slug}}/bulletins/{stands['id']}")).status_code == 409


async def test_who_told_of_the_rumour_hears_the_answer_once(town, dara, ask):
    await town.sms("Amina", RUMOUR)
    await town.sms("Neighbour", FORWARDED)
    await town.sms("Third", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    await town.inboxes("Amina", "Neighbour", "Third")
    await dara.press(case, "rumour", rumour="true", why="nobody has seen it")
    sheet = {"text-en": "The dam holds.", "source": "Water office", "answers": case, "tell": "true"}
    answer = await ask("POST", "/desk/{slug}/bulletins", data=sheet)
    assert answer.headers["location"].endswith("told=2")
    for name in ("Amina", "Neighbour"):
        assert await town.inbox(name) == ["The dam holds. (Water office)"]
    assert await town.inbox("Third") == []


async def test_a_press_that_came_twice_is_one_bulletin_and_one_text(town, ask):
    await town.sms("Amina", RUMOUR)
    case = await town.case("Amina")
    await town.inbox("Amina")
    sheet = {"text-en": "The dam holds.", "source": "Water office", "answers": case, "tell": "true"}
    for _ in range(2):
        assert (await ask("POST", "/desk/{slug}/bulletins", data=sheet)).status_code == 303
    assert len(await town.rows("select id from bulletin")) == 1
    assert await town.inbox("Amina") == ["The dam holds. (Water office)"]


async def test_what_was_typed_is_not_lost_with_what_is_missing(town, ask):
    answer = await ask("POST", "/desk/{slug}/bulletins", data={"text-en": "The dam holds.", "source": " "})
    assert answer.status_code == 400
    assert "The dam holds.</textarea>" in answer.text
    past = {"text-en": "The dam holds.", "source": "Water office", "until": "2001-01-01T10:00"}
    assert (await ask("POST", "/desk/{slug}/bulletins", data=past)).status_code == 400
    assert (await ask("POST", "/desk/{slug}/bulletins", data={"source": "Water office"})).status_code == 400
    assert await town.rows("select 1 from bulletin") == []


async def test_one_that_ends_at_an_hour_is_over_by_itself(town, ask):
    new = {
        "texts": {"en": "Water at the school till six."},
        "source": "Red truck",
        "until": "2999-01-01T00:00:00Z",
    }
    assert (await ask("POST", "/api/v1/incidents/{slug}/bulletins", json=new)).status_code == 201
    assert "Water at the school" in await home(town)
    await town.rows("update bulletin set ended_at = now() - interval '1 minute' returning id")
    assert "Water at the school" not in await home(town)


async def test_strangers_learn_nothing_of_whom_it_answers_and_write_none(town, ask):
    await town.sms("Amina", RUMOUR)
    case = await town.case("Amina")
    sheet = {"text-en": "The dam holds.", "source": "Water office", "answers": case}
    await ask("POST", "/desk/{slug}/bulletins", data=sheet)
    for shown in (
        await home(town),
        (await town.http.get(f"/api/v1/incidents/{town.incident.slug}/bulletins")).text,
    ):
        assert "The dam holds." in shown
        for secret in (case, RUMOUR, "dara", "Dara", "staff:"):
            assert secret not in shown
    looks = await town.desk("Lena", role=Role.VERIFIER)
    refused = await town.http.post(
        f"/desk/{town.incident.slug}/bulletins",
        data={"text-en": "x", "source": "y", "csrf": looks.csrf},
        headers={"cookie": f"{COOKIE}={looks.email}"},
    )
    assert refused.status_code == 403
