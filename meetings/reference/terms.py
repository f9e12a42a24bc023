"""Bring terms of office into step with a file, without touching the word of an editor.

A term is known by its person, its office and its start. ``Tenure.as_loaded`` keeps what the file
said last: a value that is still the same follows the file, a value that differs was set by an
editor and stays. Terms that no file names any more stay too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetings.dates import edtf
from meetings.dates.fields import fill_bounds
from meetings.models import Tenure

from . import upsert
from .tables import Row

# A person in an office, by row numbers.
Held = tuple[int, int]

SURE, PROBABLE = "sure", "probable"
_DATES = ("start", "end")
_FOLLOWS = ("start", "end", "acting", "confirmed")
_WRITTEN = [
    *_FOLLOWS,
    *(f"{name}_{bound}" for name in ("start", "end") for bound in ("earliest", "latest")),
    *("known_until", "as_loaded"),
]


@dataclass
class Terms:
    """What a load did with terms: created, changed, and left as an editor has them."""

    created: list[Tenure] = field(default_factory=list)
    changed: list[Tenure] = field(default_factory=list)
    kept: list[Tenure] = field(default_factory=list)

    @property
    def people(self) -> set[int]:
        """The row numbers of people whose terms were written."""
        return {term.person_id for term in (*self.created, *self.changed)}


def sync(rows: Iterable[Row], people: upsert.Loaded, offices: upsert.Loaded) -> Terms:
    """Create and change terms until they are as in ``rows``; raises MalformedRow.

    The caller's transaction must then be rolled back.
    """
    known = _known(people, offices)
    terms = Terms()
    written: list[tuple[Row, Tenure]] = []
    for row, term in _terms(rows, people, offices):
        existing = _same_term(term, known[term.person_id, term.office_id])
        if existing is None:
            known[term.person_id, term.office_id].append(term)
            terms.created.append(term)
            written.append((row, term))
        elif _follow(existing, term, terms):
            written.append((row, existing))
    upsert.check(written)
    fill_bounds(term for _, term in written)
    with upsert.naming_the_row(written):
        Tenure.objects.bulk_create(terms.created, batch_size=upsert.BATCH)
        Tenure.objects.bulk_update(terms.changed, _WRITTEN, batch_size=upsert.BATCH)
    return terms


def _known(people: upsert.Loaded, offices: upsert.Loaded) -> dict[Held, list[Tenure]]:
    """Return the terms of the register by person and office, in one query without joins.

    PostgreSQL joins tables that grew in this transaction row by row, which takes minutes.
    """
    person_of = {person.pk: person for person in people.rows.values()}
    office_of = {office.pk: office for office in offices.rows.values()}
    known: dict[Held, list[Tenure]] = defaultdict(list)
    for tenure in Tenure.objects.order_by("pk"):
        tenure.person = person_of[tenure.person_id]
        tenure.office = office_of[tenure.office_id]
        known[tenure.person_id, tenure.office_id].append(tenure)
    return known


def _terms(
    rows: Iterable[Row], people: upsert.Loaded, offices: upsert.Loaded
) -> Iterator[tuple[Row, Tenure]]:
    for row in rows:
        person, office = people.number(row, "person"), offices.number(row, "office")
        if person is None or office is None:
            raise row.refusal("a term needs a person and an office.")
        said = read(row)
        yield (
            row,
            Tenure(
                person=people.rows[row["person"]],
                office=offices.rows[row["office"]],
                known_until=_day(row, "known_until"),
                as_loaded=said,
                **said,
            ),
        )


def read(row: Row) -> dict[str, Any]:
    """Return the values of a term in a row, by field of ``Tenure``; raises MalformedRow."""
    start, end = row.date("start"), row.date("end")
    first = edtf.parse(start).earliest if start else None
    last = edtf.parse(end).latest if end else None
    if first and last and last < first:
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


def _same_term(term: Tenure, existing: Sequence[Tenure]) -> Tenure | None:
    """Return the term of the register that ``term`` describes: same start, or at the same time."""
    for tenure in existing:
        if tenure.start == term.start or tenure.as_loaded.get("start") == term.start:
            return tenure
    return next((tenure for tenure in existing if _overlap(tenure, term)), None)


def _overlap(tenure: Tenure, term: Tenure) -> bool:
    first, last = _days(tenure)
    other_first, other_last = _days(term)
    # A term ends on the day on which the next begins.
    return first < other_last and other_first < last


def _days(tenure: Tenure) -> tuple[date, date]:
    start = edtf.parse(tenure.start).earliest if tenure.start else None
    end = edtf.parse(tenure.end).latest if tenure.end else None
    return start or date.min, end or date.max


def _follow(existing: Tenure, term: Tenure, terms: Terms) -> bool:
    """Set the values of ``existing`` that no editor has set; return whether anything changed."""
    if not existing.pk:
        return False  # A second row of the same term in the file.
    before = _state(existing)
    differing = [name for name in _FOLLOWS if _differs(existing, term, name)]
    said = existing.as_loaded
    editors_own = [name for name in differing if getattr(existing, name) != said.get(name)]
    if editors_own:
        terms.kept.append(existing)
    for name in set(differing).difference(editors_own):
        setattr(existing, name, getattr(term, name))
    if existing.end == "":
        existing.known_until = term.known_until or existing.known_until
    if said:
        unlike = {name for name in _DATES if getattr(existing, name) != getattr(term, name)}
        less_precise = {name: said[name] for name in unlike.difference(differing)}
        existing.as_loaded = term.as_loaded | less_precise | {"confirmed": existing.confirmed}
    if _state(existing) == before:
        return False
    terms.changed.append(existing)
    return True


def _differs(existing: Tenure, term: Tenure, name: str) -> bool:
    if name == "confirmed" and existing.confirmed:
        return False  # A second source that is not sure does not put a fact in doubt.
    present, new = getattr(existing, name), getattr(term, name)
    if name in _DATES and new and present.startswith(new):
        return False  # A month or a year takes nothing away from a day in it.
    return bool(present != new)


def _state(tenure: Tenure) -> dict[str, Any]:
    return {name: getattr(tenure, name) for name in (*_FOLLOWS, "known_until", "as_loaded")}
