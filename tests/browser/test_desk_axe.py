"""The desk in Chromium: axe finds nothing, no policy is broken, nothing is too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting
from tests.admin.forms import open_form
from tests.drafts import Rio, editor, reviewer
from tests.register import published_rio

DESK = "/admin/meetings"
BOTH_SCHEMES_NARROW_AND_WIDE = [
    (width, scheme) for width in (360, 1280) for scheme in ("light", "dark")
]


@pytest.fixture
def story(transactional_db: None) -> Rio:
    """The Rio story, published, with something to publish again."""
    story = published_rio()
    Meeting.objects.filter(pk=story.with_india.pk).update(
        summary="They spoke about flights.", unpublished_changes=True
    )
    story.wang.person.names.create(name="王毅", language="zh-Hans")
    return story


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says of the pages; that an answer was a 409 is no complaint."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 409" not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def log_in(page: Page, live_server: LiveServer, user: User) -> None:
    """Give the browser a session of ``user``."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )


def pages_of(story: Rio) -> list[str]:
    """Return the pages that editors and reviewers spend their days on."""
    meeting, other = story.with_russia.pk, story.with_india.pk
    report = story.with_russia.reports.get(voices__code="RUS").pk
    return [
        "/admin/",
        f"{DESK}/meeting/",
        f"{DESK}/meeting/add/?source={story.source.pk}",
        f"{DESK}/meeting/{meeting}/change/",
        f"{DESK}/report/{report}/change/?_popup=1",
        f"{DESK}/person/{story.wang.person.pk}/change/",
        f"{DESK}/office/{story.wang.office.pk}/change/",
        f"{DESK}/actor/{story.wang.office.actor.pk}/change/",
        f"{DESK}/source/add/",
        f"{DESK}/source/{story.source.pk}/change/",
        f"{DESK}/meeting/{other}/publish/",
        f"{DESK}/meeting/{other}/withdraw/",
        f"{DESK}/meeting/{meeting}/history/",
        f"{DESK}/meeting/{meeting}/preview/",
    ]


def assert_accessible(page: Page, width: int) -> None:
    # Preloading copies imported style sheets into the page, which the policy refuses.
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "scheme"), BOTH_SCHEMES_NARROW_AND_WIDE)
def test_the_desk_is_accessible_narrow_and_wide_light_and_dark(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str], width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/admin/login/")
    assert_accessible(page, width)
    log_in(page, live_server, reviewer())
    for address in pages_of(story):
        page.goto(f"{live_server.url}{address}")
        assert_accessible(page, width)
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_conflict_is_accessible(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    address = f"{DESK}/meeting/{story.with_russia.pk}/change/"
    log_in(page, live_server, editor("ada"))
    page.goto(f"{live_server.url}{address}")
    page.locator("#id_setting").select_option("meal")
    colleague = Client()
    colleague.force_login(editor("colleague"))
    theirs = open_form(colleague, address, "meeting") | {"setting": "reception"}
    assert colleague.post(address, theirs).status_code == 302
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    assert_accessible(page, 1280)
    assert complaints == []


def test_a_meeting_is_entered_by_keyboard_alone(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    log_in(page, live_server, editor("ada"))
    page.goto(f"{live_server.url}{DESK}/meeting/add/")
    assert focused(page) == "id_summit"
    page.keyboard.type("G20")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#id_place")).not_to_have_value("")
    go_to(page, "id_participations-0-actor", "CHN")
    go_to(page, "id_participations-0-person", "Wang Yi")
    go_to(page, "id_participations-1-actor", "RUS")
    go_to(page, "id_participations-1-person", "Sergey Lavrov")
    go_to(page, "id_reports-0-source", story.source.title)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "_save":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Meeting.objects.latest("pk").participations.count() == 2
    assert complaints == []


def go_to(page: Page, name: str, text: str) -> None:
    """Walk to an input by the tab key, seeing at every step where the focus is, and type."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if focused(page) == name:
            page.keyboard.type(text)
            return
    raise AssertionError(f"{name} is not reached by the tab key")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))
