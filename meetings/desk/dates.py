"""The date that the desk proposes or keeps, by the basis on which it is known."""

from meetings.dates.edtf import Basis, parse
from meetings.dates.publication import from_publication
from meetings.models import Source, Summit


def date_by_basis(edtf: str, basis: str, summit: Summit | None) -> str:
    """Return the EDTF date to keep for what an editor entered on ``basis``.

    A day of publication becomes the days on which the meeting may have been: see
    ``meetings.dates.publication``. Anything else stays as it is.
    """
    when = parse(edtf) if edtf else None
    if when is None or basis != Basis.PUBLICATION or when.earliest != when.latest:
        return edtf
    first_day = summit.date_earliest if summit else None
    return from_publication(when.latest, first_day).edtf


def date_from_source(source: Source, summit: Summit | None) -> tuple[str, str]:
    """Return the date (EDTF) and basis proposed for a meeting known from ``source`` alone."""
    if source.published_latest is None:
        return "", Basis.STATED
    first_day = summit.date_earliest if summit else None
    return from_publication(source.published_latest, first_day).edtf, Basis.PUBLICATION
