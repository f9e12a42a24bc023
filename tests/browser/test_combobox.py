"""The combobox alone: keys, choices and what is sent.

After the pattern of the ARIA Authoring Practices Guide 1.2 that static/js/combobox.js names.
"""

import json

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .small_pages import ORIGIN, SmallPages

SCRIPT = "js/combobox.js"
FORM = """
<form action="/sent">
  <label>Person <input name="person" data-suggest="/people/" {}></label>
  <label>Next <input id="next"></label>
  <button>Send</button>
</form>
"""
# How many answers the page has read, for tests of answers that come too late.
COUNT_ANSWERS = """
window.read = 0;
const readAll = Response.prototype.json;
Response.prototype.json = async function () {
  const value = await readAll.call(this);
  window.read += 1;
  return value;
};
"""
# Longer than the quiet that the combobox waits for.
QUIET = 200


def people(*names: str) -> str:
    """Return what the desk answers: each name with a key of its own."""
    return json.dumps(
        {"results": [{"value": name.upper(), "label": name, "hint": "minister"} for name in names]}
    )


def opened(pages: SmallPages, attributes: str = "", answer: str | None = None) -> Locator:
    """Return the input of a form whose suggestions are Lavrov and Lavigne; time stands still."""
    pages.answer("/people/", people("Lavrov", "Lavigne") if answer is None else answer)
    pages.answer("/sent", "Sent", "text/html")
    pages.page.clock.install()
    pages.page.add_init_script(COUNT_ANSWERS)
    page = pages.open(SCRIPT, FORM.format(attributes))
    page.clock.pause_at("2100-01-01")
    return page.locator("[data-suggest]").first


def typed(box: Locator, words: str) -> None:
    """Type as a person does, then wait until the combobox has asked."""
    box.press_sequentially(words)
    box.page.clock.run_for(QUIET)


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def listening(pages: SmallPages) -> Locator:
    """Return the input with its list open."""
    box = opened(pages)
    typed(box, "lav")
    expect(options(pages.page)).to_have_count(2)
    return box


def expect_marked(box: Locator, index: int | None) -> None:
    """Assert which option is the active one, for eyes and for screen readers."""
    all_options = options(box.page)
    for place in range(all_options.count()):
        chosen = "true" if place == index else "false"
        expect(all_options.nth(place)).to_have_attribute("aria-selected", chosen)
    if index is None:
        expect(box).not_to_have_attribute("aria-activedescendant", "")
        assert box.get_attribute("aria-activedescendant") is None
    else:
        named = all_options.nth(index).get_attribute("id")
        expect(box).to_have_attribute("aria-activedescendant", str(named))
    expect(box).to_be_focused()


def expect_closed(box: Locator) -> None:
    expect(box.page.locator(".combobox-list")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.get_attribute("aria-activedescendant") is None


def expect_sent(pages: SmallPages, parameters: dict[str, str]) -> None:
    """Assert what the form sends to the next page."""
    pages.page.wait_for_url(f"{ORIGIN}/sent?**")
    assert pages.asked[-1] == ("/sent", parameters)


def test_an_input_becomes_a_combobox_when_it_is_focused(small_pages: SmallPages) -> None:
    box = opened(small_pages, 'list="browsers-own"')
    assert box.get_attribute("role") is None
    box.focus()
    roles = {
        name: box.get_attribute(name)
        for name in ("role", "aria-autocomplete", "aria-expanded", "autocomplete", "list")
    }
    assert roles == {
        "role": "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "autocomplete": "off",
        "list": None,
    }
    listbox = box.page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(listbox).to_have_attribute("role", "listbox")
    expect(listbox).to_have_attribute("aria-label", "Suggestions")
    expect(listbox).to_be_hidden()
    assert small_pages.asked == []


def test_it_asks_once_the_typing_has_paused(small_pages: SmallPages) -> None:
    box = opened(small_pages)
    box.press_sequentially("la")
    box.page.clock.run_for(149)
    box.press_sequentially("v")
    box.page.clock.run_for(149)
    assert small_pages.asked == []
    box.page.clock.run_for(1)
    expect(options(box.page)).to_have_text(["Lavrov minister", "Lavigne minister"])
    assert small_pages.asked == [("/people/", {"q": "lav"})]
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box.page.get_by_role("status")).to_have_text("2 suggestions")
    expect_marked(box, None)


def test_arrows_go_round_by_way_of_what_was_typed(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    for index in (0, 1, None, 0):
        box.press("ArrowDown")
        expect_marked(box, index)
    for index in (None, 1, 0, None):
        box.press("ArrowUp")
        expect_marked(box, index)
    expect(box).to_have_value("lav")


def test_arrows_leave_the_caret_where_it_is(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.press("ArrowUp")
    box.press("ArrowDown")
    assert box.evaluate("(input) => input.selectionStart") == 3


def test_home_and_end_and_letters_stay_with_the_input(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.press("ArrowDown")
    box.press("Home")
    assert box.evaluate("(input) => input.selectionStart") == 0
    box.press("End")
    box.press("r")
    expect(box).to_have_value("lavr")


def test_enter_takes_the_active_option_and_sends_nothing_yet(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.page.evaluate(
        "addEventListener('change', (event) => (window.changed = event.target.value))"
    )
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("LAVROV")
    expect_closed(box)
    assert box.page.evaluate("window.changed") == "LAVROV"
    assert [path for path, _ in small_pages.asked] == ["/people/"]
    box.press("Enter")
    expect_sent(small_pages, {"person": "LAVROV"})


def test_enter_without_an_active_option_sends_what_was_typed(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.press("Enter")
    expect_sent(small_pages, {"person": "lav"})


def test_escape_closes_keeps_the_words_and_is_heard_by_nobody_else(
    small_pages: SmallPages,
) -> None:
    box = listening(small_pages)
    box.page.evaluate(
        "window.heard = 0;"
        "addEventListener('keydown', (event) => { if (event.key === 'Escape') window.heard += 1; })"
    )
    box.press("ArrowDown")
    box.press("Escape")
    expect_closed(box)
    expect(box).to_have_value("lav")
    assert box.page.evaluate("window.heard") == 0
    box.press("Escape")
    assert box.page.evaluate("window.heard") == 1
    box.page.clock.run_for(QUIET)
    assert len(small_pages.asked) == 1


def test_an_arrow_opens_what_was_closed(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.press("Escape")
    box.press("ArrowDown")
    box.page.clock.run_for(QUIET)
    expect(options(box.page)).to_have_count(2)
    assert small_pages.asked == [("/people/", {"q": "lav"})] * 2


@pytest.mark.parametrize(("arrows", "value"), [(0, "lav"), (2, "LAVIGNE")])
def test_tab_takes_the_active_option_and_goes_on(
    small_pages: SmallPages, arrows: int, value: str
) -> None:
    box = listening(small_pages)
    for _ in range(arrows):
        box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value(value)
    expect(box.page.locator("#next")).to_be_focused()
    expect_closed(box)


def test_a_click_chooses_and_the_focus_stays(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.page.get_by_text("Lavigne").click()
    expect(box).to_have_value("LAVIGNE")
    expect(box).to_be_focused()
    expect_closed(box)


def test_leaving_closes(small_pages: SmallPages) -> None:
    box = listening(small_pages)
    box.page.locator("#next").focus()
    expect_closed(box)
    expect(box).to_have_value("lav")


def test_nothing_to_suggest_is_said_and_opens_nothing(small_pages: SmallPages) -> None:
    box = opened(small_pages, answer=people())
    typed(box, "zz")
    expect(box.page.get_by_role("status")).to_have_text("No suggestions")
    expect(box.page.locator(".combobox-list")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    box.press("Enter")
    expect_sent(small_pages, {"person": "zz"})


def test_one_suggestion_is_not_several(small_pages: SmallPages) -> None:
    box = opened(small_pages, answer=people("Lavrov"))
    typed(box, "lavr")
    expect(box.page.get_by_role("status")).to_have_text("1 suggestion")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("", "application/json", 500),
        ("{", "application/json", 200),
        ("<h1>Log in</h1>", "text/html", 200),
    ],
)
def test_a_server_that_gives_none_is_said_and_the_words_can_be_sent(
    small_pages: SmallPages, body: str, kind: str, status: int
) -> None:
    box = opened(small_pages)
    small_pages.answer("/people/", body, kind, status)
    typed(box, "lav")
    message = "No suggestions: the server gave none."
    expect(box.page.get_by_role("status")).to_have_text(message)
    expect_closed(box)
    box.press("Enter")
    expect_sent(small_pages, {"person": "lav"})


def held(box: Locator, pages: SmallPages, words: str) -> Route:
    """Type, and return the request that is made of it, not answered yet."""
    before = len(pages.waiting)
    with box.page.expect_request("**/people/**"):
        typed(box, words)
    while len(pages.waiting) == before:
        box.page.evaluate("0")  # hands over what the browser has to say
    return pages.waiting[-1]


def answer_late(page: Page, request: Route, name: str) -> None:
    """Answer a request that was held, and wait until the page has read it."""
    before = page.evaluate("window.read")
    request.fulfill(content_type="application/json", body=people(name))
    page.wait_for_function(f"window.read === {before + 1}")


def test_an_older_answer_that_comes_later_is_dropped(small_pages: SmallPages) -> None:
    box = opened(small_pages)
    small_pages.hold("/people/")
    first, second = (held(box, small_pages, words) for words in ("l", "av"))
    answer_late(box.page, second, "Lavrov")
    expect(options(box.page)).to_have_text(["Lavrov minister"])
    answer_late(box.page, first, "Li")
    assert options(box.page).all_text_contents() == ["Lavrov minister"]


def test_an_answer_that_comes_when_one_has_left_opens_nothing(small_pages: SmallPages) -> None:
    box = opened(small_pages)
    small_pages.hold("/people/")
    request = held(box, small_pages, "lav")
    box.page.locator("#next").focus()
    answer_late(box.page, request, "Lavrov")
    expect_closed(box)
    assert options(box.page).count() == 0


def test_only_the_last_of_several_values_is_completed(small_pages: SmallPages) -> None:
    box = opened(small_pages, 'data-separator=";"')
    typed(box, "Wang Yi;lav")
    expect(options(box.page)).to_have_count(2)
    assert small_pages.asked == [("/people/", {"q": "lav"})]
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("Wang Yi; LAVROV")


def test_what_is_not_there_can_be_created(small_pages: SmallPages) -> None:
    box = opened(small_pages, 'data-creates="+"', people())
    typed(box, "Ma Zhaoxu")
    expect(options(box.page)).to_have_text(["Create “Ma Zhaoxu”"])
    expect(box.page.get_by_role("status")).to_have_text("0 suggestions")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("+ Ma Zhaoxu")


@pytest.mark.parametrize("words", ["+ Ma", "Wang Yi [wang-yi]", "  "])
def test_what_is_decided_already_is_not_asked_about(small_pages: SmallPages, words: str) -> None:
    box = opened(small_pages, 'data-creates="+"')
    box.focus()
    typed(box, "l")
    expect(options(box.page)).to_have_count(3)
    box.fill(words)
    box.page.clock.run_for(QUIET)
    expect_closed(box)
    assert len(small_pages.asked) == 1


def test_an_eager_one_opens_before_anything_is_typed(small_pages: SmallPages) -> None:
    box = opened(small_pages, "data-eager")
    box.focus()
    box.page.clock.run_for(QUIET)
    expect(options(box.page)).to_have_count(2)
    assert small_pages.asked == [("/people/", {"q": ""})]


def test_other_scripts_add_parameters(small_pages: SmallPages) -> None:
    box = opened(small_pages)
    box.page.evaluate(
        "addEventListener('combobox:ask', ({ detail }) => detail.params.set('date', '2024'))"
    )
    typed(box, "lav")
    expect(options(box.page)).to_have_count(2)
    assert small_pages.asked == [("/people/", {"q": "lav", "date": "2024"})]


def test_an_input_that_is_added_later_needs_no_further_word(small_pages: SmallPages) -> None:
    box = opened(small_pages)
    box.page.evaluate(
        "document.querySelector('form').insertAdjacentHTML("
        "'beforeend', '<input id=\"added\" data-suggest=\"/people/\">')"
    )
    added = box.page.locator("#added")
    typed(added, "lav")
    expect(options(box.page)).to_have_count(2)
    added.press("ArrowDown")
    added.press("Enter")
    expect(added).to_have_value("LAVROV")
    expect(box).to_have_value("")


# What the register's own /suggest/ answers: a page, whose sections are groups.
PAGE = """<!doctype html><main><div id="suggestions">
<section><h2>People</h2><ul>
  <li><a data-key="wang-yi" data-typed="person:wang-yi" href="#">Wang Yi</a>
    <span lang="zh-Hans">王毅</span> <small>China</small></li>
</ul></section>
<section><h2>Countries</h2><ul>
  <li><a data-key="CHN" data-typed="country:CHN" href="#">China</a></li>
</ul></section>
</div></main>"""


def test_groups_have_their_captions_and_names_their_language(small_pages: SmallPages) -> None:
    box = opened(small_pages, "data-submits")
    small_pages.answer("/people/", PAGE, "text/html")
    typed(box, "chi")
    groups = box.page.get_by_role("group")
    expect(groups).to_have_count(2)
    expect(box.page.get_by_role("group", name="People")).to_contain_text("Wang Yi 王毅 China")
    expect(box.page.get_by_role("group", name="Countries").get_by_role("option")).to_have_text(
        ["China"]
    )
    expect(box.page.locator("[lang=zh-Hans]")).to_have_text("王毅")
    expect(box.page.get_by_role("status")).to_have_text("2 suggestions")


def test_a_choice_is_sent_at_once_where_the_form_says_so(small_pages: SmallPages) -> None:
    box = opened(small_pages, "data-submits")
    small_pages.answer("/people/", PAGE, "text/html")
    typed(box, "chi")
    expect(options(box.page)).to_have_count(2)
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect_sent(small_pages, {"person": "country:CHN"})


def labelled(pages: SmallPages) -> Locator:
    """Return an input that shows a name where the form sends a key."""
    box = opened(pages, 'value="wang-yi" data-label="Wang Yi"')
    pages.answer("/people/", PAGE, "text/html")
    return box


def sent(box: Locator) -> list[list[str]]:
    """Return what the form would send."""
    pairs: list[list[str]] = box.evaluate("(input) => [...new FormData(input.form).entries()]")
    return pairs


def test_a_name_is_shown_and_its_key_is_sent(small_pages: SmallPages) -> None:
    box = labelled(small_pages)
    expect(box).to_have_value("Wang Yi")
    assert sent(box) == [["person", "wang-yi"]]
    box.fill("")
    assert sent(box) == [["person", ""]]
    typed(box, "chi")
    assert sent(box) == [["person", "chi"]]
    expect(options(box.page)).to_have_count(2)
    expect(box.page.get_by_role("group")).to_have_count(0)
    box.press("ArrowUp")
    box.press("Enter")
    expect(box).to_have_value("China")
    assert sent(box) == [["person", "CHN"]]


def test_names_are_shown_in_what_htmx_brings(small_pages: SmallPages) -> None:
    box = labelled(small_pages)
    box.page.evaluate(
        "document.querySelector('form').insertAdjacentHTML('beforeend', "
        '\'<input id="added" name="also" value="CHN" data-suggest="/people/" '
        'data-label="China">\');'
        "document.dispatchEvent(new Event('htmx:afterSettle'))"
    )
    expect(box.page.locator("#added")).to_have_value("China")
    assert sent(box) == [["person", "wang-yi"], ["also", "CHN"]]


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_an_input_that_completes_takes_what_was_typed_exactly_or_the_first(
    small_pages: SmallPages, key: str
) -> None:
    box = opened(small_pages, "data-completes", people("Lavrov", "Lavigne", "Lavr"))
    typed(box, "lav")
    expect(options(box.page)).to_have_count(3)
    box.press(key)
    expect(box).to_have_value("LAVROV")
    box.fill("")
    typed(box, "lavr")
    expect(options(box.page)).to_have_count(3)
    box.press(key)
    expect(box).to_have_value("LAVR")
    assert [path for path, _ in small_pages.asked] == ["/people/", "/people/"]


def test_nothing_is_created_by_a_single_key(small_pages: SmallPages) -> None:
    box = opened(small_pages, 'data-completes data-creates="+"', people())
    typed(box, "lavrow")
    expect(options(box.page)).to_have_count(1)
    box.press("Enter")
    expect_marked(box, 0)
    expect(box).to_have_value("lavrow")
    box.press("Enter")
    expect(box).to_have_value("+ lavrow")
    box.fill("")
    typed(box, "lavrow")
    expect(options(box.page)).to_have_count(1)
    box.press("Tab")
    expect(box).to_have_value("lavrow")


def test_a_key_takes_nothing_for_an_empty_input_or_from_an_older_list(
    small_pages: SmallPages,
) -> None:
    box = opened(small_pages, "data-completes data-eager")
    box.focus()
    box.page.clock.run_for(QUIET)
    expect(options(box.page)).to_have_count(2)
    box.press("Tab")
    expect(box).to_have_value("")
    box.focus()
    typed(box, "lav")
    expect(options(box.page)).to_have_count(2)
    box.press_sequentially("x")
    box.press("Tab")
    expect(box).to_have_value("lavx")
