"""Bring terms of office into step with a file, without touching the word of an editor.

``pairing`` says which term a row is about, ``merging`` what becomes of it. ``Tenure.as_loaded``
keeps what the file said last: a value that is still the same follows the file, a value that differs
was set by an editor and stays, in all later loads too. Terms that no file names any more stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from meetings.dates import edtf
from meetings.dates.fields import fill_bounds
from meetings.desk.changes import counted_in_meetings
from meetings.models import Tenure

from . import upsert
from .merging import FOLLOWS, Terms, ends_before_start, merge
from .tables import Row

# A person and an office, by row numbers.
Holder = tuple[int, int]

SURE, PROBABLE = "sure", "probable"
_WRITTEN = [
    *FOLLOWS,
    *(f"{name}_{bound}" for name in ("start", "end") for bound in ("earliest", "latest")),
    *("known_until", "as_loaded"),
]


def sync(rows: Iterable[Row], people: upsert.Loaded, offices: upsert.Loaded) -> Terms:
    """Create and change terms until they are as in ``rows``; raises MalformedRow.

    The caller's transaction must then be rolled back.
    """
    named: dict[Holder, list[tuple[Row, Tenure]]] = defaultdict(list)
    for row, term in _terms(rows, people, offices):
        named[term.person_id, term.office_id].append((row, term))
    known = _known(people, offices)
    terms = Terms()
    written: list[tuple[Row, Tenure]] = []
    for holder, of_holder in named.items():
        written += merge(of_holder, known[holder], terms)
    upsert.check(written)
    fill_bounds(term for _, term in written)
    with counted_in_meetings(terms.acting, None), upsert.naming_the_row(written):
        Tenure.objects.bulk_create(terms.created, batch_size=upsert.BATCH)
        changed = [*terms.changed, *terms.noted]
        Tenure.objects.bulk_update(changed, _WRITTEN, batch_size=upsert.BATCH)
    return terms


def _known(people: upsert.Loaded, offices: upsert.Loaded) -> dict[Holder, list[Tenure]]:
    """Return the terms of the register by person and office, in one query without joins.

    PostgreSQL joins tables that grew in this transaction row by row, which takes minutes. A person
    whom somebody made since the people were read is none of this load.
    """
    person_of = {person.pk: person for person in people.rows.values()}
    office_of = {office.pk: office for office in offices.rows.values()}
    known: dict[Holder, list[Tenure]] = defaultdict(list)
    for tenure in Tenure.objects.order_by("pk"):
        if tenure.person_id in person_of and tenure.office_id in office_of:
            tenure.person = person_of[tenure.person_id]
            tenure.office = office_of[tenure.office_id]
            known[tenure.person_id, tenure.office_id].append(tenure)
    return known


def _terms(
    rows: Iterable[Row], people: upsert.Loaded, offices: upsert.Loaded
) -> Iterator[tuple[Row, Tenure]]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        refuse_repeated(row, seen)
        person, office = people.number(row, "person"), offices.number(row, "office")
        if person is None or office is None:
            raise row.refusal("a term needs a person and an office.")
        values = _values(row)
        yield (
            row,
            Tenure(
                person=people.rows[row["person"]],
                office=offices.rows[row["office"]],
                known_until=_day(row, "known_until"),
                as_loaded=dict(values),
                **values,
            ),
        )


def refuse_repeated(row: Row, seen: set[tuple[str, ...]]) -> None:
    """Raise MalformedRow for a term that is ``seen`` already (person, office, start); add it."""
    term = (row["person"], row["office"], row.date("start"))
    if term in seen:
        raise row.refusal("this person has a term in this office from that start already.")
    seen.add(term)


def refuse_unreadable(row: Row) -> None:
    """Raise MalformedRow for a row of which ``sync`` could not make a term."""
    _values(row)
    _day(row, "known_until")


def _values(row: Row) -> dict[str, Any]:
    """Return what a file says of a term, by field of ``Tenure``; raises MalformedRow."""
    start, end = row.date("start"), row.date("end")
    if ends_before_start(start, end):
        raise row.refusal("the term ends before it starts.")
    return {
        "start": start,
        "end": end,
        "acting": row.truth("acting"),
        "confirmed": _is_sure(row),
    }


def _is_sure(row: Row) -> bool:
    if row["confidence"] not in {SURE, PROBABLE}:
        raise row.refusal(f"confidence has to be {SURE} or {PROBABLE}, not “{row['confidence']}”.")
    return row["confidence"] == SURE


def _day(row: Row, column: str) -> date | None:
    """Return the first day of a date in a cell."""
    text = row.date(column)
    return edtf.parse(text).earliest if text else None
