"""One real story from the desk to the permalink, entered by hand in a browser.

Every field filled, key that chooses and click counts as one interaction. The register has
reference data, but none of the people and no publisher.
"""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting, Person, Publisher, Version
from tests.drafts import editor, reviewer

from .hand import Hand

MOST_INTERACTIONS = 80
SUMMIT = "g20-2024-rio-de-janeiro"
QUOTE = (
    "We are truly at an unprecedented stage in the development of our strategic relations "
    "of a comprehensive partnership"
)


# Of the reference data, who stands in the story.
KNOWN_PEOPLE = ["wang-yi", "sergey-lavrov", "subrahmanyam-jaishankar"]
KNOWN_PUBLISHERS = ["trt-world", "reuters"]


@pytest.mark.django_db(transaction=True)
def test_the_rio_story_from_the_desk_to_the_permalink(page: Page, live_server: LiveServer) -> None:
    call_command("load_reference", verbosity=0)
    editor("ada")
    reviewer("grace")
    # The story of somebody and some publisher that nobody has heard of: all is made in place.
    Person.objects.filter(slug__in=KNOWN_PEOPLE).delete()
    Publisher.objects.filter(slug__in=KNOWN_PUBLISHERS).delete()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(f"Error: {error}"))

    hand = Hand(page)
    page.goto(f"{live_server.url}/admin/")
    with hand.step("editor logs in"):
        log_in(hand, "ada")
    with hand.step("source"):
        enter_source(hand)
    with hand.step("first meeting"):
        enter_first_meeting(hand)
    with hand.step("second meeting"):
        enter_second_meeting(hand)
    with hand.step("reviewer logs in"):
        hand.click(page.get_by_role("button", name="Log out"))
        page.goto(f"{live_server.url}/admin/")
        log_in(hand, "grace")
    with hand.step("publication"):
        publish_both(hand)
    with hand.step("log out"):
        hand.click(page.get_by_role("button", name="Log out"))
    with hand.step("analyst"):
        find_and_open(hand, live_server.url)

    for name, number in hand.steps.items():
        print(f"{number:>3}  {name}")  # noqa: T201 - shown by pytest -s, quoted in notes
    print(f"{hand.interactions:>3}  in all")  # noqa: T201
    assert hand.interactions <= MOST_INTERACTIONS
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert [text for text in complaints if text.startswith("Error")] == []


def log_in(hand: Hand, name: str) -> None:
    hand.fill("#id_username", name)
    hand.fill("#id_password", f"{name}-password")
    hand.click(hand.page.get_by_role("button", name="Log in"))
    expect(hand.page.get_by_role("heading", name="Desk")).to_be_visible()


def enter_source(hand: Hand) -> None:
    hand.click("#content-main .model-source .addlink")
    hand.fill("#id_publisher", "+ TRT World")
    hand.fill("#id_via", "+ Reuters")
    hand.fill("#id_title", "Chinese, Russian foreign ministers discuss Ukraine at G20")
    hand.fill("#id_url", "https://news.example/g20-rio")
    hand.fill("#id_published", "November 19, 2024")
    hand.page.locator("#id_published").blur()
    expect(hand.page.locator("#id_published_understood")).to_have_text(
        "Understood: 19 November 2024"
    )
    hand.click(hand.page.get_by_role("button", name="Save and add a meeting from it").last)


def enter_first_meeting(hand: Hand) -> None:
    page = hand.page
    hand.fill("#id_summit", "G20 Rio")
    expect(page.get_by_role("option").first).to_contain_text("G20")
    hand.click(page.get_by_role("option", name="G20 summit, Rio de Janeiro 2024"))
    hand.click("#id_sidelines")
    expect(page.locator("#id_place")).to_have_value(re.compile("Rio de Janeiro"))
    participant(hand, 0, "CHN", "+ WANG Yi", "Minister of Foreign Affairs")
    participant(hand, 1, "RUS", "+ Sergey LAVROV", "Minister of Foreign Affairs")
    hand.fill("#id_reports-0-voice_names", "CHN")
    hand.fill("#id_reports-0-topic_names", "Ukraine; Korean Peninsula")
    hand.fill("#id_reports-1-voice_names", "RUS")
    hand.click(page.get_by_role("button", name="Save and continue editing").last)
    expect(page.locator("#id_participations-1-person")).to_have_value(re.compile("Lavrov"))
    with page.expect_popup() as opened:
        hand.click(page.get_by_role("link", name="Topics and statements…").nth(1))
    enter_quote(hand, opened.value)
    hand.click(page.get_by_role("button", name="Save and submit for review").last)
    expect(page.get_by_text("Saved and handed to review.")).to_be_visible()


def participant(hand: Hand, row: int, actor: str, person: str, office: str = "") -> None:
    hand.fill(f"#id_participations-{row}-actor", actor)
    hand.fill(f"#id_participations-{row}-person", person)
    if office:
        hand.fill(f"#id_participations-{row}-tenure", office)


def enter_quote(hand: Hand, popup: Page) -> None:
    hand.fill(popup.locator("#id_statements-0-speaker"), "Sergey Lavrov")
    hand.fill(popup.locator("#id_statements-0-text"), QUOTE)
    hand.click(popup.locator("#id_statements-0-translated"))
    with popup.expect_event("close"):
        hand.click(popup.get_by_role("button", name="Save", exact=True).last)


def enter_second_meeting(hand: Hand) -> None:
    page = hand.page
    hand.click(page.get_by_role("link", name="Add another meeting from"))
    hand.fill("#id_summit", "G20 Rio")
    expect(page.get_by_role("option").first).to_contain_text("G20")
    hand.press("#id_summit", "ArrowDown")
    hand.press("#id_summit", "Enter")
    hand.click("#id_sidelines")
    participant(hand, 0, "CHN", "Wang Yi")
    participant(hand, 1, "IND", "+ Subrahmanyam JAISHANKAR", "Minister of External Affairs")
    expect(page.locator("#id_participations-0-tenure")).to_have_value(re.compile("Minister"))
    hand.fill("#id_reports-0-voice_names", "CHN")
    hand.fill("#id_reports-0-topic_names", "Direct flights")
    hand.click(page.get_by_role("button", name="Save and submit for review").last)
    expect(page.get_by_text("Saved and handed to review.")).to_be_visible()


def publish_both(hand: Hand) -> None:
    page = hand.page
    hand.click(page.get_by_role("link", name="Meetings", exact=True).first)
    for name in ("Sergey Lavrov (Russia)", "Subrahmanyam Jaishankar (India)"):
        hand.click(page.locator("#result_list").get_by_role("link", name=name))
        hand.click(page.get_by_role("link", name="Publish…"))
        hand.click(page.get_by_role("button", name="Publish", exact=True))
        expect(page.get_by_text("Published: ")).to_be_visible()


def find_and_open(hand: Hand, url: str) -> None:
    page = hand.page
    hand.go(f"{url}/meetings/?country=CHN&summit={SUMMIT}")
    found = page.get_by_role("region", name="Meetings")
    expect(found).to_contain_text("Lavrov")
    expect(found).to_contain_text("Jaishankar")
    hand.go(f"{url}/meetings/?country=CHN&country=RUS")
    expect(found).to_contain_text("Lavrov")
    expect(found).not_to_contain_text("Jaishankar")
    address = Version.objects.get(record__title__contains="Lavrov").record
    hand.click(page.locator(f"main a[href*='/meetings/{address.public_id}/']").first)
    expect(page).to_have_url(f"{url}/meetings/{address.public_id}/{address.slug}/")
    text = page.locator("main").inner_text()
    for shown in ("Wang Yi", "Sergey Lavrov", "Rio de Janeiro", "Ukraine", "TRT World", QUOTE):
        assert shown in text, shown
    assert "not mentioned" not in text.lower()
    assert Meeting.objects.filter(status="published").count() == 2
