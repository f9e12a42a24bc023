"""Changes of shared names: listed first, then published as updates, never by the way."""

import pytest

from meetings.models import (
    Actor,
    ActorName,
    Entry,
    Meeting,
    Person,
    Place,
    Record,
    RegisterClock,
    Topic,
    Version,
)
from meetings.models.base import SharedThing
from meetings.publication import publish as publish_module
from meetings.publication import shared
from meetings.publication.bulk import publish_things
from meetings.publication.check import problems_of_register
from meetings.publication.errors import NotAllowed, NothingToPublish, OwnWork
from meetings.publication.publish import publish
from meetings.publication.shared import (
    effect_of,
    finish_updates,
    publish_shared,
    record_shared_change,
)
from tests.drafts import Rio, rio, user_with
from tests.register import meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    """Both Rio meetings, published."""
    story = rio()
    publish(story.with_russia.pk, None)
    publish(story.with_india.pk, None)
    return story


def renamed(person: Person, name: str = "Wang Yih") -> Person:
    person.name = name
    person.save()
    return person


def office_of(story: Rio) -> tuple[list[str], str, list[str]]:
    """Return the office on Wang's page, on the meeting's page, and in its frozen versions."""
    detail = Entry.objects.get(kind="person", key="wang-yi").detail
    record = Meeting.objects.get(pk=story.with_russia.pk).record
    assert record is not None
    key = story.wang.office.slug
    names = [
        version.snapshot["entries"]["office"][key]["name"]
        for version in record.versions.order_by("number")
    ]
    assert record.version is not None
    now = record.version.snapshot["entries"]["office"][key]["name"]
    return [tenure["office"] for tenure in detail["tenures"]], now, names


def test_a_renamed_office_is_public_with_its_own_publication_and_followed_everywhere() -> None:
    story, user = rio(), user_with("ada", "publish_meeting")
    before, after = "Minister of Foreign Affairs", "Foreign Minister"
    publish(story.with_russia.pk, None)
    office = story.wang.office
    office.name = after
    office.save()
    record_shared_change(office, user)
    assert office_of(story) == ([before], before, [before])
    # Neither another meeting of the holder nor a change of the holder brings it along.
    publish(story.with_india.pk, None)
    wang = Person.objects.get(pk=story.wang.person.pk)
    wang.wikidata_id = "Q703174"
    wang.save()
    record_shared_change(wang, user)
    assert publish_shared(wang, None) == 0
    assert office_of(story) == ([before], before, [before])
    assert list(problems_of_register()) == []

    assert publish_shared(office, None) == 2
    # A frozen version stays; the update and the page of the holder follow.
    assert office_of(story) == ([after], after, [before, after])
    assert list(problems_of_register()) == []


def test_a_renamed_capital_is_public_with_its_own_publication(story: Rio) -> None:
    brazil, place = Actor.objects.get(code="BRA"), story.summit.place
    assert place is not None
    brazil.capital = place
    brazil.save()
    publish_shared(brazil, None)
    user = user_with("ada", "publish_meeting")
    place.name = "Rio"
    place.save()
    record_shared_change(place, user)
    brazil.region = "Americas"
    brazil.save()
    publish_shared(brazil, None)

    def capital() -> str:
        name: str = Entry.objects.get(kind="actor", key="BRA").detail["capital"]
        return name

    assert capital() == "Rio de Janeiro"
    publish_shared(place, None)
    assert capital() == "Rio"


def test_a_capital_that_only_the_desk_knows_is_not_named_before_it_is_public(story: Rio) -> None:
    brazil = Actor.objects.get(code="BRA")
    brazil.capital = Place.objects.create(name="Draft City", slug="draft-city", state=brazil)
    brazil.region = "Americas"
    brazil.save()
    publish_shared(brazil, None)
    detail = Entry.objects.filter(kind="actor", key="BRA").values_list("detail", flat=True)
    assert detail.get()["capital"] == ""
    publish_things([brazil.capital])
    assert detail.get()["capital"] == "Draft City"
    assert list(problems_of_register()) == []


def test_an_effect_counts_the_published_meetings_that_show_the_thing(story: Rio) -> None:
    effect = effect_of(renamed(story.wang.person))
    assert (effect.public, effect.records, effect.anything) == (True, 2, True)
    assert effect_of(renamed(story.lavrov.person, "S. Lavrov")).records == 1


def test_a_thing_that_is_not_public_has_no_effect() -> None:
    effect = effect_of(Person.objects.create(name="Nobody Yet"))
    assert (effect.public, effect.records, effect.anything) == (False, 0, False)


def test_saving_alone_changes_nothing_public_and_flags_the_thing(story: Rio) -> None:
    user = user_with("ada")
    record_shared_change(renamed(story.wang.person), user)
    person = Person.objects.get(pk=story.wang.person.pk)
    assert (person.pending_update, list(person.editors.all()), person.revision) == (True, [user], 1)
    assert Entry.objects.get(kind="person", key="wang-yi").label == "Wang Yi"
    assert RegisterClock.objects.now() == 2


def test_publishing_another_meeting_does_not_let_an_unpublished_name_slip_out() -> None:
    story = rio()
    publish(story.with_russia.pk, None)
    renamed(story.wang.person)
    publish(story.with_india.pk, None)
    titles = [record.title for record in Record.objects.all()]
    assert all("Wang Yih" not in title for title in titles)
    assert list(problems_of_register()) == []


def test_an_update_republishes_every_meeting_with_the_new_name(story: Rio) -> None:
    assert publish_shared(renamed(story.wang.person), None) == 2
    latest = Version.objects.filter(kind="update")
    assert sorted(version.number for version in latest) == [2, 2]
    assert {version.note for version in latest} == {"Person: Wang Yih"}
    assert all("Wang Yih" in record.title for record in Record.objects.all())
    assert not Person.objects.get(pk=story.wang.person.pk).pending_update
    assert list(problems_of_register()) == []


def test_an_update_does_not_publish_what_editors_changed_in_the_meeting(story: Rio) -> None:
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="Not public yet.")
    publish_shared(renamed(story.wang.person), None)
    record = Record.objects.get(public_id=story.with_russia.public_id)
    assert record.version is not None
    assert record.version.snapshot["content"]["summary"] == ""
    assert Meeting.objects.get(pk=story.with_russia.pk).summary == "Not public yet."


def test_the_version_before_keeps_the_old_name(story: Rio) -> None:
    publish_shared(renamed(story.wang.person), None)
    first = Version.objects.get(record__public_id=story.with_russia.public_id, number=1)
    assert first.snapshot["entries"]["person"]["wang-yi"]["name"] == "Wang Yi"


def test_a_topic_moved_under_another_takes_its_new_parent_along(story: Rio) -> None:
    topic = Topic.objects.get(slug="direct-flights")
    topic.parent = Topic.objects.create(name="Transport", slug="transport")
    topic.save()
    assert publish_shared(topic, None) == 1
    record = Record.objects.get(public_id=story.with_india.public_id)
    assert record.version is not None
    assert "transport" in record.version.snapshot["entries"]["topic"]
    parent = Entry.objects.get(kind="topic", key="direct-flights").parent
    assert parent is not None
    assert parent.key == "transport"
    assert list(problems_of_register()) == []


def test_a_former_name_is_used_for_meetings_of_its_time(story: Rio) -> None:
    china = story.wang.office.actor
    ActorName.objects.create(actor=china, name="Old China", kind="former", end="2025-01-01")
    publish_shared(china, None)
    record = Record.objects.get(public_id=story.with_russia.public_id)
    assert "Wang Yi (Old China)" in record.title


def test_nobody_publishes_their_own_change(story: Rio) -> None:
    reviewer = user_with("grace", "publish_meeting")
    person = renamed(story.wang.person)
    record_shared_change(person, reviewer)
    with pytest.raises(OwnWork):
        publish_shared(person, reviewer)
    assert publish_shared(person, user_with("edsger", "publish_meeting")) == 2


def test_an_editor_may_not_publish_a_change(story: Rio) -> None:
    with pytest.raises(NotAllowed):
        publish_shared(renamed(story.wang.person), user_with("ada", "change_person"))


def test_there_has_to_be_a_change(story: Rio) -> None:
    with pytest.raises(NothingToPublish):
        publish_shared(story.wang.person, None)


def test_a_large_update_goes_in_batches_and_can_be_finished_later(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 1)
    stopped = RuntimeError("killed between two batches")
    batches = iter([None, stopped])
    whole = shared._update_batch

    def stops_at_second(*args: object) -> int:
        if (stop := next(batches)) is not None:
            raise stop
        return whole(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(shared, "_update_batch", stops_at_second)
    with pytest.raises(RuntimeError, match="killed"):
        publish_shared(renamed(story.wang.person), None)
    assert sum("Wang Yih" in record.title for record in Record.objects.all()) == 1
    monkeypatch.setattr(shared, "_update_batch", whole)
    assert finish_updates() == 1
    assert all("Wang Yih" in record.title for record in Record.objects.all())
    assert list(problems_of_register()) == []


def changed_topic_definition(story: Rio) -> SharedThing:
    topic = Topic.objects.get(slug="ukraine")
    topic.definition = "The war and its settlement."
    topic.save()
    return topic


def test_a_change_of_a_definition_updates_meetings_as_well(story: Rio) -> None:
    assert publish_shared(changed_topic_definition(story), None) == 1


def test_a_new_parent_brings_its_own_parents_along(story: Rio) -> None:
    above = Topic.objects.create(name="Economy", slug="economy")
    topic = Topic.objects.get(slug="direct-flights")
    topic.parent = Topic.objects.create(name="Transport", slug="transport", parent=above)
    topic.save()
    publish_shared(topic, None)
    assert Entry.objects.get(key="transport").parent == Entry.objects.get(key="economy")
    assert list(problems_of_register()) == []


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The row numbers of all versions that are loaded from now on."""
    numbers: list[int] = []
    present = Version.from_db.__func__  # type: ignore[attr-defined]

    def remembered(cls: type[Version], db: str, names: object, values: object) -> Version:
        version: Version = present(cls, db, names, values)
        numbers.append(version.pk)
        return version

    monkeypatch.setattr(Version, "from_db", classmethod(remembered))
    return numbers


@pytest.fixture
def twelve(story: Rio) -> None:
    """Ten meetings more that China takes part in."""
    for day in range(1, 11):
        meeting_of(["CHN", "EGY"], f"2024-12-{day:02}")


@pytest.mark.usefixtures("twelve")
def test_a_large_update_reads_every_version_once(
    monkeypatch: pytest.MonkeyPatch, loaded: list[int]
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 5)
    current = set(Version.objects.values_list("pk", flat=True))
    assert publish_shared(renamed_china(), None) == 12
    assert sorted(loaded) == sorted(current)
    assert not Entry.objects.filter(updating=True).exists()
    assert list(problems_of_register()) == []


@pytest.mark.usefixtures("twelve")
def test_an_update_that_was_stopped_goes_on_after_its_last_batch(
    monkeypatch: pytest.MonkeyPatch, loaded: list[int]
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 5)
    current = set(Version.objects.values_list("pk", flat=True))
    stop_after(monkeypatch, 2)
    with pytest.raises(RuntimeError, match="killed"):
        publish_shared(renamed_china(), None)
    assert Version.objects.filter(kind="update").count() == 10
    assert finish_updates() == 2
    assert sorted(loaded) == sorted(current)
    assert Record.objects.filter(title__contains="Middle Kingdom").count() == 12
    entry = Entry.objects.get(key="CHN")
    assert (entry.updating, entry.updating_after) == (False, 0)
    assert finish_updates() == 0


@pytest.mark.usefixtures("twelve")
def test_an_update_of_an_exact_number_of_batches_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 6)
    assert publish_shared(renamed_china(), None) == 12
    assert not Entry.objects.filter(updating=True).exists()


@pytest.mark.usefixtures("twelve")
def test_what_somebody_publishes_between_two_batches_is_not_published_again(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 5)
    # The first meetings are done, the last ones are not.
    Meeting.objects.filter(pk=story.with_russia.pk).update(summary="Changed.")
    last = Meeting.objects.latest("pk")
    Meeting.objects.filter(pk=last.pk).update(summary="Changed.")
    stop_after(monkeypatch, 1)
    with pytest.raises(RuntimeError, match="killed"):
        publish_shared(renamed_china(), None)
    for meeting in (story.with_russia, last):
        publish(meeting.pk, None)
    assert finish_updates() == 6
    numbers = Record.objects.order_by("pk").values_list("version__number", flat=True)
    assert list(numbers) == [3, *[2] * 11]
    assert Record.objects.filter(title__contains="Middle Kingdom").count() == 12
    assert list(problems_of_register()) == []


@pytest.mark.usefixtures("twelve")
def test_a_second_change_before_the_first_is_everywhere_begins_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 5)
    with monkeypatch.context() as stopped:
        stop_after(stopped, 1)
        with pytest.raises(RuntimeError, match="killed"):
            publish_shared(renamed_china("Cathay"), None)
    assert publish_shared(renamed_china(), None) == 12
    assert Record.objects.filter(title__contains="Middle Kingdom").count() == 12
    assert list(problems_of_register()) == []


@pytest.mark.usefixtures("twelve")
def test_an_update_brings_along_another_one_that_was_stopped(
    story: Rio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish_module, "BATCH", 5)
    with monkeypatch.context() as stopped:
        stop_after(stopped, 1)
        with pytest.raises(RuntimeError, match="killed"):
            publish_shared(renamed_china(), None)
    egypt = Actor.objects.get(code="EGY")
    egypt.name = "Misr"
    egypt.save()
    assert publish_shared(egypt, None) == 10
    # A version holds what is published when it is made, of all that it shows.
    assert finish_updates() == 0
    assert list(problems_of_register()) == []


def renamed_china(name: str = "Middle Kingdom") -> SharedThing:
    china = Actor.objects.get(code="CHN")
    china.name = name
    china.save()
    return china


def stop_after(monkeypatch: pytest.MonkeyPatch, batches: int) -> None:
    """Kill the process of an update after some batches; what comes later is another process."""
    whole, done = shared._update_batch, iter(range(batches))

    def stops(*args: object) -> int:
        if next(done, None) is None:
            monkeypatch.setattr(shared, "_update_batch", whole)
            raise RuntimeError("killed between two batches")
        return whole(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(shared, "_update_batch", stops)
