"""The options of the filter form: entries that occur in published meetings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from meetings.kinds import BY_NAME, KINDS, kind_of
from meetings.models.choices import EntryKind
from meetings.models.record import Entry

from .filters import base
from .parameters import ENTRIES

# Filters that offer all entries in the form, and filters that offer the newest; one filter for
# each source.
WHOLE, NEWEST = (
    {filter_.source: filter_ for filter_ in ENTRIES.values() if filter_.offered is offer}.values()
    for offer in (base.Offer.ALL, base.Offer.NEWEST)
)
# The parameters by kind of entry: countries are the values of two parameters, country and host.
_PARAMETERS = {
    row: tuple(name for name, filter_ in ENTRIES.items() if filter_.things is row) for row in KINDS
}
# The most entries in a datalist, the newest ones; all others can still be typed.
MOST_TYPED = 100

# Kind, key, label, kind of actor, row number and parent of an entry.
_Row = tuple[str, str, str, str | None, int, int | None]


@dataclass
class FormChoices:
    """Options by parameter in alphabetical order, topics as a tree.

    ``countries``: the row numbers of the actors listed as countries. ``parents``: the whole tree
    of topics, by row number. Shared between requests, so it must not be changed.
    """

    by_parameter: dict[str, list[base.Option]] = field(default_factory=lambda: defaultdict(list))
    countries: set[int] = field(default_factory=set)
    parents: dict[int, int | None] = field(default_factory=dict)


def read_choices(entries: QuerySet[Entry]) -> FormChoices:
    """Return ``entries`` as options of the form. One query."""
    ordered = entries.order_by("sort_label", "key").annotate(actor_kind=KT("card__kind"))
    rows: Iterable[_Row] = ordered.values_list(
        "kind", "key", "label", "actor_kind", "pk", "parent_id"
    )
    choices = FormChoices()
    topics: dict[int | None, list[tuple[int, base.Option]]] = defaultdict(list)
    for kind, key, label, actor_kind, pk, parent in rows:
        if kind == EntryKind.TOPIC:
            topics[parent].append((pk, base.Option(key, label)))
            choices.parents[pk] = parent
            continue
        row = kind_of(kind, {"kind": actor_kind})
        if row is BY_NAME["country"]:
            choices.countries.add(pk)
        for parameter in _PARAMETERS[row]:
            choices.by_parameter[parameter].append(base.Option(key, label))
    choices.by_parameter["topic"] = list(_tree(topics, None, 0))
    return choices


def _tree(
    topics: dict[int | None, list[tuple[int, base.Option]]], parent: int | None, depth: int
) -> Iterator[base.Option]:
    for pk, option in topics[parent]:
        yield base.Option(option.value, f"{'– ' * depth}{option.label}")
        yield from _tree(topics, pk, depth + 1)
