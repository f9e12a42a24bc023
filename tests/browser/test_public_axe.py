"""Public pages in Chromium: axe finds nothing, no policy is broken, nothing is too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish, withdraw
from tests.register import meeting_of, published_rio


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    """Addresses of every kind of page, with something to show on each."""
    story = published_rio()
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="They spoke for an hour.")
    publish(story.with_russia.pk, None, kind=VersionKind.CORRECTION, note="The duration.")
    denied = meeting_of(["EU", "CHN", "RUS", "IND"], "2024-05", occurrence="denied")
    gone = meeting_of(["CHN", "RUS"], "2001", title="A mistake")
    withdraw(gone.pk, None, "A mix-up.")
    russia = story.with_russia.public_id
    return [
        "/",
        "/meetings/?country=CHN&occurrence=any&from=2001",
        "/meetings/?country=RUS&to=1950",
        "/meetings/values/topic/?occurrence=any&topic=ukraine&match=any",
        "/meetings/?country=QQQ&person=wang&from=x",
        f"/m/{russia}",
        f"/m/{story.with_india.public_id}",
        f"/m/{denied.public_id}",
        f"/m/{gone.public_id}",
        f"/meetings/{russia}/v1/",
        f"/meetings/{russia}/history/",
        "/nowhere/",
        "/countries/",
        "/countries/CHN/",
        "/people/",
        "/people/wang-yi/",
        "/summits/g20-2024-rio-de-janeiro/",
        "/topics/ukraine/",
        "/data/reference/",
        f"/sources/{story.source.public_id}/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_narrow_and_wide_light_and_dark(
    page: Page,
    live_server: LiveServer,
    addresses: list[str],
    scheme: str,
    width: int,
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses:
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert [text for text in complaints if "Content Security Policy" in text] == []


def test_the_list_is_searched_by_keyboard_alone(
    page: Page, live_server: LiveServer, addresses: list[str]
) -> None:
    page.goto(f"{live_server.url}/meetings/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_text("Choose countries, people").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Country", exact=True)).to_be_focused()
    page.keyboard.type("Russia")
    page.get_by_role("button", name="Show meetings").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**country=RUS**")
    assert (
        page.get_by_role("heading", level=1).inner_text() == "1 meeting at which Russia took part"
    )
