"""Five kinds of stories, in our own words, from paste to review by the reader of the register.

By hand they took 59 to 125 interactions; at most a third of it is allowed here.
"""

import re
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting
from tests.drafts import editor

from .hand import Hand
from .test_desk_axe import log_in

Met = tuple[str, ...]


@dataclass(frozen=True)
class Retold:
    """A story, by whom it is published, and what is right: people, date, channel, status, place."""

    name: str
    by_hand: int  # interactions counted when stories like it were entered without a reader
    text: str
    expected: tuple[tuple[Met, str, str, str, str], ...]
    publisher: str = ""
    passed: bool = False  # the day that it announces is over: the desk asks about each meeting
    recalled: int = 0  # meetings that the reader takes for background, and the editor does not


STORIES = (
    Retold(
        "a call",
        59,
        """# url: http://en.kremlin.ru/events/president/news/67934
# date: 2022-03-07
Telephone call with the Prime Minister of India

Vladimir Putin spoke by telephone with Prime Minister of the Republic of India Narendra Modi.

They discussed Ukraine and the evacuation of Indian nationals.""",
        ((("Narendra Modi", "Vladimir Putin"), "[2022-03-05..2022-03-07]", "call", "held", ""),),
    ),
    Retold(
        "five calls",
        110,
        """# url: http://en.kremlin.ru/events/president/news/67561
# date: 2022-01-07
Telephone calls with leaders about Kazakhstan

On January 6 and 7, Vladimir Putin had telephone conversations with President of Kyrgyzstan \
Sadyr Japarov, President of Belarus Alexander Lukashenko, President of Tajikistan Emomali Rahmon \
and Prime Minister of Armenia Nikol Pashinyan. Vladimir Putin also spoke by telephone with \
President of Kazakhstan Kassym-Jomart Tokayev.

The developments in Kazakhstan were discussed.""",
        tuple(
            ((other, "Vladimir Putin"), "2022-01-06/2022-01-07", "call", "held", "")
            for other in (
                "Sadyr Japarov",
                "Alexander Lukashenko",
                "Emomali Rahmon",
                "Nikol Pashinyan",
                "Kassym-Jomart Tokayev",
            )
        ),
    ),
    Retold(
        "three announced",
        85,
        """# url: http://en.kremlin.ru/events/president/news/67175
# date: 2021-11-23
Talks of three leaders in Sochi

On November 26, 2021, Vladimir Putin, President of Azerbaijan Ilham Aliyev and Prime Minister of \
Armenia Nikol Pashinyan will meet in Sochi. The leaders will discuss Nagorno-Karabakh. Vladimir \
Putin is also expected to hold bilateral meetings with Ilham Aliyev and Nikol Pashinyan.""",
        tuple(
            (people, "2021-11-26", "in_person", "announced", "Sochi")
            for people in (
                ("Ilham Aliyev", "Nikol Pashinyan", "Vladimir Putin"),
                ("Ilham Aliyev", "Vladimir Putin"),
                ("Nikol Pashinyan", "Vladimir Putin"),
            )
        ),
        passed=True,
    ),
    Retold(
        "five ministers",
        125,
        """Ministers in Cairo reject the maritime accord of Turkey and Libya

January 11, 2020

Egyptian Foreign Minister Sameh Shoukry and his French, Greek and Cypriot counterparts, Jean-Yves \
Le Drian, Nikos Dendias and Nikos Christodoulides, met in Cairo on Wednesday to discuss Libya. The \
Italian Foreign Minister, Luigi Di Maio, joined the talks as an observer.""",
        (
            (
                (
                    "Jean-Yves Le Drian",
                    "Luigi Di Maio",
                    "Nikos Christodoulides",
                    "Nikos Dendias",
                    "Sameh Shoukry",
                ),
                "2020-01-08",
                "in_person",
                "held",
                "Cairo",
            ),
        ),
        publisher="+ Wikinews",
    ),
    Retold(
        "a visit and a summit before",
        100,
        """Greek prime minister speaks of the EastMed pipeline in Washington

January 10, 2020

Greek Prime Minister Kyriakos Mitsotakis met US President Donald Trump in Washington on Tuesday. \
They discussed Libya and Turkey.

On January 2, 2020, Kyriakos Mitsotakis, Israeli Prime Minister Benjamin Netanyahu and Cypriot \
President Nicos Anastasiades met in Athens for a trilateral summit. They discussed natural gas.""",
        (
            (
                ("Donald Trump", "Kyriakos Mitsotakis"),
                "2020-01-07",
                "in_person",
                "held",
                "Washington",
            ),
            (
                ("Benjamin Netanyahu", "Kyriakos Mitsotakis", "Nicos Anastasiades"),
                "2020-01-02",
                "in_person",
                "held",
                "Athens",
            ),
        ),
        publisher="Wikinews",
        recalled=1,
    ),
)


@pytest.mark.django_db(transaction=True)
def test_five_stories_from_paste_to_review(page: Page, live_server: LiveServer) -> None:
    call_command("load_reference", verbosity=0)
    log_in(page, live_server, editor("ada"))
    for story in STORIES:
        known = set(Meeting.objects.values_list("pk", flat=True))
        hand = Hand(page)
        page.goto(f"{live_server.url}/admin/")
        enter(hand, story)
        meetings = Meeting.objects.exclude(pk__in=known)
        assert sorted(map(told, meetings)) == sorted(story.expected), story.name
        assert {meeting.status for meeting in meetings} == {"in_review"}, story.name
        print(f"{hand.interactions:>3} of {story.by_hand}  {story.name}")  # noqa: T201 - shown by pytest -s, quoted in notes
        assert hand.interactions <= story.by_hand / 3, story.name


def enter(hand: Hand, story: Retold) -> None:
    """Paste a story, name its publisher where that is not known, accept all and hand in."""
    page, number = hand.page, len(story.expected)
    hand.fill("#id_text", story.text)
    hand.click(page.get_by_role("button", name="Read it"))
    if story.publisher:
        hand.fill("#id_source-publisher", story.publisher)
        hand.press("#id_source-publisher", "Tab")
    if story.recalled:
        hand.click(".story-background > summary")
        for card in page.locator(".story-background .story-card").all():
            hand.click(card.get_by_label("Accept"))
    hand.click(page.get_by_role("button", name=re.compile(f"Accept {number} and hand in")))
    handed_in = "Accepted as a draft" if story.passed else "Accepted and handed to review"
    expect(page.get_by_text(handed_in)).to_have_count(number)
    if story.passed:
        for address in addresses_of_doubtful(page, number):
            say_that_it_is_so(hand, address)


def addresses_of_doubtful(page: Page, number: int) -> list[str]:
    """Return the addresses of the drafts that wait for an answer."""
    sentences = page.locator(".messagelist li").filter(has_text="say whether it is so")
    expect(sentences).to_have_count(number)
    return [str(link.get_attribute("href")) for link in sentences.get_by_role("link").all()]


def say_that_it_is_so(hand: Hand, address: str) -> None:
    """Open a doubtful draft, confirm it and hand it in."""
    page = hand.page
    hand.go(page.url.split("/admin/")[0] + address)
    hand.click(page.get_by_label("Yes, it is so"))
    hand.click(page.get_by_role("button", name="Save and submit for review"))
    expect(page.locator(".messagelist")).to_contain_text("review")


def told(meeting: Meeting) -> tuple[Met, str, str, str, str]:
    """Return who met, when, how, whether it took place, and where."""
    people = sorted(meeting.participations.values_list("person__name", flat=True))
    occurrence = meeting.reports.get().occurrence
    place = meeting.place.name if meeting.place else ""
    return tuple(people), meeting.date, meeting.channel, occurrence, place
