"""What there is to choose from in the form: things that published meetings have."""

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

# What of the kinds of things is offered: everything of some, of others the newest.
WHOLE, NEWEST = (
    {filter_.source: filter_ for filter_ in ENTRIES.values() if filter_.offered is offer}.values()
    for offer in (base.Offer.ALL, base.Offer.NEWEST)
)
# The parameters whose controls offer the things of a kind: countries are hosts, too.
_PARAMETERS = {
    row: tuple(name for name, filter_ in ENTRIES.items() if filter_.things is row) for row in KINDS
}
# Lists to type into hold the newest; whatever is not among them can be typed all the same.
MOST_TYPED = 100

# Kind, key, label, kind of actor, row number and parent of an entry.
_Row = tuple[str, str, str, str | None, int, int | None]


@dataclass
class FormChoices:
    """Options by parameter in the order of the alphabet, topics as a tree.

    ``countries``: the row numbers of the actors among them that are listed as countries.
    ``parents``: the whole tree of topics, by row number. Shared between requests, so not to be
    changed.
    """

    by_parameter: dict[str, list[base.Option]] = field(default_factory=lambda: defaultdict(list))
    countries: set[int] = field(default_factory=set)
    parents: dict[int, int | None] = field(default_factory=dict)


def read_choices(entries: QuerySet[Entry]) -> FormChoices:
    """Return ``entries`` as choices. One query."""
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
