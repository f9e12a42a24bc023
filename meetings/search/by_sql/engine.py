"""The search engine without an index: every answer comes from SQL queries."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value

from meetings.kinds import IS_COUNTRY
from meetings.models import record
from meetings.models.choices import EntryKind
from meetings.search import engine, form_choices
from meetings.search.filters import base, entries
from meetings.search.resolve import public_entries
from meetings.search.selection import Selection, everything

from . import counts

Role = record.RecordLink.Role


class SqlEngine(engine.Engine):
    """Answers in plain SQL."""

    def listing(self, selection: Selection) -> engine.Listing:
        """Return number, page and counts; two queries, one if the page is empty.

        One more query if ``offered`` was not called before.
        """
        numbers = counts.counts_of(selection, self._choices.countries, self._choices.parents)
        start = selection.offset
        if start >= numbers.number:
            return engine.Listing([], numbers)
        return engine.Listing(
            list(selection.records()[start : start + selection.per_page]), numbers
        )

    def values(self, selection: Selection, name: str) -> engine.Counted:
        """Return every value of a facet of entries; one query.

        One more query if ``offered`` was not called before.
        """
        choices = self._choices
        return counts.values_of(selection, name, choices.countries, choices.parents)

    def overview(
        self, selection: Selection, latest: int, role: int | None, without: int
    ) -> engine.Overview:
        """Return an overview; two queries, three if a role is counted."""
        records = selection.records()
        frequent = _most_frequent(records, role, without) if role else []
        return engine.Overview(records.count(), list(records[:latest]), frequent)

    def relaxed(self, choices: Sequence[base.Chosen]) -> list[int]:
        """Return the number of meetings of each choice; one query, none without choices."""
        parts = [
            counts.records_of(chosen)
            .values(position=Value(position, IntegerField()))
            .annotate(n=Count("pk"))
            .values_list("position", "n")
            for position, chosen in enumerate(choices)
        ]
        if not parts:
            return []
        numbers = dict(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
        return [numbers.get(position, 0) for position in range(len(choices))]

    def meetings_with(self, ids: Mapping[str, Collection[int]]) -> dict[tuple[str, int], int]:
        """Return the number of meetings held by parameter and entry; one query."""
        parents = self._choices.parents if ids.get("topic") else {}
        return counts.held_with(ids, parents)

    def offered(self) -> form_choices.FormChoices:
        """Return the options of the form; one query the first time."""
        return self._choices

    def figures(self) -> engine.Figures:
        """Return the figures of the register; three queries."""
        condition = _linked(EntryKind.ACTOR, Role.ACTOR)
        condition |= _linked(EntryKind.PUBLISHER, Role.PUBLISHER)
        numbers = record.Entry.objects.filter(condition).aggregate(
            countries=Count("pk", filter=IS_COUNTRY),
            publishers=Count("pk", filter=Q(kind=EntryKind.PUBLISHER)),
        )
        held, people = everything().records().count(), public_entries(EntryKind.PERSON).count()
        return engine.Figures(held=held, people=people, **numbers)

    @cached_property
    def _choices(self) -> form_choices.FormChoices:
        return form_choices.read_choices(_offered_entries())


def _linked(kind: EntryKind, role: int) -> Q:
    """Return the condition that an entry of a kind is linked in ``role`` to a meeting."""
    return Q(
        Exists(record.RecordLink.objects.filter(entry_id=OuterRef("pk"), role=role)), kind=kind
    )


def _had(filter_: entries.EntryFilter) -> Q:
    """Return the condition that at least one meeting has the entry as a value of the filter."""
    if isinstance(filter_.source, base.Links):
        return _linked(filter_.kind, filter_.source.role)
    pointing = record.Record.objects.filter(**{filter_.source.name: OuterRef("pk")})
    return Q(Exists(pointing), kind=filter_.kind)


def _offered_entries() -> QuerySet[record.Entry]:
    """Return the entries offered in the form: all of some kinds, the newest of others."""
    offered = Q(kind=EntryKind.TOPIC)
    for filter_ in form_choices.WHOLE:
        offered |= _had(filter_)
    for filter_ in form_choices.NEWEST:
        offered |= _newest(_had(filter_))
    return record.Entry.objects.filter(offered)


def _newest(condition: Q) -> Q:
    return Q(
        pk__in=record.Entry.objects.filter(condition)
        .order_by("-pk")
        .only("pk")[: form_choices.MOST_TYPED]
    )


def _most_frequent(records: QuerySet[record.Record], role: int, without: int) -> engine.Counted:
    links = record.RecordLink.objects.filter(
        role=role, record_id__in=records.order_by().values("pk")
    )
    rows = links.exclude(entry_id=without).order_by().values_list("entry_id")
    counted = rows.annotate(number=Count("record_id")).order_by("-number", "entry_id")
    return list(counted[: engine.MOST_SHOWN])
