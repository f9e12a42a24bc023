"""Generate dates of meetings as sources report them: mostly a day, often less precise."""

from datetime import date, timedelta
from random import Random

from meetings.dates.edtf import Basis, parse
from meetings.dates.publication import from_publication
from meetings.snapshot.cards import DateContent

NO_DATE = DateContent(edtf="", basis=Basis.STATED.value, earliest=None, latest=None)
# For a report without date; reports have no basis.
NONE_GIVEN = DateContent(edtf="", basis="", earliest=None, latest=None)

_SHAPES = ("day", "relative", "published", "lasted", "among", "month", "about", "year")
_SHARES = (60, 8, 13, 8, 2, 5, 2, 2)


def date_of(random: Random, day: date, published: date, summit_from: date | None) -> DateContent:
    """Return the date of a meeting held on ``day`` that was reported on ``published``."""
    shape = random.choices(_SHAPES, _SHARES)[0]
    basis = Basis.STATED
    if shape == "published":
        basis, edtf = Basis.PUBLICATION, from_publication(published, summit_from).edtf
    elif shape == "relative":
        basis, edtf = Basis.RELATIVE, day.isoformat()
    else:
        edtf = _stated(random, shape, day)
    return content_of(edtf, basis)


def _stated(random: Random, shape: str, day: date) -> str:
    text = day.isoformat()
    last = day + timedelta(days=random.randint(1, 4))
    texts = {
        "lasted": f"{text}/{last.isoformat()}",
        "among": f"[{text}..{last.isoformat()}]",
        "month": text[:7],
        "about": f"{text[:7]}~",
        "year": text[:4],
    }
    return texts.get(shape, text)


def content_of(edtf: str, basis: str) -> DateContent:
    """Return ``edtf`` with its bounds, in the shape of a snapshot."""
    if not edtf:
        return NO_DATE
    when = parse(edtf)
    return {
        "edtf": when.edtf,
        "basis": str(basis),
        "earliest": when.earliest.isoformat(),
        "latest": when.latest.isoformat(),
    }
