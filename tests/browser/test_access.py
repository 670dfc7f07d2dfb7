"""Coming in by a passkey, in a real browser with a device of its own; the account and what it shows."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.access.totp import code_at, step_at
from app.clock import now
from tests.browser.server import Server, answers, free_port, web_process
from tests.browser.visitors import Visitors

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def named(drill: Server, tmp_path: Path) -> AsyncIterator[Server]:
    """The same Konbit under a name: browsers know no passkeys at bare numbers."""
    port = free_port()
    url = f"http://localhost:{port}"
    settings = drill.house.settings.model_copy(update={"port": port, "public_url": url})
    with web_process(settings, tmp_path, name="named"):
        await answers(f"http://127.0.0.1:{port}", tmp_path)
        yield replace(drill, url=url)


@pytest.fixture
async def page(named: Server, browser: Browser) -> AsyncIterator[Page]:
    """Dara's browser at that name, on a device that knows her finger."""
    visitors = Visitors(browser, named)
    page = await visitors.open(width=1280, height=900)
    device = await page.context.new_cdp_session(page)
    await device.send("WebAuthn.enable")
    await device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    await visitors.leave()
    assert visitors.faults == []


async def sign_in(page: Page, server: Server) -> None:
    await page.goto("/desk/sign-in")
    await page.locator("#email").fill(server.sign_in.email)
    await page.locator("#password").fill(server.sign_in.password)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url("**/desk/drill")


async def test_dara_makes_a_passkey_and_comes_in_by_it(page: Page, named: Server) -> None:
    await sign_in(page, named)
    await page.goto("/desk/account")
    await page.locator("#key-password").fill(named.sign_in.password)
    await page.locator("#key-name").fill("Dara's laptop")
    await page.get_by_role("button", name="Make a passkey").click()
    await expect(page.get_by_text("Dara's laptop")).to_be_visible()
    await page.context.clear_cookies()
    await page.goto("/desk/sign-in?next=/desk/drill/settings")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page.locator("#settings-title")).to_be_visible()
    await page.goto("/desk/account")
    await page.get_by_role("button", name="Remove the passkey Dara's laptop").click()
    await expect(page.get_by_text("None yet.")).to_be_visible()


async def test_dara_turns_the_second_step_on_and_off(page: Page, named: Server) -> None:
    await sign_in(page, named)
    await page.goto("/desk/account")
    await page.get_by_text("Turn the second step on").click()
    await page.locator("#app-password").fill(named.sign_in.password)
    await page.get_by_role("button", name="Show the code to scan").click()
    secret = (await page.locator(".scanning code").inner_text()).replace(" ", "")
    await page.locator("#first-code").fill(code_at(secret, step_at(now()) - 1))
    await page.get_by_role("button", name="Turn the second step on").click()
    await expect(page.locator(".codes li")).to_have_count(8)
    await page.get_by_text("I have written them down").click()
    await page.get_by_text("Turn the second step off").click()
    await page.locator("#off-code").fill(code_at(secret, step_at(now()) + 1))
    await page.get_by_role("button", name="Turn off").click()
    await expect(page.get_by_text("Off. With a code app")).to_be_visible()
