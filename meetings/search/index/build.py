"""Build the index from the whole public record, frugally."""

from array import array
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from pyroaring import BitMap

from meetings.models.choices import RecordState
from meetings.models.record import Record

from .columns import COLUMNS, OF_LINKS, OF_RECORDS, Pair, days_of, kinds_of, pointers_of
from .forward import Forward, ForwardBuilder
from .rows import KINDS, Role, State, entry_rows, link_rows, record_rows
from .sets import Builder
from .snapshot import Snapshot, lineage


def build(state: State) -> Snapshot:
    """Return the index of the register as it is read now, which is at ``state``.

    The caller reads ``state`` in the same transaction (``reading.one_state``), so that all that
    is read here belongs to it.
    """
    entries = list(entry_rows())
    parents = {pk: parent for pk, kind, parent, _ in entries if kind == "topic"}
    builders: dict[str, Builder[Any]] = {name: Builder() for name in (*OF_RECORDS, *OF_LINKS)}
    published = _add_records(builders)
    people = _add_links(builders, parents)
    return Snapshot(
        state=state,
        published=published,
        columns={name: builders.pop(name).finish() for name in (*OF_RECORDS, *OF_LINKS)},
        people=people,
        parents=parents,
        countries=frozenset(pk for pk, _, _, is_country in entries if is_country),
    )


def _add_records(builders: dict[str, Builder[Any]]) -> BitMap:
    """Add the columns of every published record; return the ids of all."""
    # Many rows have the same values: rows are put together by them first, and taken apart into
    # columns once for each combination.
    days: dict[Hashable, array[int]] = {}
    kinds: dict[Hashable, array[int]] = {}
    pointers: dict[Hashable, array[int]] = {}
    published = array("I")
    first, last = 3, 3 + len(KINDS)
    for row in record_rows(Record.objects.filter(state=RecordState.PUBLISHED)):
        published.append(row[0])
        _put(days, row[1:first], row[0])
        _put(kinds, row[first:last], row[0])
        _put(pointers, row[last:-1], row[0])
    _expand(builders, days, days_of)
    _expand(builders, kinds, kinds_of)
    _expand(builders, pointers, pointers_of)
    return BitMap(published)


def _put(groups: "dict[Hashable, array[int]]", key: Hashable, record: int) -> None:
    try:
        groups[key].append(record)
    except KeyError:
        groups[key] = array("I", [record])


def _expand(
    builders: dict[str, Builder[Any]],
    groups: "dict[Hashable, array[int]]",
    pairs: Callable[[Any], Iterator[Pair]],
) -> None:
    for key, records in groups.items():
        for column, value in pairs(key):
            builders[column].add(value, records)


def _add_links(builders: dict[str, Builder[Any]], parents: dict[int, int | None]) -> Forward:
    """Add what links say; return the people by record."""
    people = ForwardBuilder()
    at_least: list[BitMap] = []
    for entry, role, text in link_rows():
        records = array("I", map(int, text.split(",")))
        values = lineage(entry, parents) if role == Role.TOPIC else (entry,)
        for value in values:
            builders[COLUMNS[Role(role)]].add(value, records)
        if role == Role.PERSON:
            people.add(entry, records)
        if role == Role.ACTOR:
            _one_more(at_least, BitMap(records))
    for number, ids in enumerate(at_least, start=1):
        if exactly := ids.difference(*at_least[number : number + 1]):
            builders["actors"].add(number, exactly.to_array())
    return people.finish()


def _one_more(at_least: list[BitMap], records: BitMap) -> None:
    """Count one more actor for ``records``: ``at_least[n - 1]`` has those with n or more."""
    for number, ids in enumerate(at_least):
        already = ids & records
        at_least[number] = ids | records
        records = already
        if not records:
            return
    if records:
        at_least.append(records)
