"""Coming in: guessing is slowed, the second step counts once, sessions are seen and ended."""

import re

import pytest

from app.access.passwords import hash_password
from app.access.totp import code_at, step_at
from app.clock import now
from app.models.staff import Role

WORDS = "orange lantern seven goats"


@pytest.fixture
async def dara(town):
    """Dara, with a password of her own."""
    desk = await town.desk("Dara")
    await give_password(town, desk.email, WORDS)
    return desk


async def give_password(town, email, password):
    await town.rows(
        "update staff set password_hash = :hash where email = :email returning id",
        hash=hash_password(password),
        email=email,
    )


async def come(town, email="dara@desk.example", password=WORDS, **more):
    town.http.cookies.clear()
    fields = {"email": email, "password": password} | more
    return await town.http.post(
        "/desk/sign-in", data=fields, headers={"user-agent": "X (X11; Linux) Firefox/140"}
    )


async def just_now(town):
    """A busy machine may take longer over the last try than one has to wait for the next."""
    await town.rows("update sign_in_try set last_at = clock_timestamp() returning key")


async def post(town, path, **fields):
    """Press something on the account's page in the browser that came in last."""
    page = await town.http.get("/desk/account", params={"lang": "en"})
    (csrf, *_) = re.findall(r'name="csrf" value="([^"]+)"', page.text)
    return await town.http.post(path, data={"csrf": csrf} | fields)


async def turn_on(town):
    """Scan the code and type the first one; gives the secret and the codes for paper."""
    page = await post(town, "/desk/account/code-app", password=WORDS)
    assert page.status_code == 200
    (letters,) = re.findall(r'<code class="code" dir="ltr">([A-Z2-7 ]+)</code>', page.text)
    (sealed,) = re.findall(r'name="sealed" value="([^"]+)"', page.text)
    secret = letters.replace(" ", "")
    assert "<svg" in page.text
    code = code_at(secret, step_at(now()) - 1)
    page = await post(town, "/desk/account/code-app/on", sealed=sealed, code=code)
    assert page.status_code == 200
    return secret, re.findall(r'<li class="code">([a-z0-9-]+)</li>', page.text)


async def test_three_mistakes_cost_nothing_and_each_more_costs_time(town, dara):
    for _ in range(3):
        assert (await come(town, password="wrong wrong wrong")).status_code == 400
    await just_now(town)
    slow = await come(town)
    assert slow.status_code == 429
    assert slow.headers["retry-after"] == "1"
    assert "Please wait 1 second" in slow.text
    assert 'value="dara@desk.example"' in slow.text
    await town.rows("update sign_in_try set last_at = last_at - interval '2 s' returning key")
    assert (await come(town)).status_code == 303
    assert (await come(town, password="wrong wrong wrong")).status_code == 400  # it began anew


async def test_a_stranger_is_slowed_just_like_a_member(town, dara):
    for _ in range(3):
        assert (await come(town, email="nobody@desk.example")).status_code == 400
    await just_now(town)
    assert (await come(town, email="nobody@desk.example")).status_code == 429
    assert (await come(town)).status_code == 303  # nobody else waits for it


async def test_an_address_that_tries_many_accounts_is_slowed_for_all_of_them(town, dara):
    for n in range(20):
        assert (await come(town, email=f"guess{n}@desk.example")).status_code == 400
    assert (await come(town)).status_code == 429
    await town.rows("update sign_in_try set last_at = last_at - interval '16 minutes' returning key")
    assert (await come(town)).status_code == 303


async def test_numbers_and_passwords_of_tries_are_nowhere(town, dara):
    await come(town, password="wrong wrong wrong")
    kept = str(await town.rows("select key, failures from sign_in_try")) + str(
        await town.rows("select who, what, details from access_event")
    )
    assert "wrong" not in kept
    assert "dara@" not in kept


async def test_after_the_password_a_code_is_asked_that_counts_once(town, dara):
    await come(town)
    secret, paper = await turn_on(town)
    assert len(set(paper)) == 8
    half = await come(town, next="/desk/town?list=send&report=K7F3")
    assert half.headers["location"] == "/desk/sign-in/code?next=%2Fdesk%2Ftown%3Flist%3Dsend%26report%3DK7F3"
    assert (await town.http.get(f"/desk/{dara.slug}/settings")).status_code == 303  # half is not in
    code = code_at(secret, step_at(now()))
    assert (await town.http.post("/desk/sign-in/code", data={"code": "000000"})).status_code == 400
    assert (await town.http.post("/desk/sign-in/code", data={"code": code})).status_code == 303
    assert (await town.http.get(f"/desk/{dara.slug}/settings")).status_code == 200
    await come(town)
    assert (await town.http.post("/desk/sign-in/code", data={"code": code})).status_code == 400


async def test_a_code_from_paper_works_once_when_the_phone_is_lost(town, dara):
    await come(town)
    _secret, paper = await turn_on(town)
    await come(town)
    typed = paper[0].upper().replace("-", " ")
    assert (await town.http.post("/desk/sign-in/code", data={"code": typed})).status_code == 303
    await come(town)
    assert (await town.http.post("/desk/sign-in/code", data={"code": paper[0]})).status_code == 400
    assert (await town.http.post("/desk/sign-in/code", data={"code": paper[1]})).status_code == 303


async def test_codes_are_guessed_no_faster_than_passwords(town, dara):
    await come(town)
    await turn_on(town)
    await come(town)
    answers = [
        (await town.http.post("/desk/sign-in/code", data={"code": f"00000{n}"})).status_code for n in range(4)
    ]
    assert answers == [400, 400, 400, 429]


async def test_an_open_browser_is_not_enough_to_change_how_dara_signs_in(town, dara):
    await come(town)
    assert (await post(town, "/desk/account/code-app", password="wrong wrong wrong")).status_code == 400
    answer = await post(
        town,
        "/desk/account/password",
        old="wrong",
        password="four new words here",
        again="four new words here",
    )
    assert answer.status_code == 400
    secret, _paper = await turn_on(town)
    assert (await post(town, "/desk/account/code-app/off", code="123456")).status_code == 400
    code = code_at(secret, step_at(now()))
    assert (await post(town, "/desk/account/code-app/off", code=code)).status_code == 303
    assert (await come(town)).headers["location"] == "/desk"


async def test_another_password_signs_the_other_browsers_out(town, dara):
    await come(town)
    other = dict(town.http.cookies)
    await come(town)
    new = "four new words here"
    assert (await post(town, "/desk/account/password", old=WORDS, password=new, again=new)).status_code == 303
    assert (await town.http.get(f"/desk/{dara.slug}/settings")).status_code == 200
    town.http.cookies.clear()
    town.http.cookies.update(other)
    assert (await town.http.get(f"/desk/{dara.slug}/settings")).status_code == 303
    assert (await come(town)).status_code == 400
    assert (await come(town, password=new)).status_code == 303


async def test_dara_sees_where_she_is_signed_in_and_ends_the_others(town, dara):
    await come(town)
    page = (await town.http.get("/desk/account", params={"lang": "en"})).text
    assert "Firefox, Linux" in page
    assert page.count('/end"') == 1  # the fixture's browser
    (other,) = re.findall(r"/desk/account/sessions/(\d+)/end", page)
    assert (await post(town, f"/desk/account/sessions/{other}/end")).status_code == 303
    gone = {"cookie": f"konbit_session={dara.email}"}
    assert (await town.http.get(f"/desk/{dara.slug}/settings", headers=gone)).status_code == 303
    assert (await post(town, f"/desk/account/sessions/{other}/end")).status_code == 404
    assert (await post(town, "/desk/account/sessions/end-others")).status_code == 303


async def test_nobody_ends_the_session_of_somebody_else(town, dara):
    chen = await town.desk("Chen", role=Role.ADMINISTRATOR)
    (row,) = await town.rows(
        "select s.id from staff_session s join staff f on f.id = s.staff_id where f.email = :email",
        email=chen.email,
    )
    await come(town)
    assert (await post(town, f"/desk/account/sessions/{row['id']}/end")).status_code == 404


async def test_the_account_stands_inside_the_desk_as_well(town, dara):
    await come(town)
    page = await town.http.get(f"/desk/{dara.slug}/account", params={"lang": "en"})
    assert page.status_code == 200
    assert "Where you are signed in" in page.text
    assert (await post(town, "/desk/account/name", name="Dara of the desk")).status_code == 303
    assert "Dara of the desk" in (await town.http.get("/desk/account")).text


async def test_a_link_that_is_guessed_is_slowed_too(town):
    answers = [(await town.http.get(f"/desk/password/guess-{n}")).status_code for n in range(21)]
    assert answers == [404] * 20 + [429]


async def test_what_happened_to_an_account_is_written_down(town, dara):
    await come(town, password="wrong wrong wrong")
    await come(town)
    await turn_on(town)
    kept = [row["what"] for row in await town.rows("select what from access_event order by id")]
    assert kept == [
        "staff.sign_in_failed",
        "staff.signed_in",
        "staff.code_app_on",
        "staff.recovery_codes_made",
    ]
