"""What the desk keeps to itself is in no public answer, published or not."""

import re

import pytest
from django.contrib.auth.models import User
from django.db.models import CharField, Model, TextField
from django.test import Client

from meetings.admin import desk_site
from meetings.models import Meeting, Participation, Person, Report, ReportTopic, Statement
from meetings.models.choices import VersionKind
from meetings.publication.publish import publish, withdraw
from tests.canary import CANARY, SHARED, sing_in_private
from tests.drafts import rio
from tests.everywhere import contents, public_addresses
from tests.register import published_rio

pytestmark = pytest.mark.django_db

DESK: tuple[type[Model], ...] = (*SHARED, Meeting, Participation, Report, ReportTopic, Statement)


def heard(client: Client) -> list[str]:
    """Return the public addresses that answer with the canary."""
    wanted = CANARY.lower().encode()
    return [one for one in public_addresses() if wanted in contents(client, one).lower()]


def test_no_private_field_and_no_draft_sings_in_public(client: Client) -> None:
    story = rio()
    sing_in_private(story)
    Meeting.objects.update(status="in_review")
    publish(story.with_russia.pk, User.objects.create_superuser("grace"))
    publish(story.with_india.pk, None)
    assert heard(client) == []
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="Longer.")
    publish(story.with_russia.pk, None, kind=VersionKind.CORRECTION, note="Why.")
    assert heard(client) == []


def test_who_published_is_nobody_elses_affair(client: Client) -> None:
    story = rio()
    user = User.objects.create_superuser(CANARY)
    Meeting.objects.update(status="in_review")
    publish(story.with_russia.pk, user)
    publish(story.with_india.pk, user)
    withdraw(story.with_india.pk, user, "A mix-up.")
    assert heard(client) == []


def test_a_search_for_what_only_a_draft_says_finds_nothing(client: Client) -> None:
    story = published_rio()
    sing_in_private(story)
    for parameter in ("person", "topic", "publisher", "summit"):
        response = client.get(f"/meetings/?{parameter}={CANARY.lower()}")
        assert response.status_code == 400
        assert b"Was one of these meant?" not in response.content
    # What was asked is repeated; that nothing is found is the point.
    assert b"<h1>0 meetings" in client.get(f"/meetings/?q={CANARY}").content


def texts_of(model: type[Model]) -> list[str]:
    """Return the names of the free texts of a model: those without a vocabulary or a pattern."""
    fields = model._meta.get_fields()
    free = [
        one
        for one in fields
        if isinstance(one, CharField | TextField) and not one.choices and one.editable
    ]
    # The form of these is checked by the database.
    fixed = r"slug|code|alpha2|language|date|start|end|published|wikidata_id|.*_basis"
    return [one.name for one in free if not re.fullmatch(fixed, one.name)]


def test_no_edit_changes_a_public_byte_until_it_is_published(client: Client) -> None:
    story = published_rio()
    story.with_russia.refresh_from_db()
    # A workbook says when it was made.
    addresses = [one for one in public_addresses() if ".xlsx" not in one]
    assert len(addresses) > 100
    before = {address: _stable(contents(client, address)) for address in addresses}
    for model in DESK:
        for number, row in enumerate(model._base_manager.all()):
            for name in texts_of(model):
                setattr(row, name, f"{CANARY} {model.__name__} {number}"[:40])
            row.save()
    Meeting.objects.update(channel="call", date="2001", date_earliest="2001-01-01")
    Participation.objects.filter(actor__code="IND").delete()
    Person.objects.get(name__startswith=CANARY, names=None, pk=story.lavrov.person.pk).names.create(
        name="Лавров"
    )
    after = {address: _stable(contents(client, address)) for address in addresses}
    assert [address for address in addresses if before[address] != after[address]] == []
    # The edits were real: once published, they sing.
    publish(story.with_russia.pk, None)
    assert CANARY.encode() in contents(client, "/meetings/")


def _stable(content: bytes) -> bytes:
    # Each answer has an id of its own, for the log.
    return re.sub(rb"(?m)^(X-Request-ID|Date): .*$", b"", content)


def test_the_desk_itself_is_closed(client: Client) -> None:
    published_rio()
    assert client.get("/admin/meetings/meeting/").status_code == 302
    assert desk_site.name == "admin"
