"""Merge what a file says of terms of office with what the register has and editors have set."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from meetings.dates import edtf
from meetings.models import Tenure

from . import pairing
from .tables import Row

Written = Sequence[tuple[Row, Tenure]]

FOLLOWS = ("start", "end", "acting", "confirmed")
_DATES = ("start", "end")


@dataclass
class Terms:
    """What a load did with terms: created, changed, and left as an editor has them.

    ``noted`` are terms of which only ``as_loaded`` changed; ``acting`` are the row numbers of
    changed terms that meetings show otherwise now.
    """

    created: list[Tenure] = field(default_factory=list)
    changed: list[Tenure] = field(default_factory=list)
    kept: list[Tenure] = field(default_factory=list)
    noted: list[Tenure] = field(default_factory=list)
    acting: set[int] = field(default_factory=set)


def merge(named: Written, known: Sequence[Tenure], terms: Terms) -> Iterator[tuple[Row, Tenure]]:
    """Yield what has to be written of the terms that a file names for a person in an office.

    ``known`` are the terms that the register has. What is done is added to ``terms``.
    """
    by_start = {tenure.start: tenure for tenure in known}
    same_terms = pairing.pairs([term for _, term in named], known)
    for (row, term), existing in zip(named, same_terms, strict=True):
        if existing is None and term.start in by_start:
            _keep(by_start[term.start], terms)
        elif existing is None:
            _leave_to_editors(term)
            terms.created.append(term)
            by_start[term.start] = term
            yield row, term
        elif _follow(existing, _news(existing, term), by_start, terms):
            by_start[existing.start] = existing
            yield row, existing


def _leave_to_editors(term: Tenure) -> None:
    """Take a new term of something that editors changed as not confirmed, until they confirm it.

    They may have deleted it.
    """
    if term.person.revision or term.office.revision:
        term.confirmed = False
        del term.as_loaded["confirmed"]


def _keep(existing: Tenure, terms: Terms) -> None:
    if existing not in terms.kept:
        terms.kept.append(existing)


@dataclass
class _News:
    """What a row says of a term: values to take over, and the next ``Tenure.as_loaded``.

    ``is_refused`` says that an editor has set one of the values otherwise.
    """

    values: dict[str, Any]
    as_loaded: dict[str, Any]
    is_refused: bool


def _news(existing: Tenure, term: Tenure) -> _News:
    """Compare a term of the register with what a file says of it.

    A value is an editor's unless it is as it was loaded. What the file says otherwise is noted;
    where the two agree, nothing is, since then what the editor sets next must be theirs too.
    """
    news = _News({}, dict(existing.as_loaded), is_refused=False)
    for name in FOLLOWS:
        present, new = getattr(existing, name), getattr(term, name)
        is_editors = name not in existing.as_loaded or existing.as_loaded[name] != present
        if _differs(name, present, new):
            news.as_loaded[name] = new
            news.is_refused |= is_editors
            news.values |= {} if is_editors else {name: new}
        elif is_editors:
            news.as_loaded.pop(name, None)
    end = news.values.get("end", existing.end)
    news.values["known_until"] = None if end else term.known_until or existing.known_until
    return news


def _differs(name: str, present: str | bool, new: str | bool) -> bool:
    if name == "confirmed" and present:
        return False  # A second source that is not sure does not put a fact in doubt.
    if isinstance(present, str) and isinstance(new, str) and new and present.startswith(new):
        return False  # A month or a year takes nothing away from a day in it.
    return present != new


def _follow(existing: Tenure, news: _News, taken: Collection[str], terms: Terms) -> bool:
    """Set the values that no editor has set; return whether the term has to be written.

    A term that would become impossible by that stays whole. ``taken`` are the starts of all terms
    of this person in this office.
    """
    is_possible = _is_possible(existing, news.values, taken)
    if news.is_refused or not is_possible:
        _keep(existing, terms)
    if not is_possible:
        return False
    changed = {name for name, value in news.values.items() if getattr(existing, name) != value}
    is_noted = existing.as_loaded != news.as_loaded
    for name, value in news.values.items():
        setattr(existing, name, value)
    existing.as_loaded = news.as_loaded
    if changed:
        terms.changed.append(existing)
    elif is_noted:
        terms.noted.append(existing)
    if "acting" in changed:
        terms.acting.add(existing.pk)
    return bool(changed) or is_noted


def _is_possible(existing: Tenure, values: dict[str, Any], taken: Collection[str]) -> bool:
    """Whether the term would not end before its start, and be the only one of its start."""
    start, end = (values.get(name, getattr(existing, name)) for name in _DATES)
    return not (ends_before_start(start, end) or ("start" in values and start in taken))


def ends_before_start(start: str, end: str) -> bool:
    """Whether the last day of a term comes before its first one, each as EDTF or ""."""
    return bool(start and end) and edtf.parse(end).latest < edtf.parse(start).earliest
