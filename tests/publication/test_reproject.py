"""Writing again what follows from the versions, while nothing of the desk becomes public."""

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import (
    Actor,
    Entry,
    Meeting,
    Person,
    Place,
    Record,
    RecordLink,
    RecordText,
    RegisterClock,
    Version,
)
from meetings.models.choices import EntryKind
from meetings.publication import bulk, shared
from meetings.publication import project as projection_rules
from meetings.publication import reproject as reprojection
from meetings.publication.check import problems_of_register
from meetings.publication.clock import PublicChange, public_change
from meetings.publication.publish import publish, withdraw
from meetings.publication.reproject import reproject
from meetings.publication.things import cards
from meetings.publication.things.details import of_people
from meetings.snapshot import shape
from meetings.snapshot.cards import Card, RecordCard
from meetings.snapshot.shape import SCHEMA
from meetings.tokens import SearchText
from tests.drafts import Rio, user_with
from tests.register import meeting_of, published_rio

from . import later_release

# The schema of the release to come.
LATER = SCHEMA + 1

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, published."""
    return published_rio()


def run(part: str = "entries", after: int = 0) -> dict[str, int]:
    """Reproject; return how many rows of each part were written."""
    return {progress.part: progress.written for progress in reproject(part, after)}


def clock() -> int:
    return RegisterClock.objects.now()


def stamps() -> dict[str, int]:
    """Return the clock of every record and entry."""
    records = Record.objects.values_list("public_id", "clock")
    return dict(records) | dict(Entry.objects.values_list("key", "clock"))


def stamped(before: dict[str, int]) -> set[str]:
    """Return what was stamped since ``before``."""
    return {key for key, tick in stamps().items() if before[key] != tick}


def frozen() -> list[Any]:
    """Return all that versions hold."""
    return list(Version.objects.order_by("pk").values())


@pytest.fixture
def new_key_of_records(story: Rio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the code that of a release whose lists say one thing more of a meeting."""
    present = projection_rules.card_of_record

    def with_more(*parts: Any) -> RecordCard:
        return {**present(*parts), "more": len(parts[0]["reports"])}  # type: ignore[typeddict-unknown-key]

    monkeypatch.setattr(projection_rules, "card_of_record", with_more)


def test_where_nothing_differs_nothing_is_written_or_locked(
    story: Rio, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = client.get("/meetings/").headers["ETag"]
    monkeypatch.setattr("meetings.publication.clock.public_change", lambda: 1 / 0)
    assert run() == {"entries": 0, "records": 0}
    assert clock() == 2
    assert client.get("/meetings/", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.usefixtures("new_key_of_records")
def test_a_new_key_of_the_lines_of_lists_reaches_every_record_without_a_version(
    story: Rio, client: Client
) -> None:
    versions, before = frozen(), stamps()
    etag = client.get("/meetings/").headers["ETag"]
    assert run() == {"entries": 0, "records": 2}
    cards = Record.objects.order_by("pk").values_list("card__more", flat=True)
    assert list(cards) == [2, 1]
    assert frozen() == versions
    assert stamped(before) == {story.with_russia.public_id, story.with_india.public_id}
    assert clock() == 3
    assert client.get("/meetings/", headers={"if-none-match": etag}).status_code == 200
    assert list(problems_of_register()) == []
    assert run() == {"entries": 0, "records": 0}
    assert clock() == 3


def test_a_new_key_of_cards_reaches_entries_and_records_and_awaits_nobody(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    Actor.objects.filter(code="CHN").update(notes="Large")
    versions, before = frozen(), stamps()
    china = Actor.objects.get(code="CHN")
    later_release.arrives(monkeypatch)
    lines_with_remarks(monkeypatch)
    assert not shared.effect_of(china).anything
    assert run() == {"entries": 19, "records": 2}
    assert Entry.objects.get(kind="actor", key="CHN").card["remark"] == "Large"
    # What a version did not freeze it does not say.
    sides = Record.objects.values_list("card__sides__0__actors__0__remark", flat=True)
    assert set(sides) == {""}
    assert frozen() == versions
    # Of entries whose card is as before only the number of the schema was written.
    meetings = {story.with_russia.public_id, story.with_india.public_id}
    assert stamped(before) == {"CHN", "RUS", "IND", "BRA"} | meetings
    assert not shared.effect_of(china).anything
    assert not Actor.objects.filter(pending_update=True).exists()
    assert list(problems_of_register()) == []
    assert run() == {"entries": 0, "records": 0}


def lines_with_remarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the lines of lists tell the remarks on actors."""
    present = projection_rules.card_of_record

    def with_remarks(*parts: Any) -> RecordCard:
        card: Any = copy.deepcopy(present(*parts))
        for actor in (actor for side in card["sides"] for actor in side["actors"]):
            actor["remark"] = parts[1]["actor"][actor["code"]]["remark"]
        line: RecordCard = card
        return line

    monkeypatch.setattr(projection_rules, "card_of_record", with_remarks)


def test_a_change_that_waits_at_the_desk_does_not_become_public(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    china = Actor.objects.get(code="CHN")
    china.name, china.notes = "Middle Kingdom", "Secret"
    china.save()
    shared.record_shared_change(china, user_with("ada"))
    later_release.arrives(monkeypatch)
    run()
    entry = Entry.objects.get(kind="actor", key="CHN")
    assert (entry.label, entry.card["name"], entry.card["remark"]) == ("China", "China", "")
    china.refresh_from_db()
    assert china.pending_update
    assert list(problems_of_register()) == []
    assert shared.publish_shared(china, None) == 2
    assert Entry.objects.get(kind="actor", key="CHN").card["remark"] == "Secret"
    assert Record.objects.filter(title__contains="Middle Kingdom").count() == 2
    assert list(problems_of_register()) == []


def test_a_change_between_release_and_reprojection_does_not_become_public_either(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_release.arrives(monkeypatch)
    china = Actor.objects.get(code="CHN")
    china.notes = "Secret"
    china.save()
    shared.record_shared_change(china, user_with("ada"))
    run()
    assert Entry.objects.get(kind="actor", key="CHN").card["remark"] == ""
    assert shared.publish_shared(china, None) == 2
    assert Entry.objects.get(kind="actor", key="CHN").card["remark"] == "Secret"


def test_an_unflagged_difference_does_not_become_public_either(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.filter(name="Wang Yi").update(name="Wang Yih", wikidata_id="Q1")
    Actor.objects.filter(code="CHN").update(name="Middle Kingdom", notes="Secret")
    later_release.arrives(monkeypatch)
    run()
    wang = Entry.objects.get(kind="person", key="wang-yi")
    assert (wang.card["name"], wang.detail["wikidata"]) == ("Wang Yi", "")
    china = Entry.objects.get(kind="actor", key="CHN")
    assert (china.card["name"], china.card["remark"]) == ("China", "")


def test_a_meeting_published_before_reprojection_shows_what_that_will_write(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    Actor.objects.filter(code="CHN").update(notes="Large")
    later_release.arrives(monkeypatch)
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="Longer.")
    version = publish(story.with_russia.pk, None)
    assert version.schema == shape.SCHEMA
    assert version.snapshot["entries"]["actor"]["CHN"]["remark"] == "Large"
    run()
    assert list(problems_of_register()) == []


def test_a_real_change_of_a_thing_whose_card_lacks_a_key_updates_its_meetings(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_release.arrives(monkeypatch)
    wang = Person.objects.get(name="Wang Yi")
    wang.name = "Wang Yih"
    wang.save()
    assert shared.publish_shared(wang, None) == 2
    updates = Version.objects.filter(kind="update")
    assert set(updates.values_list("schema", flat=True)) == {shape.SCHEMA}
    run()
    assert list(problems_of_register()) == []


def test_reference_data_of_a_release_with_a_new_key_makes_no_versions(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    Actor.objects.filter(code="CHN").update(notes="Large")
    later_release.arrives(monkeypatch)
    assert bulk.publish_things(list(Actor.objects.order_by("pk"))) == 4
    assert Version.objects.count() == 2
    assert Entry.objects.get(kind="actor", key="CHN").card["remark"] == "Large"
    assert list(problems_of_register()) == [
        f"{kind} {key}: is not up to date in schema"
        for kind, key in Entry.objects.order_by("pk").values_list("kind", "key")
        if kind != "actor"
    ]


def test_a_new_key_that_refers_to_what_is_not_public_is_not_known(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place.objects.create(name="Only drafted")
    Actor.objects.filter(code="BRA").update(capital=story.summit.place)
    Actor.objects.filter(code="CHN").update(capital=place)
    row = cards.DESK_KINDS[EntryKind.ACTOR]
    keys = {**row.references, "capital": EntryKind.PLACE}
    monkeypatch.setitem(cards.DESK_KINDS, EntryKind.ACTOR, replace(row, references=keys))
    later_release.arrives(
        monkeypatch, "capital", lambda actor: actor.capital.slug if actor.capital else None, None
    )
    run()
    capitals = Entry.objects.filter(kind="actor").values_list("key", "card__capital")
    assert dict(capitals) == {"BRA": "rio-de-janeiro", "CHN": None, "RUS": None, "IND": None}


def test_a_new_key_of_details_is_filled_in_where_nothing_waits(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = cards.DESK_KINDS[EntryKind.PERSON]

    def with_notes(*parts: Any) -> dict[int, Card]:
        known = of_people(*parts)
        return {pk: {**known[pk], "notes": ["looked at"]} for pk in known}

    monkeypatch.setitem(cards.DESK_KINDS, EntryKind.PERSON, replace(row, details=with_notes))
    Person.objects.filter(name="Wang Yi").update(pending_update=True)
    assert not shared.effect_of(Person.objects.get(name="Sergey Lavrov")).anything
    assert run("entries") == {"entries": 3, "records": 0}
    notes = Entry.objects.filter(kind="person").order_by("key").values_list("detail__notes")
    assert list(notes) == [(["looked at"],), (["looked at"],), ([],)]
    assert shared.effect_of(Person.objects.get(name="Wang Yi")).anything


def test_columns_that_follow_from_a_card_are_written_again(story: Rio) -> None:
    Entry.objects.filter(key="ukraine").update(label="?", sort_label="?")
    Entry.objects.filter(key="g20-2024-rio-de-janeiro").update(parent=None)
    before = stamps()
    assert run() == {"entries": 2, "records": 0}
    ukraine = Entry.objects.get(key="ukraine")
    assert (ukraine.label, ukraine.sort_label) == ("Ukraine", "Ukraine")
    summit = Entry.objects.select_related("parent").get(key="g20-2024-rio-de-janeiro")
    assert summit.parent is not None
    assert summit.parent.key == "g20"
    assert stamped(before) == {"ukraine", "g20-2024-rio-de-janeiro"}


def test_an_entry_whose_row_the_desk_has_deleted_keeps_what_it_says(story: Rio) -> None:
    Entry.objects.create(
        kind="topic", key="gone", label="?", sort_label="?", detail={"aliases": ["Was"]},
        card={"name": "Gone", "parent": None, "definition": ""},
    )  # fmt: skip
    run("entries")
    gone = Entry.objects.get(key="gone")
    assert (gone.label, gone.detail) == ("Gone", {"aliases": ["Was"]})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Record.objects.update(sides=7, host=None, level="", listed_on="2001-01-01"),
        lambda: Record.objects.update(title="Other", card={}),
        lambda: RecordLink.objects.filter(role=RecordLink.Role.TOPIC).delete(),
        lambda: RecordLink.objects.filter(role=RecordLink.Role.ACTOR).update(side=9),
        lambda: RecordLink.objects.filter(role=8).update(role=RecordLink.Role.VOICE),
        lambda: Record.objects.update(state="withdrawn"),
    ],
    ids=["columns", "card", "lost links", "sides", "links in another role", "state"],
)
def test_whatever_a_rule_made_of_a_record_before_is_corrected(
    story: Rio, spoil: Callable[[], object]
) -> None:
    versions, before = frozen(), stamps()
    spoil()
    assert list(problems_of_register()) != []
    assert run()["records"] == 2
    assert list(problems_of_register()) == []
    assert frozen() == versions
    assert clock() == 3
    assert stamped(before) == {story.with_russia.public_id, story.with_india.public_id}


def test_a_record_that_is_right_is_not_stamped_beside_one_that_is_not(story: Rio) -> None:
    before = stamps()
    Record.objects.filter(public_id=story.with_india.public_id).update(sides=7)
    assert run()["records"] == 1
    assert stamped(before) == {story.with_india.public_id}


def test_texts_are_written_again_and_searches_answer_anew(story: Rio, client: Client) -> None:
    record, before = Record.objects.get(public_id=story.with_russia.public_id), stamps()
    RecordText.objects.write({record.pk: SearchText("other", "words")})
    RecordText.objects.clear([Record.objects.exclude(pk=record.pk).get().pk])
    page = client.get("/meetings/?q=Ukraine")
    assert "No meeting" in page.content.decode()
    assert run() == {"entries": 0, "records": 2}
    # No document changed, but the answers to searches did, which hang on the clock.
    assert (stamped(before), clock()) == (set(), 3)
    again = client.get("/meetings/?q=Ukraine", headers={"if-none-match": page.headers["ETag"]})
    assert again.status_code == 200
    assert "Sergey Lavrov" in again.content.decode()
    assert run() == {"entries": 0, "records": 0}


def test_a_withdrawn_meeting_says_no_more_than_that(story: Rio) -> None:
    withdraw(story.with_russia.pk, None, "A mix-up.")
    record = Record.objects.get(state="withdrawn")
    Record.objects.filter(pk=record.pk).update(card={"summary": "Leaked."}, level="leaders")
    RecordText.objects.write({record.pk: SearchText("leaked", "")})
    entry = Entry.objects.get(key="CHN")
    RecordLink.objects.create(record=record, entry=entry, role=RecordLink.Role.ACTOR)
    assert len(list(problems_of_register())) == 4
    assert run()["records"] == 1
    record.refresh_from_db()
    assert (record.title, record.card, record.level) == ("Withdrawn meeting", {}, "")
    assert not RecordText.objects.filter(record=record).exists()
    assert list(problems_of_register()) == []


@pytest.mark.usefixtures("new_key_of_records")
def test_the_record_of_a_redacted_version_gets_the_shape_and_stays_redacted(story: Rio) -> None:
    version = Version.objects.get(record__public_id=story.with_russia.public_id)
    Version.objects.filter(pk=version.pk).update(redacted=True, redaction_reason="A court's order.")
    before = frozen()
    run()
    assert Record.objects.get(version=version).card["more"] == 2
    assert frozen() == before


@pytest.mark.usefixtures("new_key_of_records")
def test_a_run_that_was_stopped_goes_on_where_it_was(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reprojection, "BATCH", 1)
    first = next(reproject("records"))
    assert (first.part, first.read, first.written) == ("records", 1, 1)
    assert Record.objects.filter(card__has_key="more").count() == 1
    read_again = [progress.last for progress in reproject("records", first.last)]
    assert read_again == [Record.objects.latest("pk").pk]
    assert Record.objects.filter(card__has_key="more").count() == 2
    # Each batch is one public change.
    assert clock() == 4


@pytest.mark.usefixtures("new_key_of_records")
def test_a_run_that_begins_anew_writes_only_what_is_left(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reprojection, "BATCH", 1)
    next(reproject("records"))
    assert run() == {"entries": 0, "records": 1}


@pytest.mark.usefixtures("new_key_of_records")
def test_what_is_published_while_a_batch_is_compared_is_compared_again(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(title="Published in between")
    published = iter([story.with_russia.pk])

    def after_another() -> AbstractContextManager[PublicChange]:
        monkeypatch.setattr("meetings.publication.clock.public_change", public_change)
        for meeting_id in published:
            publish(meeting_id, None)
        return public_change()

    monkeypatch.setattr("meetings.publication.clock.public_change", after_another)
    # The other publication wrote its record in the present form.
    assert run() == {"entries": 0, "records": 1}
    record = Record.objects.get(public_id=story.with_russia.public_id)
    assert (record.title, record.card["more"]) == ("Published in between", 2)
    assert list(problems_of_register()) == []


@pytest.mark.parametrize("batch", [2, 200])
def test_a_batch_needs_as_many_queries_whatever_its_size(
    story: Rio,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    batch: int,
) -> None:
    for day in range(1, 9):
        meeting_of(["CHN", "RUS", "IND"], f"2024-12-{day:02}")
    monkeypatch.setattr(reprojection, "BATCH", batch)
    with django_assert_num_queries(UNCHANGED):
        next(reproject("records"))
    Record.objects.update(sides=7)
    RecordLink.objects.filter(role=RecordLink.Role.SOURCE).delete()
    with django_assert_num_queries(CHANGED):
        next(reproject("records"))


UNCHANGED, CHANGED = 5, 13
