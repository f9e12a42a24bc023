"""The page where a story becomes meetings: proposed, corrected, accepted, handed in."""

from random import Random

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Capture, Meeting, Person, ReportTopic, Source, Statement, Story
from tests.drafts import Rio, editor
from tests.stories import TEXT

from .forms import inputs_of
from .story_pages import decided, page_of, paste, problems_of, send
from .test_hostile_posts import posts

pytestmark = pytest.mark.django_db


def test_a_pasted_story_is_shown_with_what_is_proposed(desk: Client, read: None) -> None:
    address = paste(desk)
    values = page_of(desk, address)
    assert values["m1-p1-person"].startswith("Wang Yi [#")
    assert values["m1-p2-actor"] == "Russia [RUS]"
    assert values["m2-p3-person"] == "+ Lin Meng"
    assert values["m1-date"] == "[2024-11-18..2024-11-19]"
    assert values["m1-a1-voice_names"] == "Russia [RUS]"
    assert values["m1-a1-q1-translated"] == "on"
    assert values["source-publisher"] == "+ Gazette"
    decisions = [values[f"m{number}-decision"] for number in (1, 2, 3)]
    assert decisions == ["accept", "accept", "drop"]
    page = desk.get(address).content.decode()
    assert "1 older meeting that the story recalls" in page
    assert 'class="vTextField typed desk-filled"' in page


def test_the_text_is_there_whole_with_its_sentences_marked(desk: Client, read: None) -> None:
    response = desk.get(paste(desk))
    pieces = response.context["pieces"]
    assert "".join(piece.text for piece in pieces) == TEXT
    marked = {piece.text: piece.numbers for piece in pieces if piece.numbers}
    assert marked["told Wang Yi in Rio"] == (1,)
    assert marked["They spoke of Ukraine."] == (1,)
    assert marked["In October Wang Yi met Lavrov in Beijing."] == (3,)


def test_both_meetings_are_accepted_and_handed_in(desk: Client, read: None) -> None:
    address = paste(desk)
    response = send(desk, address, decided(page_of(desk, address)), "_hand_in")
    assert response.status_code == 302, problems_of(response)
    first, second = Meeting.objects.order_by("pk")
    assert (first.status, second.status) == ("in_review", "in_review")
    assert [str(row) for row in first.participations.all()] == [
        "Wang Yi (China)",
        "Sergey Lavrov (Russia)",
    ]
    assert first.participations.all()[0].title_as_reported == "Foreign Minister"
    assert str(first.participations.all()[1].tenure).startswith("Sergey Lavrov")
    assert first.sidelines
    source = Source.objects.get(publisher__name="Gazette")
    capture = Capture.objects.get()
    assert (capture.source, capture.text) == (source, TEXT)
    reports = [meeting.reports.get() for meeting in (first, second)]
    assert [(report.source, report.capture) for report in reports] == [(source, capture)] * 2
    statement = Statement.objects.get(report=reports[0])
    assert (statement.text, statement.translated) == ("We are at a stage without precedent", True)
    topic = ReportTopic.objects.get(report=reports[0])
    assert TEXT[topic.span_start : topic.span_end] == "They spoke of Ukraine."
    assert not ReportTopic.objects.filter(report=reports[1]).exists()
    assert Person.objects.filter(name="Lin Meng").count() == 1
    story = Story.objects.get()
    assert (story.state, story.source) == ("taken_in", source)
    assert [row.key for row in story.accepted.all()] == ["m1", "m2"]


def test_the_same_button_pressed_twice_accepts_once(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    assert send(desk, address, values, "_accept").status_code == 302
    assert send(desk, address, values, "_accept").status_code == 302
    assert Meeting.objects.count() == 2
    assert Capture.objects.count() == 1


def test_one_card_is_accepted_and_the_other_kept_for_later(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {"m1-p1-person": "+ Lin Meng"}
    response = desk.post(address, values | {"_accept": "m2"})
    assert response.status_code == 302
    assert Meeting.objects.count() == 1
    story = Story.objects.get()
    assert story.state == "begun"
    again = page_of(desk, address)
    lin = Person.objects.get(name="Lin Meng")
    assert again["m1-p1-person"] == f"Lin Meng [#{lin.pk}]"
    assert "m2-date" not in again
    response = send(desk, address, decided(again), "_accept")
    assert response.status_code == 302, problems_of(response)
    assert Meeting.objects.count() == 2
    assert Capture.objects.count() == 1
    assert Story.objects.get().state == "taken_in"


def test_what_is_wrong_is_said_and_all_is_kept(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {
        "m1-p1-person": "Nobody Known",
        "m2-date": "tomorrow or so",
        "m2-p1-person": "",
        "m2-p1-actor": "",
    }
    response = send(desk, address, values, "_accept")
    assert response.status_code == 422
    problems = problems_of(response)
    assert problems[0].startswith("Meeting 1, participant 1, Person: No person is called")
    assert any(one.startswith("Meeting 2, Date: ") for one in problems)
    assert Meeting.objects.count() == 0
    assert page_of(desk, address)["m2-date"] == "tomorrow or so"


def test_words_that_are_no_topic_become_none_unless_an_editor_says_which(
    desk: Client, read: None
) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    assert (values["m2-a1-t1-topic"], values["m2-a1-t1-term_used"]) == ("", "Visas")
    response = send(desk, address, values | {"m2-a1-t1-term_used": "visa"}, "_accept")
    assert problems_of(response) == ["Meeting 2, account 1, topic, Topic: This field is required."]
    values = decided(page_of(desk, address)) | {"m2-a1-t1-topic": "+ Visas"}
    response = send(desk, address, values, "_accept")
    assert response.status_code == 302, problems_of(response)
    assert str(ReportTopic.objects.get(term_used="visa").topic) == "Visas"


def test_no_meeting_is_kept_and_can_be_taken_up_again(desk: Client, read: None) -> None:
    address = paste(desk)
    assert send(desk, address, page_of(desk, address), "_no_meeting").status_code == 302
    assert Story.objects.get().state == "no_meeting"
    assert send(desk, address, page_of(desk, address), "_reopen").status_code == 302
    assert Story.objects.get().state == "begun"


def test_what_was_typed_is_kept_by_every_button(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {"m1-date": "half a d"}
    assert send(desk, address, values, "_no_meeting").status_code == 302
    assert page_of(desk, address)["m1-date"] == "half a d"
    values = decided(page_of(desk, address)) | {"m1-date": "2024-11-18", "m2-decision": "later"}
    assert desk.post(address, values | {"_accept": "m1"}).status_code == 302
    values = decided(page_of(desk, address)) | {"m2-date": "half a day"}
    response = send(desk, address, values, "_no_meeting")
    assert response.status_code == 409
    assert problems_of(response) == [": Meetings of this story were accepted already."]
    assert inputs_of(response, "story")["m2-date"] == "half a day"


def test_a_removed_row_and_a_missed_meeting(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {"m2-p3-remove": "on"}
    response = desk.post(address, values | {"do": "add:m"})
    key = response.headers["Location"].partition("#")[2]
    again = page_of(desk, address)
    assert "m2-p3-person" not in again
    assert again[f"{key}-channel"] == "in_person"
    assert desk.post(address, decided(again) | {"do": f"people:{key}"}).status_code == 302
    assert desk.post(address, page_of(desk, address) | {"do": f"date:{key}"}).status_code == 302
    last = page_of(desk, address)
    people = [text for name, text in last.items() if name.startswith(key) and "-person" in name]
    assert [one.split(" [")[0] for one in people] == ["Wang Yi", "Sergey Lavrov"]
    assert last[f"{key}-date"] == "2024-10"


def test_one_more_like_this_keeps_date_and_first_participant(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    key = desk.post(address, values | {"do": "like:m1"}).headers["Location"].partition("#")[2]
    again = page_of(desk, address)
    people = [text for name, text in again.items() if name.startswith(key) and "-person" in name]
    assert [one.split(" [")[0] for one in people] == ["Wang Yi", ""]
    assert again[f"{key}-date"] == "[2024-11-18..2024-11-19]"


def test_marked_words_become_a_quotation(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address)) | {
        "do": "add:m2-a1-q",
        "words": "“They agreed on direct flights.”",
        "place": "12-40",
    }
    key = desk.post(address, values).headers["Location"].partition("#")[2]
    again = page_of(desk, address)
    assert again[f"{key}-text"] == "They agreed on direct flights."
    assert again[f"{key}-evidence"] == "12-40"


def test_an_account_is_added_to_a_meeting_entered_already(
    desk: Client, read: None, story: Rio
) -> None:
    meeting = Meeting.objects.create(date="2024-11-18")
    address = paste(desk)
    values = page_of(desk, address) | {
        "m1-decision": "accept",
        "m2-decision": "drop",
        "m3-decision": "drop",
        "m1-existing": f"x [{meeting.public_id}]",
    }
    response = send(desk, address, values, "_hand_in")
    assert response.status_code == 302, problems_of(response)
    assert Meeting.objects.count() == 1
    assert meeting.reports.get().source.publisher.name == "Gazette"
    assert Story.objects.get().meetings.get() == meeting


def test_two_editors_lose_nothing(desk: Client, read: None) -> None:
    address = paste(desk)
    ada = page_of(desk, address)
    colleague = Client()
    colleague.force_login(editor("colleague"))
    theirs = page_of(colleague, address) | {"m1-place": "", "m1-setting": "meal"}
    theirs = decided(theirs) | {"m2-p3-remove": "on"}
    assert colleague.post(address, theirs | {"_save": "1"}).status_code == 302
    mine = decided(ada) | {"m1-setting": "reception", "m1-date": "2024-11-18"}
    response = desk.post(address, mine | {"_hand_in": ""})
    assert response.status_code == 409
    assert Meeting.objects.count() == 0
    shown = inputs_of(response, "story")
    assert shown["m1-date"] == "2024-11-18"
    assert shown["m1-setting"] == "reception"
    assert shown["m1-place"] == ""
    assert "m2-p3-person" not in shown
    clashes = [one.label for one in response.context["desk"]["changes"] if one.clash]
    assert clashes == ["m1 setting"]
    assert desk.post(address, decided(shown) | {"_hand_in": ""}).status_code == 302
    assert Meeting.objects.count() == 2


def test_ones_own_earlier_save_is_no_conflict(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    kept = desk.post(address, values | {"m1-setting": "meal", "_autosave": "1"})
    assert kept.status_code == 200
    assert "token" in kept.json()
    assert desk.post(address, values | {"m1-setting": "meal", "_save": "1"}).status_code == 302
    assert Story.objects.get().revision == 2


def test_a_story_that_another_accepted_meanwhile_is_not_accepted_again(
    desk: Client, read: None
) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    colleague = Client()
    colleague.force_login(editor("colleague"))
    theirs = decided(page_of(colleague, address))
    assert send(colleague, address, theirs, "_accept").status_code == 302
    assert send(desk, address, values, "_accept").status_code == 302
    assert Meeting.objects.count() == 2


def test_the_number_of_queries(
    desk: Client, read: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Each card that may be accepted asks for its twins; nothing else grows with the meetings."""
    address = paste(desk)
    desk.get(address)
    with django_assert_num_queries(23):
        desk.get(address)
    for _ in range(5):
        desk.post(address, decided(page_of(desk, address)) | {"do": "like:m1"})
    with django_assert_num_queries(16):
        desk.get(address)


def test_malformed_posts_are_answered(desk: Client, read: None) -> None:
    address = paste(desk)
    values = decided(page_of(desk, address))
    random = Random(11)
    for number in range(60):
        post = posts(random, values) | ({"_hand_in": [""]} if number % 2 else {"_save": ["1"]})
        with transaction.atomic():
            assert desk.post(address, post).status_code < 500, post
            transaction.set_rollback(True)
    strange = {"do": "add:m1-a1-zz", "m99999999999-date": "x", "m1-p1-": "y", "words": "\0"}
    assert desk.post(address, values | strange).status_code < 500
    many = {"m1-date": "x"} | {f"m1-p{number}-person": "x" for number in range(2100)}
    assert desk.post(address, many).status_code == 400
