"""A story becomes meetings in Chromium: by mouse, by keyboard, without scripts, by two editors."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from meetings.admin.stories.page import bookmarklet_to
from meetings.models import Meeting, ReportTopic, Statement, Story
from tests.admin.forms import open_form
from tests.drafts import Rio, editor, rio
from tests.stories import TEXT, use_reader

from .test_desk_axe import assert_accessible, log_in

MOST_INTERACTIONS = 10


@pytest.fixture
def story(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Rio:
    """The register of the Rio story without its meetings, and a reader that reads it."""
    made = rio()
    Meeting.objects.all().delete()
    use_reader(monkeypatch)
    return made


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser says of the pages; that an answer was no page is no complaint."""
    said: list[str] = []
    page.on("console", lambda note: said.append(note.text) if note.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    # The test server has no HTTPS, without which a page’s own wish to be alone counts for nothing.
    expected = ("status of 4", "Opener-Policy header has been ignored")
    assert [text for text in said if not any(words in text for words in expected)] == []


def paste(page: Page, live_server: LiveServer, name: str = "ada") -> None:
    """Log in, paste the story on the desk's first page, and have it read."""
    log_in(page, live_server, editor(name))
    page.goto(f"{live_server.url}/admin/")
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Sergey Lavrov")).to_be_visible()


def test_from_paste_to_both_handed_in(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    interactions = 2  # the story pasted, and the button pressed
    paste(page, live_server)
    publisher = page.locator("#id_source-publisher")
    expect(publisher).to_have_value("+ Gazette")
    publisher.fill("TRT")
    expect(page.get_by_role("option").first).to_contain_text("TRT World")
    publisher.press("Tab")
    page.get_by_role("button", name=re.compile("Accept 2 and hand in")).click()
    interactions += 3
    expect(page.get_by_text("Accepted and handed to review")).to_have_count(2)
    expect(page).to_have_url(f"{live_server.url}/admin/")
    assert [meeting.status for meeting in Meeting.objects.all()] == ["in_review", "in_review"]
    assert interactions <= MOST_INTERACTIONS
    assert Story.objects.get().source.publisher.name == "TRT World"  # type: ignore[union-attr] # it is taken in


def test_a_card_left_out_is_folded_and_not_counted(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    paste(page, live_server)
    card = page.locator("#m2")
    card.get_by_label("Leave out").check()
    expect(card.locator("#m2-p1")).to_be_hidden()
    expect(page.get_by_role("button", name="Accept 1 and hand in")).to_be_visible()


def test_a_row_shows_its_words_and_words_lead_to_their_row(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    paste(page, live_server)
    page.locator("#id_m1-a1-t1-topic").focus()
    expect(page.locator(".story-here")).to_have_text("They spoke of Ukraine.")
    page.locator(".story-mark", has_text="Sergey Lavrov").click()
    expect(page.locator("#id_m1-p2-person")).to_be_focused()


def test_by_keyboard_alone_words_become_evidence_a_quotation_and_a_topic(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    paste(page, live_server)
    text = page.locator("#story-text")
    page.locator("#id_m2-p1-title_as_reported").focus()
    text.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    chosen = str(page.evaluate("getSelection().toString()"))
    assert chosen.startswith("Wang Yi also met")
    page.keyboard.press("e")
    expect(page.locator("#id_m2-p1-evidence")).to_have_value(re.compile(r"\d+-\d+"))
    place = page.locator("#id_m2-p1-evidence").input_value().split("-")
    assert TEXT[int(place[0]) : int(place[1])] == chosen
    page.keyboard.press("ArrowRight")
    page.keyboard.press("q")
    words = page.locator("#m2 .story-quotation textarea")
    expect(words).to_have_value("They agreed on direct flights.")
    expect(words).to_be_focused()
    page.locator("#id_m1-a1-t1-topic").focus()
    page.locator("#story-text").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("t")
    expect(page.locator("#id_m1-a1-t1-line")).to_have_value("They agreed on direct flights.")


def test_characters_beyond_the_first_plane_are_counted_once(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    log_in(page, live_server, editor())
    page.goto(f"{live_server.url}/admin/")
    page.locator("#id_text").fill(f"🇧🇷🇨🇳 Rio. {TEXT}")
    page.get_by_role("button", name="Read it").click()
    page.locator("#id_m1-p1-person").focus()
    page.locator("#story-text").focus()
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(
                document.getElementById("story-text"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("flights");
                if (at < 0) continue;
                getSelection().setBaseAndExtent(
                    walker.currentNode, at, walker.currentNode, at + 7);
            }
        }"""
    )
    page.keyboard.press("e")
    start, end = page.locator("#id_m1-p1-evidence").input_value().split("-")
    assert Story.objects.get().text[int(start) : int(end)] == "flights"


def test_no_meeting_is_one_key(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    paste(page, live_server)
    expect(page.locator("#story-text")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_text("Kept: no meeting in")).to_be_visible()
    assert Story.objects.get().state == "no_meeting"


def test_half_done_work_is_saved_and_taken_up_by_a_colleague(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    page.clock.install()
    paste(page, live_server)
    page.locator("#id_m1-p2-title_as_reported").fill("Foreign Min")
    page.clock.run_for(5000)
    expect(page.locator("#story-saved")).to_contain_text("Saved at")
    colleague = Client()
    colleague.force_login(editor("colleague"))
    address = f"/admin/meetings/story/{Story.objects.get().pk}/change/"
    theirs = open_form(colleague, address, "story")
    assert theirs["m1-p2-title_as_reported"] == "Foreign Min"
    theirs |= {"m1-decision": "accept", "m2-decision": "later", "m3-decision": "drop"}
    theirs |= {"m1-setting": "meal", "_save": "1"}
    assert colleague.post(address, theirs).status_code == 302
    page.locator("#id_m1-p2-title_as_reported").fill("Foreign Minister")
    page.get_by_role("button", name=re.compile("and hand in")).first.click()
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(page.locator("#id_m1-p2-title_as_reported")).to_have_value("Foreign Minister")
    expect(page.locator("#id_m1-setting")).to_have_value("meal")
    assert Meeting.objects.count() == 0


def test_a_file_is_dropped(page: Page, live_server: LiveServer, story: Rio) -> None:
    log_in(page, live_server, editor())
    page.goto(f"{live_server.url}/admin/")
    transfer = page.evaluate_handle(
        """text => { const held = new DataTransfer();
            held.items.add(new File([text], "story.txt", { type: "text/plain" }));
            return held; }""",
        TEXT,
    )
    page.dispatch_event("#paste_form", "drop", {"dataTransfer": transfer})
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Sergey Lavrov")).to_be_visible()
    assert Story.objects.get().file_name == "story.txt"


def test_without_scripts(browser: Browser, live_server: LiveServer, story: Rio) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    paste(page, live_server)
    page.locator("#m2-p3 > .story-line-main").get_by_label("Remove").check()
    page.locator("#m1").get_by_role("button", name="Add a quotation").click()
    page.locator("#m1 .story-quotation textarea").last.fill("We are at a stage")
    page.locator("#m1 .story-quotation").last.get_by_label("Speaker").fill("Wang Yi")
    page.get_by_text("1 older meeting that the story recalls").click()
    page.get_by_role("button", name=re.compile("and hand in")).last.click()
    expect(page.get_by_text("Accepted and handed to review")).to_have_count(2)
    assert Statement.objects.count() == 2
    assert ReportTopic.objects.count() == 1
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark"), (1600, "dark")]
)
def test_the_pages_are_accessible_and_not_too_wide(
    page: Page,
    live_server: LiveServer,
    story: Rio,
    complaints: list[str],
    width: int,
    scheme: str,
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    paste(page, live_server)
    assert_accessible(page, width)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.locator("#id_m1-a1-t1-topic").focus()
    assert_accessible(page, width)
    page.locator("#id_m1-date").fill("no date")
    page.get_by_role("button", name=re.compile("and hand in")).last.click()
    expect(page.get_by_role("heading", name=re.compile("Kept, but not accepted: "))).to_be_visible()
    assert_accessible(page, width)
    for address in ("", "meetings/story/", "meetings/story/add/", "meetings/story/receive/"):
        page.goto(f"{live_server.url}/admin/{address}")
        assert_accessible(page, width)


NEWS = f"""<!doctype html><title>Ministers meet</title><article><h1>Ministers meet</h1>
<p id="first">{TEXT.replace(chr(10) * 2, "</p><p>")}</p></article>"""


def read_elsewhere(page: Page, headers: dict[str, str]) -> None:
    """Open the page of a newspaper."""

    def answer(route: Route) -> None:
        route.fulfill(body=NEWS, content_type="text/html; charset=utf-8", headers=headers)

    page.route("http://news.test/**", answer)
    page.goto("http://news.test/g20?utm_source=x")


def test_a_bookmarklet_sends_the_page_one_reads(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    log_in(page, live_server, editor())
    read_elsewhere(page, {})
    with page.expect_popup() as opened:
        page.evaluate(bookmarklet_to(live_server.url).removeprefix("javascript:"))
    desk = opened.value
    expect(desk.get_by_text("Handed over by news.test.")).to_be_visible()
    expect(desk.locator("#id_url")).to_have_value("http://news.test/g20?utm_source=x")
    assert "#" not in desk.url
    desk.keyboard.press("Enter")  # the button has the focus
    expect(desk.get_by_role("heading", name="Sergey Lavrov")).to_be_visible()
    received = Story.objects.get()
    assert (received.url, received.title) == ("http://news.test/g20?utm_source=x", "Ministers meet")
    assert "direct flights" in received.text
    assert "<p>" not in received.text


def test_a_page_that_talks_to_no_window_gives_its_address(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    log_in(page, live_server, editor())
    read_elsewhere(page, {"Cross-Origin-Opener-Policy": "same-origin"})
    with page.context.expect_page() as opened:
        page.evaluate(bookmarklet_to(live_server.url).removeprefix("javascript:"))
    desk = opened.value
    expect(desk.locator("#id_url")).to_have_value("http://news.test/g20?utm_source=x")
    expect(desk.locator("#id_title")).to_have_value("Ministers meet")


def test_what_is_sent_without_a_login_is_carried_through_it(
    page: Page, live_server: LiveServer, story: Rio, complaints: list[str]
) -> None:
    user = editor()
    read_elsewhere(page, {})
    page.evaluate("getSelection().selectAllChildren(document.getElementById('first'))")
    with page.expect_popup() as opened:
        page.evaluate(bookmarklet_to(live_server.url).removeprefix("javascript:"))
    desk = opened.value
    expect(desk.get_by_text("Handed over by news.test.")).to_be_visible()
    desk.get_by_role("button", name="Read it").click()
    desk.locator("#id_username").fill(user.username)
    desk.locator("#id_password").fill("ada-password")
    desk.get_by_role("button", name="Log in").click()
    desk.get_by_role("button", name="Send it again").click()
    expect(desk.get_by_role("heading", name="Sergey Lavrov")).to_be_visible()
    assert Story.objects.get().text == "Ministers of China, Russia and India meet at the G20"
