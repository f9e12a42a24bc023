"""The forms of the desk in Chromium: where the focus goes, what keys do, what is never lost."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.drafts import Rio, editor, rio

DESK = "/admin/meetings"


@pytest.fixture
def story(transactional_db: None) -> Rio:
    return rio()


def session_of(live_server: LiveServer) -> dict[str, str]:
    """Return the cookie of a new editor."""
    client = Client()
    client.force_login(editor())
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


@pytest.fixture
def desk(page: Page, live_server: LiveServer, story: Rio) -> Page:
    """A browser whose user is an editor."""
    page.context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    return page


def meeting_of(story: Rio) -> str:
    return f"{DESK}/meeting/{story.with_russia.pk}/change/"


def test_a_refused_form_leads_to_its_first_error(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_participations-1-actor").fill("Narnia")
    desk.get_by_role("button", name="Save", exact=True).click()
    listed = desk.get_by_role("alert")
    expect(listed).to_be_focused()
    expect(listed).to_contain_text("No actor is called “Narnia”.")
    listed.get_by_role("link", name="Participant 2, Actor").click()
    expect(desk.locator("#id_participations-1-actor")).to_be_focused()


def test_it_does_so_without_scripts(browser: Browser, live_server: LiveServer, story: Rio) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}{meeting_of(story)}")
    page.locator("#id_participations-1-actor").fill("Narnia")
    page.locator("[name=_save]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Participant 2, Actor").click()
    expect(page.locator("#id_participations-1-actor")).to_be_focused()
    context.close()
