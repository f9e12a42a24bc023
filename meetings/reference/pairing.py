"""Which term of the register a row of a file is about, for one person in one office.

Each term of the register belongs to one row at most. Two terms are the same if the file named
this start when it was last loaded, if they start alike, if they differ in precision alone, or if
they overlap for certain, whatever the days behind their months and years are.
"""

from collections.abc import Callable, Sequence
from datetime import date

from meetings.dates import edtf
from meetings.models import Tenure

Same = Callable[[Tenure, Tenure], bool]


def pairs(terms: Sequence[Tenure], stored: Sequence[Tenure]) -> list[Tenure | None]:
    """Return the term of ``stored`` for each of ``terms``, which a file names; None for a new one.

    What is more certain is paired first, for all terms: a row whose start is not known any more
    must not take the term of a row that names its start.
    """
    paired: dict[int, Tenure] = {}
    remaining = list(stored)
    for is_same in (_starts_as_loaded, _starts_alike, _as_precise_as_known, overlap):
        for position, term in enumerate(terms):
            if position in paired:
                continue
            if same := next((tenure for tenure in remaining if is_same(tenure, term)), None):
                remaining.remove(same)
                paired[position] = same
    return [paired.get(position) for position in range(len(terms))]


def _starts_as_loaded(tenure: Tenure, term: Tenure) -> bool:
    return bool(tenure.as_loaded.get("start") == term.start)


def _starts_alike(tenure: Tenure, term: Tenure) -> bool:
    return tenure.start == term.start


def _as_precise_as_known(tenure: Tenure, term: Tenure) -> bool:
    """Whether start and end of one term lie within those of the other, as a day in its year."""
    return _one_within_other(tenure.start, term.start) and _one_within_other(tenure.end, term.end)


def _one_within_other(text: str, other: str) -> bool:
    bounds, other_bounds = _bounds(text), _bounds(other)
    if bounds is None or other_bounds is None:
        return True
    (first, last), (other_first, other_last) = bounds, other_bounds
    return first <= other_first <= other_last <= last or other_first <= first <= last <= other_last


def overlap(tenure: Tenure, term: Tenure) -> bool:
    """Whether two terms share a time for certain.

    A term may end on the day on which the next one begins.
    """
    starts_before_its_end = _latest_start(tenure) < _earliest_end(term)
    return starts_before_its_end and _latest_start(term) < _earliest_end(tenure)


def _latest_start(tenure: Tenure) -> date:
    bounds = _bounds(tenure.start)
    return bounds[1] if bounds else date.max


def _earliest_end(tenure: Tenure) -> date:
    """Return the first day on which the term may have ended; an open one ran as far as is known."""
    bounds = _bounds(tenure.end)
    return bounds[0] if bounds else tenure.known_until or date.max


def _bounds(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that a date may mean, None for an unknown one."""
    parsed = edtf.parse(text) if text else None
    return (parsed.earliest, parsed.latest) if parsed else None
