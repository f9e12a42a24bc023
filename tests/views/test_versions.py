"""Frozen versions, history, withdrawn meetings, redaction."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Meeting, Participation, Record, Version
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish, withdraw
from tests.register import published_rio

from .test_meeting import permalink, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def revised() -> Meeting:
    """A meeting published twice, the second time with a summary, a note, another title."""
    story = published_rio()
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="They spoke for an hour.")
    Participation.objects.filter(meeting=story.with_russia, actor__code="RUS").update(
        title_as_reported="Foreign secretary"
    )
    publish(story.with_russia.pk, None, kind=VersionKind.CORRECTION, note="The duration.")
    return story.with_russia


def test_a_frozen_version_shows_what_was_published_then(client: Client, revised: Meeting) -> None:
    first = text_of(client, f"/meetings/{revised.public_id}/v1/")
    assert "They spoke for an hour." not in first
    second = text_of(client, f"/meetings/{revised.public_id}/v2/")
    assert "They spoke for an hour." in second
    page = client.get(f"/meetings/{revised.public_id}/v1/").content.decode()
    assert "Version 1 of this meeting." in page
    assert "The current version is 2." in page
    assert f'<link rel="canonical" href="{permalink(revised)}">' in page
    assert '<meta name="robots" content="noindex">' in page
    current = client.get(f"/meetings/{revised.public_id}/v2/").content.decode()
    assert "It is the current version." in current


def test_a_frozen_version_may_be_kept_and_needs_two_queries(
    client: Client, revised: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        response = client.get(f"/meetings/{revised.public_id}/v1/")
    assert response.headers["Cache-Control"] == "public, max-age=3600, immutable"


def test_there_is_no_other_version(client: Client, revised: Meeting) -> None:
    assert client.get(f"/meetings/{revised.public_id}/v3/").status_code == 404
    # What is no number of a version is read as a mistaken slug.
    for number in ("0", "01", "-1", "9999999999999999999999"):
        response = client.get(f"/meetings/{revised.public_id}/v{number}/")
        assert (response.status_code, response.headers["Location"]) == (301, permalink(revised))


def test_another_spelling_of_a_version_redirects(client: Client, revised: Meeting) -> None:
    response = client.get(f"/meetings/{revised.public_id.lower()}/v1/")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"/meetings/{revised.public_id}/v1/",
    )


def test_the_permalink_lists_the_versions(client: Client, revised: Meeting) -> None:
    text = text_of(client, permalink(revised))
    assert "Version 2" in text
    assert "Correction of our error. The duration." in text
    assert "First publication" in text


def test_history_tells_what_changed(
    client: Client, revised: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/meetings/{revised.public_id}/history/"
    with django_assert_num_queries(4):
        client.get(address)
    text = text_of(client, address)
    assert "Summary After: They spoke for an hour." in text
    assert (
        "Sergey Lavrov (Russia) Before: Minister of Foreign Affairs "
        "After: Minister of Foreign Affairs; reported as “Foreign secretary”" in text
    )
    assert client.get(f"{address}?page=2").status_code == 404
    assert client.get(f"{address}?page=x").status_code == 400


def test_a_withdrawn_meeting_says_so_and_is_gone_from_lists(client: Client) -> None:
    story = published_rio()
    address = permalink(story.with_russia)
    withdraw(story.with_russia.pk, None, "Two meetings were taken for one.")
    for spelling in (address, f"/m/{story.with_russia.public_id}"):
        text = text_of(client, spelling, 410)
        assert "This meeting was withdrawn from the register" in text
        assert "Two meetings were taken for one." in text
        assert "Lavrov" not in text
    assert "Lavrov" not in text_of(client, "/meetings/?occurrence=any")
    assert "Sergey Lavrov" not in client.get("/people/sergey-lavrov/").content.decode()
    assert text_of(client, f"/meetings/{story.with_russia.public_id}/v2/", 410)


def test_the_versions_of_a_withdrawn_meeting_stay_with_a_banner(client: Client) -> None:
    story = published_rio()
    withdraw(story.with_russia.pk, None, "A mix-up.")
    page = client.get(f"/meetings/{story.with_russia.public_id}/v1/")
    assert page.status_code == 200
    assert "Sergey Lavrov" in page.content.decode()
    assert "The meeting has since been withdrawn from the register." in page.content.decode()
    history = text_of(client, f"/meetings/{story.with_russia.public_id}/history/")
    assert "Withdrawal. A mix-up." in history


def test_a_redacted_version_shows_the_reason_instead(client: Client, revised: Meeting) -> None:
    Version.objects.filter(record__public_id=revised.public_id).update(
        redacted=True, redaction_reason="A court has ordered it."
    )
    for address in (f"/meetings/{revised.public_id}/v1/", permalink(revised)):
        text = text_of(client, address)
        assert "is not shown A court has ordered it." in text
        assert "Wang Yi" not in text
    history = text_of(client, f"/meetings/{revised.public_id}/history/")
    assert "(not shown)" in history
    assert "They spoke" not in history


def test_a_merged_meeting_leads_to_the_one_it_became(client: Client) -> None:
    story = published_rio()
    gone = Record.objects.get(public_id=story.with_india.public_id)
    kept = Record.objects.get(public_id=story.with_russia.public_id)
    gone.addresses.update(record=kept, current=False)
    Record.objects.filter(pk=gone.pk).update(state="merged")
    response = client.get(f"/meetings/{gone.public_id}/{gone.slug}/")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        permalink(story.with_russia),
    )
    assert client.get(f"/meetings/{gone.public_id}/v1/").status_code == 200
