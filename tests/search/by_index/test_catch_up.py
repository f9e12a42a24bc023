"""The index after publishing, publishing again, withdrawing and renaming; and when it gives up."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from meetings.models import Participation, ReportTopic, Topic
from meetings.models.choices import VersionKind
from meetings.models.record import Entry, Record, RegisterClock
from meetings.publication.clock import public_change
from meetings.publication.entries import publish_entries
from meetings.publication.publish import publish, withdraw
from meetings.publication.shared import publish_shared
from meetings.search.by_index import catch_up
from meetings.search.by_index.build import build
from meetings.search.by_index.catch_up import follow
from meetings.search.by_index.facet_index import FacetIndex
from meetings.search.by_index.holder import Holder, holder
from meetings.search.one_state import State, state_now
from meetings.search.selection import read_selection
from tests.drafts import rio
from tests.register import meeting_of, published_rio

from .answered import Answered, answered
from .contents import contents

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No index outlives its test's register."""
    holder.forget()
    yield
    holder.forget()


def ask(query: str = "") -> Answered:
    return answered(read_selection(QueryDict(query)))


def counts(query: str, facet: str) -> dict[str, int]:
    found = [one for one in ask(query).facets if one.parameter == facet]
    return {value.key: value.count for value in found[0].values} if found else {}


def brought_on(before: FacetIndex) -> FacetIndex:
    """Return what catching up makes of ``before``, proved equal to a new build."""
    after = follow(before, state_now())
    assert after is not None
    assert contents(after) == contents(build(state_now()))
    return after


def test_an_empty_register_has_an_empty_index() -> None:
    index = build(state_now())
    assert (list(index.published), index.state) == ([], State(0, None, None))


def test_publishing_adds_and_withdrawing_takes_out() -> None:
    story = rio()
    index = build(state_now())
    publish(story.with_russia.pk, None)
    index = brought_on(index)
    assert len(index.published) == 1
    publish(story.with_india.pk, None)
    index = brought_on(index)
    assert len(index.published) == 2
    withdraw(story.with_russia.pk, None, "Reported by mistake.")
    index = brought_on(index)
    story.with_india.refresh_from_db()
    assert list(index.published) == [story.with_india.record_id]
    assert index.state.clock == 3


def test_publishing_again_replaces_every_value() -> None:
    story = published_rio()
    before = build(state_now())
    meeting = story.with_russia
    ReportTopic.objects.filter(report__meeting=meeting).delete()
    Participation.objects.filter(meeting=meeting, actor__code="RUS").update(
        actor=story.jaishankar.office.actor,
        person=story.jaishankar.person,
        tenure=story.jaishankar,
    )
    meeting.date, meeting.channel, meeting.summit = "2023-12-31/2024-01-01", "call", None
    meeting.sidelines = False
    meeting.save()
    publish(meeting.pk, None, kind=VersionKind.ADDITION)
    after = brought_on(before)
    keys = dict(Entry.objects.filter(kind="actor").values_list("key", "pk"))
    record = meeting.record_id or 0
    assert record in before.columns["actor"].get(keys["RUS"])
    assert record not in after.columns["actor"].get(keys["RUS"])
    assert record in after.columns["actor"].get(keys["IND"])
    assert list(after.columns["earlier_year"].get(2023)) == [record]
    assert list(after.columns["channel"].get("call")) == [record]


def test_a_shared_name_changes_labels_and_leaves_counts() -> None:
    story = published_rio()
    holder.build_now()
    person = story.wang.person
    person.name = "Wang Yih"
    person.save()
    publish_shared(person, None)
    labels = [one.label for one in ask().facets[1].values]
    assert ask().facets[1].parameter == "person"
    assert labels == ["Wang Yih", "Sergey Lavrov", "Subrahmanyam Jaishankar"]
    assert holder.at(state_now()) is not None


def test_a_new_topic_below_another_counts_for_both() -> None:
    story = published_rio()
    before = build(state_now())
    ukraine = Topic.objects.get(slug="ukraine")
    grain = Topic.objects.create(name="Grain exports", slug="grain-exports", parent=ukraine)
    meeting_of(["TUR", "UKR"], "2022-07-22", topics=[grain])
    after = brought_on(before)
    keys = dict(Entry.objects.filter(kind="topic").values_list("key", "pk"))
    newest = Record.objects.get(clock=after.state.clock).pk
    assert sorted(after.columns["topic"].get(keys["ukraine"])) == sorted(
        [story.with_russia.record_id or 0, newest]
    )
    assert list(after.columns["topic"].get(keys["grain-exports"])) == [newest]


def test_a_country_that_becomes_an_organisation_moves_between_the_facets() -> None:
    meeting_of(["CHN", "RUS"], "2024-01-01")
    holder.build_now()
    assert counts("", "organisation") == {}
    entry = Entry.objects.get(kind="actor", key="RUS")
    with public_change() as change:
        entry.card["kind"] = "international_organisation"
        entry.save()
        change.entries.add(entry.pk)
    assert ask().indexed
    assert counts("", "country") == {"CHN": 1}
    assert counts("", "organisation") == {"RUS": 1}


def test_a_topic_that_moves_asks_for_a_new_build() -> None:
    published_rio()
    before = build(state_now())
    war = Topic.objects.create(name="War", slug="war")
    ukraine = Topic.objects.get(slug="ukraine")
    ukraine.parent = war
    ukraine.save()
    with public_change() as change:
        publish_entries([war, ukraine], change)
    assert follow(before, state_now()) is None


def test_too_many_changes_ask_for_a_new_build(monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(state_now())
    monkeypatch.setattr(catch_up, "MOST_CHANGES", 1)
    meeting_of(["CHN", "RUS"], "2024-01-01")
    assert follow(before, state_now()) is not None
    meeting_of(["CHN", "RUS"], "2024-01-02")
    assert follow(before, state_now()) is None


def test_a_register_restored_from_a_backup_is_not_taken_for_the_one_before() -> None:
    story = published_rio()
    before = build(state_now())
    # Another history since: the newest version known is not there.
    meeting_of(["CHN", "RUS"], "2024-01-02")
    version = story.with_india.record.version if story.with_india.record else None
    assert version is not None
    assert follow(before, state_now()) is not None
    type(version).objects.filter(pk=version.pk).update(published_at="2020-01-01T00:00:00Z")
    assert follow(before, state_now()) is None


def test_the_same_clock_with_another_history_is_not_answered_from_the_index() -> None:
    published_rio()
    holder.build_now()
    assert ask().indexed
    state = state_now()
    assert holder.at(State(state.clock, (state.version or 0) + 1, state.published_at)) is None


def test_without_an_index_sql_answers_the_same() -> None:
    published_rio()
    meeting_of(["CHN", "RUS", "EU"], "2023-05", title="Session")
    texts = ("q=Lavrov", "q=Russia&sort=relevance&page=1", "q=-India", "q=Russia&sort=oldest")
    for query in ("", "country=CHN&country=RUS", *texts):
        holder.forget()
        by_sql = ask(query)
        holder.build_now()
        by_index = ask(query)
        assert (by_sql.indexed, by_index.indexed) == (False, True)
        assert [one.pk for one in by_sql.records] == [one.pk for one in by_index.records]
        assert by_sql.facets == by_index.facets
        assert (by_sql.number, by_sql.years, by_sql.clock) == (
            by_index.number,
            by_index.years,
            by_index.clock,
        )
    assert (ask("q=Lavrov").number, ask("q=-India").number) == (1, 2)


def test_an_answer_costs_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published_rio()
    holder.build_now()
    selection = read_selection(QueryDict("country=CHN"))
    with django_assert_num_queries(3):
        # The state, the rows of the page, the labels of the facets.
        assert answered(selection).number == 2


def test_an_index_that_is_being_built_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    published_rio()
    waited: list[float | None] = []

    def wait(self: Holder, seconds: float | None = None) -> None:
        waited.append(seconds)
        self.build_now()

    monkeypatch.setattr(Holder, "is_building", True)
    monkeypatch.setattr(Holder, "wait", wait)
    assert (ask().number, ask().indexed, waited) == (2, True, [15.0])


def test_sql_answers_when_building_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    published_rio()
    waited: list[float | None] = []
    monkeypatch.setattr(Holder, "is_building", True)
    monkeypatch.setattr(Holder, "wait", lambda _, seconds: waited.append(seconds))
    found = ask()
    assert (found.number, found.indexed, waited) == (2, False, [15.0, 15.0])


def test_a_clock_that_went_back_is_answered_by_sql_and_asks_for_a_new_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published_rio()
    holder.build_now()
    RegisterClock.objects.update(value=1)
    started: list[Holder] = []
    monkeypatch.setattr(Holder, "start", lambda self: started.append(self))  # noqa: PLW0108 - bound
    found = ask()
    assert (found.number, found.indexed, found.clock) == (2, False, 1)
    assert started == [holder]
