"""Entering meetings by hand in Chromium: the story beside the form, rows, lists, the guard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import Capture, Meeting, Participation
from tests.browser.test_desk_axe import assert_accessible
from tests.browser.test_desk_forms import session_of
from tests.drafts import Rio, account_of, holder, rio, state

DESK = "/admin/meetings"
TEXT = """The ministers met in Rio.

“We are at a stage without precedent,” Sergey Lavrov said after the talks.

Both sides agreed to meet again."""
PRESIDENTS = (
    ("KGZ", "Kyrgyzstan", "Sadyr Japarov"),
    ("BLR", "Belarus", "Alexander Lukashenko"),
    ("TJK", "Tajikistan", "Emomali Rahmon"),
    ("UZB", "Uzbekistan", "Shavkat Mirziyoyev"),
    ("AZE", "Azerbaijan", "Ilham Aliyev"),
)


@pytest.fixture
def story(transactional_db: None) -> Rio:
    """The Rio story with its captured text."""
    story = rio()
    Capture.objects.create(
        source=story.source, taken="2024-11-20T00:00:00Z", text=TEXT, sha256="0" * 64
    )
    return story


@pytest.fixture
def desk(page: Page, live_server: LiveServer, story: Rio) -> Iterator[Page]:
    """A browser of an editor, left when the server has answered everything."""
    page.context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.wait_for_load_state("networkidle")
    assert complaints == []


def open_meeting(desk: Page, live_server: LiveServer, meeting: Meeting) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/{meeting.pk}/change/")


def save(desk: Page) -> None:
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


# Mark the words from one text to another in the captured text.
MARK = """(words) => {
  const walker = document.createTreeWalker(
    document.querySelector(".desk-story-text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(words);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + words.length);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return true;
  }
  return false;
}"""


def test_a_marked_sentence_becomes_a_quotation_of_the_speakers_report(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    open_meeting(desk, live_server, story.with_russia)
    expect(desk.locator(".desk-story-reports")).to_contain_text("report 1, 2")
    lavrov = desk.locator(".desk-quote-as").get_by_role("button", name="Sergey Lavrov")
    expect(lavrov).to_be_disabled()
    assert desk.evaluate(MARK, "We are at a stage without precedent")
    lavrov.click()
    # The second report is that of Russia.
    expect(desk.locator("#id_reports-0-new_quotations")).to_have_value("")
    expect(desk.locator("#id_reports-1-new_quotations")).to_have_value(
        "Sergey Lavrov: We are at a stage without precedent"
    )
    assert desk.evaluate(MARK, "Both sides agreed to meet again.")
    desk.get_by_role("button", name="Somebody else").click()
    # Who said it is typed where the caret is.
    expect(desk.locator("#id_reports-0-new_quotations")).to_be_focused()
    desk.keyboard.type("China")
    save(desk)
    report = story.with_russia.reports.get(voices__code="RUS")
    assert [str(row) for row in report.statements.order_by("-pk")][:1] == [
        "Sergey Lavrov: We are at a stage without precedent"
    ]
    report = story.with_russia.reports.get(voices__code="CHN")
    assert [str(row) for row in report.statements.all()] == [
        "China: Both sides agreed to meet again."
    ]
    expect(desk.get_by_text("0 of 2 topics with words, 1 quotation")).to_be_visible()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (1600, True), (800, False)])
def test_the_story_stands_beside_the_form_where_there_is_room(
    desk: Page, live_server: LiveServer, story: Rio, width: int, beside: bool
) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    open_meeting(desk, live_server, story.with_russia)
    text = desk.locator(".desk-story-text")
    expect(text).to_be_visible() if beside else expect(text).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    form, panel = (desk.locator(one).bounding_box() for one in ("#meeting_form", ".desk-story"))
    assert form is not None
    assert panel is not None
    assert (panel["x"] >= form["x"] + form["width"]) == beside
    desk.locator(".desk-story > summary").click()
    expect(text).to_be_hidden() if beside else expect(text).to_be_visible()


def test_the_story_of_a_chosen_source_appears(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    expect(desk.locator(".desk-story")).to_be_hidden()
    desk.locator("#id_reports-0-source").press_sequentially("foreign min")
    expect(desk.locator(".combobox-list:visible .combobox-option").first).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Both sides agreed to meet again.")).to_be_visible()
    # The day of publication is proposed, with what it makes of the date.
    desk.get_by_role("button", name="Published 19 November 2024").click()
    expect(desk.locator("#id_date")).to_have_value("[2024-11-17..2024-11-19]")
    expect(desk.locator("#id_date_basis")).to_have_value("publication")
    desk.locator("#id_date").fill("Monday")
    desk.locator("#id_date_basis").select_option("stated")
    desk.locator("#id_date").blur()
    expect(desk.locator("#id_date_understood")).to_have_text("Understood: 18 November 2024")


def test_an_official_document_fills_its_report(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    publisher = story.source.publisher
    publisher.kind, publisher.actor = "ministry", story.lavrov.office.actor
    publisher.save()
    desk.goto(f"{live_server.url}{DESK}/meeting/add/")
    desk.locator("#id_reports-0-source").press_sequentially("foreign min")
    expect(desk.locator(".combobox-list:visible .combobox-option").first).to_be_visible()
    desk.keyboard.press("Tab")
    voices = desk.locator("#id_reports-0-voice_names")
    expect(voices).to_have_value("Russia [RUS]")
    expect(voices).to_have_css("border-top-style", "dashed")
    expect(desk.locator("#id_reports-0-extent")).to_have_value("whole")


def test_rows_are_moved_by_buttons_and_by_keys(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    Participation.objects.create(
        meeting=story.with_russia, actor=state("IND", "India"), position=2, basis="actor_only"
    )
    open_meeting(desk, live_server, story.with_russia)
    desk.locator("#participations-2").get_by_role("button", name="Move up").click()
    desk.locator("#id_participations-0-person").focus()
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#id_participations-0-person")).to_be_focused()
    shown = desk.locator(".desk-line:not(.empty-form) [name$=-actor]")
    assert [one.input_value() for one in shown.all()] == [
        "India [IND]",
        "China [CHN]",
        "Russia [RUS]",
    ]
    save(desk)
    rows = story.with_russia.participations.all()
    assert [row.actor.code for row in rows] == ["IND", "CHN", "RUS"]


def test_a_new_row_may_be_moved_up_and_another_removed(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    state("IND", "India")
    open_meeting(desk, live_server, story.with_russia)
    for code in ("IND", "BRA"):
        desk.get_by_role("button", name="Add another Participant").click()
        desk.keyboard.type(code)
        expect(desk.locator(".combobox-list:visible .combobox-option").first).to_be_visible()
        desk.keyboard.press("Enter")
    desk.locator("#id_participations-2-actor").focus()
    desk.keyboard.press("Alt+ArrowUp")
    desk.keyboard.press("Alt+ArrowUp")
    desk.locator("#participations-3 .inline-deletelink").click()
    expect(desk.locator("#participations-3")).to_have_count(0)
    save(desk)
    rows = story.with_russia.participations.all()
    assert [row.actor.code for row in rows] == ["IND", "CHN", "RUS"]


def test_a_participant_is_one_line(desk: Page, live_server: LiveServer, story: Rio) -> None:
    desk.set_viewport_size({"width": 1280, "height": 900})
    open_meeting(desk, live_server, story.with_russia)
    box = desk.locator("#participations-1").bounding_box()
    assert box is not None
    assert box["height"] < 45
    more = desk.locator("#participations-1").get_by_text("More")
    more.click()
    expect(desk.locator("#id_participations-1-role")).to_be_visible()
    assert_accessible(desk, 1280)


def test_a_pasted_delegation_becomes_rows(desk: Page, live_server: LiveServer, story: Rio) -> None:
    open_meeting(desk, live_server, story.with_russia)
    desk.get_by_text("Paste a delegation").click()
    desk.locator("#id_delegation_of").fill("Russia [RUS]")
    desk.locator("#id_delegation").fill("Sergey Ryabkov, Deputy Minister\n- Anna Nova (Adviser)")
    desk.get_by_role("button", name="Make rows of them").click()
    person = desk.locator("#id_participations-3-person")
    expect(person).to_have_value("+ Anna Nova")
    expect(desk.locator("#id_participations-2-title_as_reported")).to_have_value("Deputy Minister")
    expect(person).to_have_css("border-top-style", "dashed")
    save(desk)
    rows = story.with_russia.participations.all()
    assert [(str(row), row.role) for row in rows][2:] == [
        ("Sergey Ryabkov (Russia)", "delegation"),
        ("Anna Nova (Russia)", "delegation"),
    ]


def test_a_twin_is_shown_while_one_types_and_takes_the_account(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    desk.goto(f"{live_server.url}{DESK}/meeting/add/?source={story.source.pk}")
    desk.locator("#id_date").fill("19 November 2024")
    for row, (code, person) in enumerate([("CHN", "Wang Yi"), ("RUS", "Sergey Lavrov")]):
        desk.locator(f"#id_participations-{row}-actor").fill(code)
        desk.locator(f"#id_participations-{row}-person").fill(person)
        desk.locator(f"#id_participations-{row}-person").blur()
    desk.locator("#id_reports-0-voice_names").fill("India")
    twin = desk.get_by_role("region", name="Perhaps the same meeting")
    expect(twin).to_contain_text("the same participants, days that overlap")
    assert_accessible(desk, 1280)
    desk.get_by_role("button", name="Add this account to that meeting").click()
    expect(desk.get_by_role("heading", name="Add this account to a meeting")).to_be_visible()
    expect(desk.get_by_text("India, in TRT World")).to_be_visible()
    assert_accessible(desk, 1280)
    desk.get_by_role("button", name="Add the account").click()
    expect(desk.get_by_text("1 account added from")).to_be_visible()
    assert story.with_russia.reports.filter(voices__code="IND").count() == 1
    assert Meeting.objects.count() == 2


def call_of(story: Rio) -> Meeting:
    for code, name, person in PRESIDENTS:
        holder(state(code, name), person, "President", "head_of_state", "2020-10")
    call = Meeting.objects.create(date="2024-11-19", channel="call")
    for tenure in (story.lavrov, story.wang):
        Participation.objects.create(
            meeting=call, actor=tenure.office.actor, person=tenure.person, tenure=tenure
        )
    account_of(call, story.source, story.lavrov.office.actor)
    return call


def paste_five(page: Page) -> None:
    """From the page of the call: paste five names, look at them, make the drafts."""
    page.get_by_role("link", name="The same with others").click()
    page.locator("#id_names").fill("\n".join(person for _, _, person in PRESIDENTS))
    page.get_by_role("button", name="Look the names up").click()
    expect(page.locator("#id_others-4-actor")).to_have_value("Azerbaijan [AZE]")


def test_five_pasted_names_become_five_drafts(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    open_meeting(desk, live_server, call_of(story))
    paste_five(desk)
    assert_accessible(desk, 1280)
    desk.get_by_role("button", name="Make the drafts").click()
    expect(desk.get_by_text("5 drafts made.")).to_be_visible()
    expect(desk.get_by_role("link", name=re.compile("Sergey Lavrov.*Ilham Aliyev"))).to_be_visible()
    assert Meeting.objects.filter(channel="call", reports__source=story.source).count() == 6


def test_they_do_so_without_scripts(browser: Browser, live_server: LiveServer, story: Rio) -> None:
    call = call_of(story)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([session_of(live_server)])  # type: ignore[list-item]
    page = context.new_page()
    open_meeting(page, live_server, call)
    # Rows have numbers, and the story stands open.
    page.locator("#id_participations-1-ORDER").fill("1")
    page.locator("#id_participations-0-ORDER").fill("2")
    expect(page.get_by_text("Both sides agreed to meet again.")).to_be_visible()
    page.locator("[name=_continue]").click()
    assert [row.actor.code for row in call.participations.all()] == ["CHN", "RUS"]
    paste_five(page)
    page.locator("[name=_make]").click()
    expect(page.get_by_text("5 drafts made.")).to_be_visible()
    context.close()


def test_another_meeting_begins_where_the_next_thing_is_typed(
    desk: Page, live_server: LiveServer, story: Rio
) -> None:
    open_meeting(desk, live_server, story.with_russia)
    desk.get_by_role("button", name="Save and add another").click()
    expect(desk.locator("#id_participations-1-actor")).to_be_focused()
    expect(desk.locator("#id_participations-0-person")).to_have_css("border-top-style", "dashed")
    desk.get_by_label("the first side").uncheck()
    desk.get_by_role("button", name="Begin with these").click()
    expect(desk.locator("#id_participations-0-actor")).to_have_value("")
    expect(desk.locator("#id_participations-0-actor")).to_be_focused()
    expect(desk.locator("#id_date")).to_have_value("[2024-11-18..2024-11-19]")
