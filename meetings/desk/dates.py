"""Dates of meetings that the desk proposes or stores, by the basis on which they are known."""

from meetings.dates.edtf import Basis, parse
from meetings.dates.publication import from_publication
from meetings.dates.understanding import Reference
from meetings.models import Source, Summit, choices


def date_by_basis(edtf: str, basis: str, summit: Summit | None) -> str:
    """Return the EDTF date to store for the date that an editor entered on ``basis``.

    A day of publication becomes the days on which the meeting may have taken place: see
    ``meetings.dates.publication``. Other dates stay as they are.
    """
    when = parse(edtf) if edtf else None
    if when is None or basis != Basis.PUBLICATION or when.earliest != when.latest:
        return edtf
    first_day = summit.date_earliest if summit else None
    return from_publication(when.latest, first_day).edtf


def date_from_source(source: Source, summit: Summit | None) -> tuple[str, str]:
    """Return the date (EDTF) and basis to propose for a meeting known only from ``source``."""
    if source.published_latest is None:
        return "", Basis.STATED
    first_day = summit.date_earliest if summit else None
    return from_publication(source.published_latest, first_day).edtf, Basis.PUBLICATION


def reference_of(source: Source | None, occurrence: str = "") -> Reference | None:
    """Return the day from which the words of a ``source`` count; None if no day is known.

    What an account with the ``occurrence`` *announced* speaks of lies ahead.
    """
    if source is None or source.published_latest is None:
        return None
    if source.published_earliest != source.published_latest:
        return None
    return Reference(source.published_latest, ahead=occurrence == choices.Occurrence.ANNOUNCED)
