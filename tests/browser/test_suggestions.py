"""Suggestions in Chromium: by keyboard, in any script; and the list changes in place."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import PersonName
from meetings.publication.publish import publish
from tests.drafts import rio


@pytest.fixture
def address(transactional_db: None, live_server: LiveServer) -> str:
    """Return where a register of the Rio story is served, with Wang Yi in his own script."""
    story = rio()
    PersonName.objects.create(person=story.wang.person, name="王毅", language="zh-Hans")
    story.wang.person.save()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return str(live_server.url)


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains of: nothing, in the end."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def unfold(page: Page) -> None:
    page.get_by_text("Choose countries, people").click()


def test_three_letters_and_two_keys_lead_to_a_person(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/")
    page.get_by_label("Search text", exact=True).focus()
    page.keyboard.type("lav")
    box = page.get_by_role("combobox", name="Search text")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="1 suggestion")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", name="Sergey Lavrov")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/meetings/?person=sergey-lavrov")
    heading(page, "1 meeting with Sergey Lavrov")


def test_escape_closes_and_enter_then_searches_for_the_words(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/meetings/")
    page.get_by_label("Search text", exact=True).focus()
    page.keyboard.type("王毅")
    expect(page.locator(".combobox-option")).to_have_text(
        ["Wang Yi 王毅 Minister of Foreign Affairs, China, since 2023 · 2 meetings"]
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Search text")).to_have_value("王毅")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/?q=*")
    heading(page, "2 meetings found by searching for 王毅")


def test_a_suggestion_is_added_to_what_is_chosen(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/meetings/?country=CHN")
    unfold(page)
    page.get_by_label("From", exact=True).fill("2024")
    page.get_by_label("Search text", exact=True).fill("flights lav")
    page.get_by_role("option", name="Sergey Lavrov").click()
    page.wait_for_url(f"{address}/meetings/?q=flights&country=CHN&person=sergey-lavrov&from=2024")
    page.get_by_role("link", name="without search text flights").click()
    heading(page, "1 meeting at which China took part with Sergey Lavrov, since 2024")


def test_a_control_shows_the_name_and_sends_the_key(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/meetings/?person=wang-yi")
    unfold(page)
    expect(page.get_by_label("Person", exact=True)).to_have_value("Wang Yi")
    page.get_by_label("And person", exact=True).focus()
    page.keyboard.type("jai")
    page.get_by_role("option", name="Subrahmanyam Jaishankar").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_label("And person", exact=True)).to_have_value("Subrahmanyam Jaishankar")
    page.get_by_role("button", name="Show meetings").click()
    page.wait_for_url(f"{address}/meetings/?person=subrahmanyam-jaishankar&person=wang-yi")
    heading(page, "1 meeting with Subrahmanyam Jaishankar and Wang Yi")


def test_the_list_changes_in_place_and_back_goes_back(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/meetings/")
    page.evaluate("window.stayed = true")
    page.locator(".facets").get_by_role("link", name="India").first.click()
    page.wait_for_url(f"{address}/meetings/?country=IND")
    heading(page, "1 meeting at which India took part")
    expect(page).to_have_title("Meetings at which India took part – Sidelines")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    canonical = page.locator("link[rel=canonical]")
    expect(canonical).to_have_attribute("href", "/meetings/?country=IND")
    page.locator(".years-chart a").click()
    page.wait_for_url(f"{address}/meetings/?country=IND&from=2024&to=2024")
    unfold(page)
    page.get_by_label("Country", exact=True).select_option("RUS")
    page.get_by_role("button", name="Show meetings").click()
    page.wait_for_url(f"{address}/meetings/?country=RUS&from=2024&to=2024")
    heading(page, "1 meeting at which Russia took part, in 2024")
    assert page.evaluate("window.stayed")
    page.go_back()
    heading(page, "1 meeting at which India took part, in 2024")
    page.go_back()
    heading(page, "1 meeting at which India took part")


def test_without_javascript_it_is_a_search_and_a_page(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/meetings/?country=CHN")
    page.get_by_label("Search text", exact=True).fill("person:lavrov")
    unfold(page)
    page.get_by_label("Person", exact=True).fill("wang-yi")
    page.get_by_role("button", name="Show meetings").click()
    heading(page, "1 meeting at which China took part with Sergey Lavrov and Wang Yi")
    page.goto(f"{address}/suggest/?q=лавр")
    page.get_by_label("Name").fill("王毅")
    page.get_by_role("button", name="Suggest").click()
    page.get_by_role("link", name="Wang Yi").click()
    heading(page, "2 meetings with Wang Yi")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_list_is_accessible_and_not_too_wide(
    page: Page, address: str, complaints: list[str], scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    for path, label in (
        ("/", "Search text"),
        ("/", "Person"),
        ("/meetings/?person=wang-yi", "And person"),
        ("/meetings/?country=IND&to=1999", "Search text"),
        ("/suggest/?q=r", ""),
    ):
        page.goto(f"{address}{path}")
        if label == "And person":
            unfold(page)
        if label:
            page.get_by_label(label, exact=True).focus()
            page.keyboard.type("r")
            page.locator(".combobox-option").first.wait_for()
            page.keyboard.press("ArrowDown")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path} {label}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
