"""The script of the list alone: what it does when htmx says that something happens."""

import json

import pytest
from playwright.sync_api import Page, expect

from .small_pages import ORIGIN, SmallPages

SCRIPT = "js/list.js"
HEAD = """
<link rel="canonical" href="/meetings/?country=CHN">
<link rel="alternate" type="application/atom+xml" href="/meetings.atom?country=CHN">
<link rel="next" href="/meetings/?country=CHN&page=2">
<link rel="stylesheet" href="/style.css">
"""


def say(page: Page, event: str, detail: str = "{}") -> None:
    """Say what htmx says; ``detail`` is an expression."""
    page.evaluate(
        f"document.dispatchEvent(new CustomEvent('{event}', {{ detail: (() => ({detail}))() }}))"
    )


def links(page: Page) -> list[str]:
    """Return the links of the head, as “rel address”."""
    found: list[str] = page.evaluate(
        "[...document.head.querySelectorAll('link')]"
        ".map((link) => `${link.rel} ${link.getAttribute('href')}`)"
    )
    return found


def test_only_what_was_filled_in_is_sent(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, "")
    page.evaluate(
        "window.sent = new FormData();"
        "for (const [name, value] of [['q', ''], ['country', 'CHN'], ['country', ''],"
        " ['country', 'RUS'], ['page', '2']]) sent.append(name, value);"
    )
    say(page, "htmx:configRequest", "{ formData: window.sent }")
    assert page.evaluate("[...sent.entries()]") == [
        ["country", "CHN"],
        ["country", "RUS"],
        ["page", "2"],
    ]


def test_the_head_is_that_of_the_page_that_came(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, "", HEAD)
    came = (
        '<head><link rel="canonical" href="/meetings/"><link rel="prev" href="/meetings/?page=1">'
        '<link rel="stylesheet" href="/other.css"></head><body><main></main>'
    )
    say(page, "htmx:beforeSwap", f"{{ serverResponse: {json.dumps(came)} }}")
    assert links(page) == [
        "stylesheet /style.css",
        "canonical /meetings/",
        "prev /meetings/?page=1",
    ]


def test_the_address_to_share_is_the_canonical_one(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, "", HEAD)
    page.evaluate("history.pushState({ htmx: true }, '', '/meetings/?country=CHN&per_page=25')")
    say(page, "htmx:pushedIntoHistory")
    assert page.url == f"{ORIGIN}/meetings/?country=CHN"
    assert page.evaluate("history.state") == {"htmx": True}


def test_without_a_canonical_address_it_stays(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, "")
    page.evaluate("history.pushState({}, '', '/suggest/?q=a')")
    say(page, "htmx:pushedIntoHistory")
    assert page.url == f"{ORIGIN}/suggest/?q=a"


def test_reading_begins_at_the_heading(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, "<button>Before</button><h1>2 meetings</h1>")
    page.get_by_role("button").focus()
    say(page, "htmx:afterSettle")
    heading = page.get_by_role("heading")
    expect(heading).to_be_focused()
    expect(heading).to_have_attribute("tabindex", "-1")


CHART = """
<h1>2 meetings</h1>
<div class="years"><svg class="years-chart" width="200" height="100">
  <a href="/meetings/?from=2024&amp;to=2024"><rect width="200" height="100"></rect></a>
</svg></div>
"""
STAND_IN = "window.calls = []; window.htmx = { ajax: (...said) => window.calls.push(said) };"


def test_a_bar_of_the_chart_changes_the_list_in_place(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, CHART)
    page.evaluate(STAND_IN)
    page.locator("rect").click()
    method, address, settings = page.evaluate(
        "window.calls.map(([method, address, settings]) =>"
        " [method, address, { ...settings, source: settings.source.className }])[0]"
    )
    assert (method, address) == ("GET", "/meetings/?from=2024&to=2024")
    assert settings == {
        "source": "years",
        "target": "#main",
        "select": "#main",
        "swap": "outerHTML show:window:top",
        "push": "true",
    }
    assert page.url == f"{ORIGIN}/"


@pytest.mark.parametrize("key", ["ctrlKey", "metaKey", "shiftKey"])
def test_a_click_for_another_window_is_the_browsers(small_pages: SmallPages, key: str) -> None:
    page = small_pages.open(SCRIPT, CHART)
    page.evaluate(STAND_IN)
    taken = page.evaluate(
        "(key) => { let taken; addEventListener('click', (event) =>"
        " { taken = event.defaultPrevented; event.preventDefault(); });"
        " document.querySelector('rect').dispatchEvent("
        " new MouseEvent('click', { bubbles: true, cancelable: true, [key]: true }));"
        " return taken; }",
        key,
    )
    assert taken is False
    assert page.evaluate("window.calls") == []


def test_a_click_elsewhere_is_left_alone(small_pages: SmallPages) -> None:
    page = small_pages.open(SCRIPT, CHART)
    page.evaluate(STAND_IN)
    page.get_by_role("heading").click()
    assert page.evaluate("window.calls") == []


@pytest.mark.parametrize("failure", ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
def test_whatever_goes_wrong_the_browser_goes_there_itself(
    small_pages: SmallPages, failure: str
) -> None:
    page = small_pages.open(SCRIPT, "")
    small_pages.answer("/meetings/", "Refused", "text/html")
    say(page, failure, "{ pathInfo: { finalRequestPath: '/meetings/?page=0' } }")
    page.wait_for_url(f"{ORIGIN}/meetings/?page=0")
