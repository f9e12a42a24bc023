"""The permalink of a meeting: what it says, and what it must not say."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import (
    Actor,
    Capture,
    Meeting,
    Participation,
    Person,
    Record,
    Report,
    ReportTopic,
    Topic,
)
from meetings.models.choices import Extent, VersionKind
from meetings.publication.publish import publish
from tests.drafts import rio, state
from tests.register import meeting_of, published_rio

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    """Return the words of a page without its markup, with single spaces."""
    response = client.get(address, follow=True)
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)).replace(" ,", ",").replace(" .", ".")


def permalink(meeting: Meeting) -> str:
    """Return the public address of a published meeting."""
    record = Record.objects.get(public_id=meeting.public_id)
    return f"/meetings/{record.public_id}/{record.slug}/"


def test_the_permalink_tells_the_rio_story(client: Client) -> None:
    story = published_rio()
    text = text_of(client, permalink(story.with_russia))
    for words in (
        "Wang Yi (China) and Sergey Lavrov (Russia), on the sidelines of G20 Rio de Janeiro",
        (
            "When Reported 19 November 2024; day not stated Our sources do not state the day; "
            "it was 18 or 19 November 2024."
        ),
        "Where Rio de Janeiro, Brazil",
        "Occasion On the sidelines of G20 Rio de Janeiro",
        "How In person, talks Level: foreign minister",
        "Accounts recorded Own accounts: China and Russia, 2 of 2",
        "China Wang Yi Minister of Foreign Affairs",
        "Russia Sergey Lavrov Minister of Foreign Affairs",
        "as relayed by TRT World official statement published 19 November 2024",
        (
            "“We are at a stage without precedent.” Sergey Lavrov, as given by Russia in TRT World "
            "(translated)"
        ),
        (
            "Foreign ministers of China and Russia meet at the G20. TRT World, via Reuters, "
            "19 November 2024."
        ),
        "First publication",
    ):
        assert words in text


def test_nobody_is_said_to_be_silent_whose_document_was_not_read_whole(client: Client) -> None:
    story = published_rio()
    text = text_of(client, permalink(story.with_russia))
    assert "Ukraine China Mentioned Russia Not in the part we have" in text
    assert "Not mentioned" not in text


def test_who_read_a_whole_document_may_say_what_is_not_in_it(client: Client) -> None:
    story = rio()
    story.with_russia.reports.filter(voices__code="RUS").update(extent=Extent.WHOLE)
    publish(story.with_russia.pk, None)
    text = text_of(client, permalink(story.with_russia))
    assert "Ukraine China Mentioned Russia Not mentioned" in text
    assert "published by TRT World, read whole" in text


def test_a_side_without_an_account_is_said_to_have_none_recorded(client: Client) -> None:
    story = published_rio()
    text = text_of(client, permalink(story.with_india))
    assert "Direct flights China Mentioned India No account from India recorded" in text
    assert text.count("No account from India recorded") == 1
    assert "Accounts recorded Own accounts: China, 1 of 2 sides" in text


def test_sides_too_many_for_columns_are_named_below(client: Client) -> None:
    meeting = meeting_of(["CHN", "RUS", "IND", "BRA"], "2024-11-18")
    text = text_of(client, permalink(meeting))
    assert "No account from Bra, Chn, Ind or Rus recorded." in text


def test_own_words_term_and_summary_of_each_account_stand_in_its_column(client: Client) -> None:
    story = rio()
    russian = story.with_russia.reports.get(voices__code="RUS")
    Report.objects.filter(pk=russian.pk).update(summary="A short account.")
    ReportTopic.objects.create(
        report=russian,
        topic=Topic.objects.get(name="Ukraine"),
        says="Both regret the lack of talks.",
        term_used="special military operation",
    )
    publish(story.with_russia.pk, None)
    text = text_of(client, permalink(story.with_russia))
    assert "In short China Russia A short account." in text
    assert (
        "Ukraine China Mentioned Russia Both regret the lack of talks. "
        "Term used: “special military operation”" in text
    )


def test_what_is_unusual_about_a_participant_is_said(client: Client) -> None:
    story = rio()
    deputy = Person.objects.create(name="Ma Zhaoxu")
    Participation.objects.filter(meeting=story.with_russia, actor__code="RUS").update(
        title_as_reported="Foreign secretary", standing_in_for=deputy, uncertain=True
    )
    Participation.objects.create(
        meeting=story.with_russia,
        actor=story.wang.office.actor,
        person=deputy,
        role="delegation",
        attendance="declined",
        title_as_reported="Vice minister",
    )
    publish(story.with_russia.pk, None)
    text = text_of(client, permalink(story.with_russia))
    assert (
        "Sergey Lavrov Minister of Foreign Affairs reported as “Foreign secretary” "
        "standing in for Ma Zhaoxu uncertain" in text
    )
    assert "Absent China Ma Zhaoxu Vice minister declined member of the delegation" in text


def test_a_meeting_not_held_says_so_in_title_and_heading(client: Client) -> None:
    story = rio()
    story.with_russia.reports.filter(voices__code="RUS").update(occurrence="denied")
    story.with_russia.reports.filter(voices__code="CHN").update(occurrence="announced")
    publish(story.with_russia.pk, None)
    page = client.get(permalink(story.with_russia)).content.decode()
    assert "<title>Denied by Russia: Wang Yi (China) and Sergey Lavrov (Russia)," in page
    assert '<p class="status">Denied by Russia</p>' in page
    text = text_of(client, permalink(story.with_russia))
    assert "says of the meeting: denied" in text
    assert "Who is said to have met" in text
    assert "Who met" not in text
    lines = text_of(client, "/meetings/?occurrence=any")
    assert "Denied: Wang Yi (China) and Sergey Lavrov (Russia)" in lines


def test_nobody_is_said_to_have_met_before_the_meeting(client: Client) -> None:
    meeting = meeting_of(["CHN", "RUS"], "", occurrence="announced")
    text = text_of(client, permalink(meeting))
    assert "Who was to meet" in text
    assert "When No date yet" in text


def test_sources_lead_out_with_care_and_show_copies(client: Client) -> None:
    story = rio()
    capture = Capture.objects.create(
        source=story.source,
        taken="2024-11-20T10:00:00Z",
        text="The private full text.",
        sha256="0" * 64,
        archive_url="https://archive.example/1",
        excerpt="A short excerpt.",
    )
    story.with_russia.reports.update(capture=capture)
    publish(story.with_russia.pk, None)
    page = client.get(permalink(story.with_russia)).content.decode()
    assert '<a href="https://news.example/g20" rel="nofollow noopener external">' in page
    assert '<a href="https://archive.example/1" rel="nofollow noopener external">' in page
    assert "Seen 20 November 2024" in page
    assert "A short excerpt." in page
    assert "private full text" not in page


def test_an_address_that_is_a_script_is_no_link(client: Client) -> None:
    story = rio()
    type(story.source).objects.filter(pk=story.source.pk).update(url="javascript:alert(1)")
    publish(story.with_russia.pk, None)
    assert "javascript:" not in client.get(permalink(story.with_russia)).content.decode()


def test_stored_text_is_never_markup(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    meeting = meeting_of(["CHN", "RUS"], "2024", title=evil, summary=evil)
    for address in (permalink(meeting), "/meetings/", "/", f"/m/{meeting.public_id}"):
        assert "<script>alert" not in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize(
    "spelling",
    [
        "/meetings/{id}/",
        "/meetings/{id}/another-slug/",
        "/meetings/{lower}/{slug}/",
        "/m/{id}",
        "/m/{lower}",
    ],
)
def test_every_spelling_leads_to_the_permalink(client: Client, spelling: str) -> None:
    story = published_rio()
    record = Record.objects.get(public_id=story.with_russia.public_id)
    address = spelling.format(id=record.public_id, lower=record.public_id.lower(), slug=record.slug)
    response = client.get(address)
    assert response.status_code == 301
    assert response.headers["Location"] == permalink(story.with_russia)
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_misread_letters_are_put_right(client: Client) -> None:
    meeting = meeting_of(["CHN", "RUS"], "2024", public_id="0123456789")
    response = client.get("/m/oi23456789")
    assert response.headers["Location"] == permalink(meeting)
    assert client.get("/m/ABCDEFGHJK").status_code == 404


def test_a_replacement_links_to_what_it_replaces(client: Client) -> None:
    before = meeting_of(["CHN", "RUS"], "2023", occurrence="called_off")
    after = meeting_of(["CHN", "RUS"], "2024", replaces=before)
    page = client.get(permalink(after)).content.decode()
    assert f'<a href="/meetings/{before.public_id}/">Replaces an earlier meeting' in page


def test_a_permalink_needs_as_many_queries_for_fifty_sides_as_for_two(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = published_rio()
    large = meeting_of([f"Q{a}{b}" for a in "ABCDE" for b in "ABCDEFGHIJ"], "2024")
    # The clock, and the record with its version; then the list of versions, where there are more.
    for queries in (2, 3):
        for meeting in (story.with_russia, large):
            address = permalink(meeting)
            with django_assert_num_queries(queries):
                assert client.get(address).status_code == 200
            Meeting.objects.filter(pk=meeting.pk).update(summary=f"After {queries} queries.")
            publish(meeting.pk, None, kind=VersionKind.CORRECTION, note="The duration.")


def test_a_line_says_that_names_imply_no_position(client: Client) -> None:
    story = published_rio()
    text = text_of(client, permalink(story.with_russia))
    assert "imply no position on the status of any state" in text


@pytest.mark.parametrize("title", ["History", "V1"])
def test_a_meeting_named_like_its_own_pages_has_its_permalink(client: Client, title: str) -> None:
    meeting = meeting_of(["CHN", "RUS"], "2024", title=title)
    assert permalink(meeting).endswith(f"/meeting-{title.lower()}/")
    assert f"<h1>{title}</h1>" in client.get(permalink(meeting)).content.decode()


def test_names_have_their_article_wherever_they_stand_in_a_phrase(client: Client) -> None:
    america = state("USA", "United States", article=True)
    meeting = meeting_of(["BRA", "CHN", "RUS", "USA"], "2024-05-01")
    report = meeting.reports.get()
    report.voices.set([america])
    Report.objects.filter(pk=report.pk).update(attribution="statement", occurrence="denied")
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    text = text_of(client, permalink(meeting))
    assert "Denied by the United States" in text
    assert "Own accounts: the United States, 1 of 4 sides" in text
    assert "own accounts: the United States, 1 of 4 sides" in text_of(
        client, "/meetings/?occurrence=denied"
    )
    report.voices.set([america, *Actor.objects.filter(code="RUS")])
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    assert "Joint statement of Rus and the United States" in text_of(client, permalink(meeting))
    report.voices.set(Actor.objects.filter(code="RUS"))
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    text = text_of(client, permalink(meeting))
    assert "No account from Bra, Chn or the United States recorded." in text


def test_labels_of_lists_are_english(client: Client) -> None:
    published_rio()
    text = text_of(client, "/meetings/")
    for label in ("Search text", "Match", "Meetings per page"):
        assert label in text
    assert "The publishers of the sources behind the register." in text_of(client, "/publishers/")
    assert "A topic includes the narrower topics below it." in text_of(client, "/topics/")
