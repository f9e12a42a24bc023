"""The script of the desk alone: what it proposes, and that it never writes over what was typed."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from .small_pages import SmallPages

SCRIPT = "admin_desk/desk.js"
FORM = """
<a class="desk-popup" href="/admin/person/add/?next=1">Add</a>
<a class="other" href="/admin/person/">All</a>
<form>
  <p><input id="id_date" data-date-understood="understood" value="2024-11-18">
    <span id="understood"></span></p>
  <p><input id="id_date_basis" value="stated"></p>
  <p><input id="id_summit" data-suggest="/suggest/summit/"></p>
  <p><input id="id_place" data-suggest="/suggest/place/"></p>
  <div id="rows">
    <p><input id="id_participations-0-person"></p>
    <p><input id="id_participations-0-actor"></p>
    <div class="desk-field">
      <input id="id_participations-0-tenure" data-suggest="/suggest/tenure/"></div>
  </div>
</form>
"""
PREMIER = {"value": "Premier, China", "label": "Premier (since 2023)", "held": True}
ENVOY = {"value": "Envoy, China", "label": "Envoy (since 2020)", "held": True}
FORMER = {"value": "Mayor, China", "label": "Mayor (until 2007)", "held": False}


def opened(pages: SmallPages, *offices: dict[str, object], date: str = "2024-11-18") -> Page:
    """Return the page of a meeting; ``offices`` is what is known of anybody."""
    pages.answer("/suggest/tenure/", json.dumps({"results": offices}))
    pages.answer("/suggest/date/", json.dumps({"understood": "one day"}))
    pages.answer("/suggest/summit-details/", json.dumps({}))
    return pages.open(SCRIPT, FORM.replace("2024-11-18", date))


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#id_{name}")


def enter(page: Page, name: str, text: str) -> None:
    """Type into a field and leave it, as one does."""
    field(page, name).fill(text)
    field(page, name).blur()


def of_tenures(pages: SmallPages) -> list[dict[str, str]]:
    """Return with what the script has asked for offices."""
    return [parameters for path, parameters in pages.asked if path == "/suggest/tenure/"]


def who(page: Page, row: int = 0) -> None:
    """Say who took part for whom, in two fields."""
    enter(page, f"participations-{row}-person", "Li Qiang [li-qiang]")
    enter(page, f"participations-{row}-actor", "CHN")


def buttons(page: Page) -> Locator:
    return page.locator(".desk-proposals button")


def test_the_office_held_on_the_day_is_filled_in(small_pages: SmallPages) -> None:
    page = opened(small_pages, FORMER, PREMIER)
    who(page)
    office = field(page, "participations-0-tenure")
    expect(office).to_have_value("Premier, China")
    expect(office).to_have_class("desk-filled")
    expect(buttons(page)).to_have_count(0)
    # Nothing is asked before both person and actor are there.
    assert of_tenures(small_pages) == [
        {
            "person": "Li Qiang [li-qiang]",
            "actor": "CHN",
            "date": "2024-11-18",
            "basis": "stated",
            "summit": "",
        }
    ]


@pytest.mark.parametrize(("name", "tells"), [("participations-0-person", True), ("place", False)])
def test_people_are_asked_for_with_the_country_and_the_day_beside(
    small_pages: SmallPages, name: str, *, tells: bool
) -> None:
    page = opened(small_pages)
    field(page, "participations-0-actor").fill("CHN")
    asked = field(page, name).evaluate(
        """(input) => {
          const params = new URLSearchParams();
          const detail = { params };
          input.dispatchEvent(new CustomEvent("combobox:ask", { bubbles: true, detail }));
          return [params.get("actor"), params.get("date")];
        }"""
    )
    assert asked == (["CHN", "2024-11-18"] if tells else [None, None])


def test_several_offices_are_offered_and_none_is_filled_in(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER, ENVOY, FORMER)
    who(page)
    expect(buttons(page)).to_have_text(["Premier (since 2023)", "Envoy (since 2020)"])
    office = field(page, "participations-0-tenure")
    expect(office).to_have_value("")
    buttons(page).nth(1).click()
    expect(office).to_have_value("Envoy, China")
    expect(office).to_be_focused()
    expect(buttons(page)).to_have_count(0)


def test_what_somebody_typed_is_left_alone(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER)
    field(page, "participations-0-tenure").fill("Special envoy, China")
    who(page)
    enter(page, "date", "2024-11-19")
    expect(page.locator("#understood")).to_have_text("one day")
    expect(field(page, "participations-0-tenure")).to_have_value("Special envoy, China")
    assert of_tenures(small_pages) == []


def test_what_was_filled_in_follows_the_day(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER)
    who(page)
    office = field(page, "participations-0-tenure")
    expect(office).to_have_value("Premier, China")
    small_pages.answer("/suggest/tenure/", json.dumps({"results": [ENVOY]}))
    enter(page, "date", "2021-01-01")
    expect(office).to_have_value("Envoy, China")
    small_pages.answer("/suggest/tenure/", json.dumps({"results": [FORMER]}))
    enter(page, "date_basis", "relative")
    expect(office).to_have_value("")
    days = [(asked["date"], asked["basis"]) for asked in of_tenures(small_pages)]
    assert days == [("2024-11-18", "stated"), ("2021-01-01", "stated"), ("2021-01-01", "relative")]


def test_what_was_filled_in_and_then_changed_is_ones_own(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER)
    who(page)
    office = field(page, "participations-0-tenure")
    expect(office).to_have_class("desk-filled")
    office.press("End")
    office.press("!")
    expect(office).to_have_class("")
    enter(page, "date", "2021-01-01")
    expect(page.locator("#understood")).to_have_text("one day")
    expect(office).to_have_value("Premier, China!")


def test_nobody_new_has_held_an_office(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER, ENVOY)
    who(page)
    expect(buttons(page)).to_have_count(2)
    enter(page, "participations-0-person", "+ Somebody New")
    expect(buttons(page)).to_have_count(0)
    assert len(of_tenures(small_pages)) == 1


@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_is_none_changes_nothing(small_pages: SmallPages, status: int) -> None:
    page = opened(small_pages)
    small_pages.answer("/suggest/tenure/", "<h1>Log in</h1>", "text/html", status)
    who(page)
    enter(page, "date", "2021-01-01")
    expect(page.locator("#understood")).to_have_text("one day")
    expect(field(page, "participations-0-tenure")).to_have_value("")
    expect(buttons(page)).to_have_count(0)


def test_a_row_that_is_added_later_gets_its_offices_too(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER)
    page.evaluate(
        "const rows = document.getElementById('rows');"
        "const row = rows.cloneNode(true);"
        "row.querySelectorAll('input').forEach((input) =>"
        " { input.id = input.id.replace('-0-', '-1-'); });"
        "rows.after(row);"
    )
    who(page, row=1)
    expect(field(page, "participations-1-tenure")).to_have_value("Premier, China")
    expect(field(page, "participations-0-tenure")).to_have_value("")


def test_a_list_of_offices_is_of_the_same_person_and_day(small_pages: SmallPages) -> None:
    page = opened(small_pages)
    who(page)
    enter(page, "summit", "G20 Rio [rio]")
    asked = page.evaluate(
        "['id_participations-0-tenure', 'id_place'].map((id) => {"
        " const params = new URLSearchParams({ q: 'min' });"
        " document.getElementById(id).dispatchEvent("
        "  new CustomEvent('combobox:ask', { bubbles: true, detail: { params } }));"
        " return Object.fromEntries(params); })"
    )
    assert asked == [
        {
            "q": "min",
            "person": "Li Qiang [li-qiang]",
            "actor": "CHN",
            "date": "2024-11-18",
            "basis": "stated",
            "summit": "G20 Rio [rio]",
        },
        {"q": "min"},
    ]


RIO = {"place": "Rio de Janeiro", "date": "2024-11-18/2024-11-19", "label": "18–19 November 2024"}


def test_place_and_date_follow_the_summit(small_pages: SmallPages) -> None:
    page = opened(small_pages, PREMIER, date="")
    small_pages.answer("/suggest/summit-details/", json.dumps(RIO))
    enter(page, "summit", "G20 Rio [rio]")
    expect(field(page, "place")).to_have_value("Rio de Janeiro")
    # The day of a summit is no day of a meeting yet: it is offered.
    expect(field(page, "date")).to_have_value("")
    expect(buttons(page)).to_have_text(["18–19 November 2024"])
    buttons(page).click()
    expect(field(page, "date")).to_have_value("2024-11-18/2024-11-19")
    assert ("/suggest/summit-details/", {"summit": "G20 Rio [rio]"}) in small_pages.asked


def test_place_and_date_that_are_there_are_left_alone(small_pages: SmallPages) -> None:
    page = opened(small_pages)
    small_pages.answer("/suggest/summit-details/", json.dumps(RIO))
    field(page, "place").fill("Brasília")
    with page.expect_response("**/suggest/summit-details/**"):
        enter(page, "summit", "G20 Rio [rio]")
    enter(page, "date", "2024-11-19")
    expect(page.locator("#understood")).to_have_text("one day")
    expect(field(page, "place")).to_have_value("Brasília")
    expect(buttons(page)).to_have_count(0)


def test_how_a_date_is_understood_is_said_before_anything_is_saved(
    small_pages: SmallPages,
) -> None:
    page = opened(small_pages)
    enter(page, "date", "18 Nov")
    expect(page.locator("#understood")).to_have_text("one day")
    asked = {"q": "18 Nov", "basis": "stated", "summit": ""}
    assert ("/suggest/date/", asked) in small_pages.asked


def test_links_to_popups_say_so_and_offices_open_at_once(small_pages: SmallPages) -> None:
    page = opened(small_pages)
    popup = page.get_by_role("link", name="Add")
    expect(popup).to_have_attribute("data-popup", "yes")
    expect(popup).to_have_attribute(
        "href", "http://register.test/admin/person/add/?next=1&_popup=1"
    )
    expect(page.get_by_role("link", name="All")).to_have_attribute("href", "/admin/person/")
    eager = page.locator("[data-eager]")
    expect(eager).to_have_count(1)
    expect(eager).to_have_id("id_participations-0-tenure")


SOURCE_FORM = """
<form>
  <p><input id="id_publisher" data-suggest="/suggest/publisher/"></p>
  <p><input id="id_url"></p>
  <p><input id="id_language" value="en"></p>
</form>
"""


def test_an_address_fills_in_publisher_and_language(small_pages: SmallPages) -> None:
    site = {"publisher": "Kremlin [#7]", "language": "ru"}
    small_pages.answer("/suggest/of-address/", json.dumps(site))
    page = small_pages.open(SCRIPT, SOURCE_FORM)
    enter(page, "url", "http://kremlin.ru/1")
    for name, text in site.items():
        expect(field(page, name)).to_have_value(text)
        expect(field(page, name)).to_have_class("desk-filled")


def test_an_address_changes_nothing_that_was_chosen(small_pages: SmallPages) -> None:
    small_pages.answer(
        "/suggest/of-address/", json.dumps({"publisher": "Kremlin [#7]", "language": "ru"})
    )
    page = small_pages.open(SCRIPT, SOURCE_FORM)
    enter(page, "publisher", "TASS [#8]")
    enter(page, "url", "http://kremlin.ru/1")
    page.wait_for_timeout(200)
    assert small_pages.asked[-1] == ("/suggest/of-address/", {"url": "http://kremlin.ru/1"})
    expect(field(page, "publisher")).to_have_value("TASS [#8]")
    expect(field(page, "language")).to_have_value("en")


CARDS = """
<form>
  <input id="id_m1-date" value="2020-01-01"><input id="id_m1-date_basis" value="stated">
  <input id="id_m1-summit"><input id="id_m2-date" value="2024-11-18">
  <input id="id_m2-date_basis" value="stated"><input id="id_m2-summit">
  <input id="id_m2-p7-person"><input id="id_m2-p7-actor">
  <div class="desk-field"><input id="id_m2-p7-tenure" data-suggest="/suggest/tenure/"></div>
</form>
"""


def test_on_the_page_of_a_story_an_office_follows_the_day_of_its_own_card(
    small_pages: SmallPages,
) -> None:
    small_pages.answer("/suggest/tenure/", json.dumps({"results": [PREMIER]}))
    page = small_pages.open(SCRIPT, CARDS)
    enter(page, "m2-p7-person", "Li Qiang [li-qiang]")
    enter(page, "m2-p7-actor", "CHN")
    expect(field(page, "m2-p7-tenure")).to_have_value("Premier, China")
    assert of_tenures(small_pages)[-1]["date"] == "2024-11-18"
