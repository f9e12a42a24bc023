"""The forms of the desk in Chromium: where the focus goes, what keys do, what is never lost."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting
from tests.browser.test_desk_axe import assert_accessible
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
def desk(page: Page, live_server: LiveServer, story: Rio) -> Iterator[Page]:
    """A browser whose user is an editor; left when the server has answered everything."""
    page.context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    yield page
    page.wait_for_load_state("networkidle")


def meeting_of(story: Rio) -> str:
    return f"{DESK}/meeting/{story.with_russia.pk}/change/"


def test_a_refused_form_leads_to_its_first_error(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_participations-1-actor").fill("Narnia")
    desk.get_by_role("button", name="Save", exact=True).click()
    listed = desk.get_by_role("alert", name="Not saved")
    expect(listed).to_be_focused()
    expect(listed).to_contain_text("No actor is called “Narnia”.")
    assert_accessible(desk, 1280)
    listed.get_by_role("link", name="Participant 2, Actor").click()
    expect(desk.locator("#id_participations-1-actor")).to_be_focused()


def test_it_does_so_without_scripts(browser: Browser, live_server: LiveServer, story: Rio) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{live_server.url}{meeting_of(story)}")
    page.locator("#id_participations-1-actor").fill("Narnia")
    page.locator("[name=_save]").click()
    expect(page.get_by_role("alert", name="Not saved")).to_be_focused()
    page.get_by_role("link", name="Participant 2, Actor").click()
    expect(page.locator("#id_participations-1-actor")).to_be_focused()
    context.close()


def typed_and_listed(desk: Page, field: str, text: str, first: str) -> None:
    """Type into a field and wait for its suggestions."""
    desk.locator(field).press_sequentially(text)
    expect(desk.locator(".combobox-list:visible .combobox-option").first).to_contain_text(first)


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_a_key_on_an_open_list_takes_the_suggestion(
    desk: Page, live_server: LiveServer, key: str
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    typed_and_listed(desk, "#id_participations-0-actor", "Russ", "Russia")
    desk.keyboard.press(key)
    expect(desk.locator("#id_participations-0-actor")).to_have_value("Russia [RUS]")
    typed_and_listed(desk, "#id_participations-0-person", "lav", "Sergey Lavrov")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press(key)
    expect(desk.locator("#id_participations-0-person")).to_have_value(re.compile("Sergey Lavrov"))
    assert desk.url.endswith("/meeting/add/")
    assert Meeting.objects.count() == 2


def test_enter_in_an_input_never_sends_the_form(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_participations-0-actor").fill("Nowhere")
    desk.locator("#id_participations-0-actor").press("Enter")
    desk.locator("#id_title").fill("Talks")
    desk.locator("#id_title").press("Enter")
    desk.locator("#id_sidelines").press("Enter")
    desk.locator("#id_date").fill("18 November 2024")
    desk.locator("#id_date").press("Enter")
    expect(desk.locator("#id_title")).to_have_value("Talks")
    assert desk.url.endswith("/meeting/add/")
    assert Meeting.objects.count() == 2


# Whether the middle and the lower edge of the focused element can be seen.
IS_SEEN = """() => {
  const focused = document.activeElement;
  const bar = document.querySelector(".submit-row");
  if (bar.contains(focused) || focused === document.body) return true;
  const box = focused.getBoundingClientRect();
  return box.bottom <= bar.getBoundingClientRect().top + 1 && box.top >= 0;
}"""


@pytest.mark.parametrize("height", [720, 900])
def test_nothing_focused_lies_behind_the_bar(
    desk: Page, live_server: LiveServer, story: Rio, height: int
) -> None:
    desk.set_viewport_size({"width": 1280, "height": height})
    desk.goto(f"{live_server.url}{meeting_of(story)}")
    desk.locator("#id_summit").focus()
    hidden, stops = [], 0
    while desk.evaluate("document.activeElement.name") != "_save" and stops < 100:
        desk.keyboard.press("Tab")
        stops += 1
        if not desk.evaluate(IS_SEEN):
            hidden.append(desk.evaluate("document.activeElement.id"))
    assert stops > 20
    assert hidden == []


def test_a_list_opens_within_view(desk: Page, live_server: LiveServer, story: Rio) -> None:
    desk.set_viewport_size({"width": 1280, "height": 720})
    desk.goto(f"{live_server.url}{meeting_of(story)}")
    source = desk.locator("#id_reports-0-source")
    source.fill("")
    typed_and_listed(desk, "#id_reports-0-source", "foreign", "TRT World")
    places = desk.evaluate(
        "[document.querySelector('.combobox-list:not([hidden])').getBoundingClientRect().bottom,"
        " document.querySelector('.submit-row').getBoundingClientRect().top]"
    )
    assert places[0] <= places[1]


def test_an_added_row_has_the_focus(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.get_by_role("button", name="Add another Participant").press("Enter")
    expect(desk.locator("#id_participations-2-actor")).to_be_focused()


def test_popups_begin_with_what_was_typed(desk: Page, live_server: LiveServer, story: Rio) -> None:
    desk.goto(f"{live_server.url}{meeting_of(story)}")
    desk.locator("#id_participations-1-tenure").fill("Envoy")
    with desk.expect_popup() as opened:
        desk.locator("#add_id_participations-1-tenure").click()
    expect(opened.value.locator("#id_name")).to_have_value("Envoy")
    expect(opened.value.locator("#id_actor")).to_have_value("Russia [RUS]")
    desk.locator("#id_summit").fill("BRICS Kazan")
    with desk.expect_popup() as opened:
        desk.locator("#add_id_summit").click()
    expect(opened.value.locator("#id_name")).to_have_value("BRICS Kazan")
    desk.locator("#id_reports-0-source").fill("https://news.example/later")
    with desk.expect_popup() as opened:
        desk.locator("#add_id_reports-0-source").click()
    expect(opened.value.locator("#id_url")).to_have_value("https://news.example/later")


def test_unsaved_work_is_not_left_without_a_warning(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    warned: list[str] = []

    def stay(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.accept()

    desk.on("dialog", stay)
    address = f"{live_server.url}{meeting_of(story)}"
    desk.goto(address)
    desk.goto(address)
    assert warned == []
    desk.locator("#id_title").press_sequentially("Talks")
    desk.goto(address)
    assert warned == ["beforeunload"]
    desk.locator("#id_title").press_sequentially("Talks")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert warned == ["beforeunload"]


def test_what_is_too_long_is_not_sent_and_stays(
    desk: Page, live_server: LiveServer, story: Rio, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    desk.goto(f"{live_server.url}{meeting_of(story)}")
    note = desk.locator("#desk-too-large")
    expect(note).to_be_hidden()
    desk.locator("#id_summary").fill("long " * 5_000)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(note).to_be_focused()
    expect(note).to_contain_text("Everything you typed is still here.")
    expect(desk.locator("#id_summary")).to_have_value("long " * 5_000)


def test_a_person_brings_the_country_and_an_office_its_holder(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_date").fill("18 November 2024")
    desk.locator("#id_participations-0-person").fill("Sergey Lavrov")
    desk.locator("#id_participations-0-person").blur()
    expect(desk.locator("#id_participations-0-actor")).to_have_value("Russia [RUS]")
    expect(desk.locator("#id_participations-0-tenure")).to_have_value(re.compile("Minister"))
    desk.locator("#id_participations-1-actor").fill("CHN")
    desk.locator("#id_participations-1-tenure").fill("Minister of Foreign Affairs")
    desk.locator("#id_participations-1-tenure").blur()
    expect(desk.locator("#id_participations-1-person")).to_have_value(re.compile("Wang Yi"))


def test_that_nothing_is_found_is_seen(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_summit").press_sequentially("Atlantis")
    nothing = desk.get_by_text("No suggestions", exact=True)
    expect(nothing).to_be_visible()
    assert nothing.evaluate("(line) => line.getBoundingClientRect().height > 8")
    desk.locator("#id_title").focus()
    expect(nothing).to_have_count(0)
