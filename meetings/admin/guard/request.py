"""State of one request to the desk while its form is handled."""

from dataclasses import dataclass, field

from django.db.models import Model
from django.http import HttpRequest

from meetings.publication.shared import Effect

from .merging import Difference

# Group of rows (or "" for the form), index of the row, field -> the sentence beside the field.
Clashes = dict[str, dict[int, dict[str, str]]]


@dataclass
class Change:
    """One line of the table of a colleague's changes."""

    label: str
    was: str
    theirs: str
    yours: str
    clash: bool


@dataclass
class Desk:
    """State of one request to a guarded page.

    ``refusal`` is the sentence that says why nothing was saved; it makes every form invalid.
    """

    token: str = ""
    refusal: str = ""
    clashes: Clashes = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    who: str = ""
    created: list[Model] = field(default_factory=list)
    effect: Effect | None = None
    saved: Model | None = None


def desk_of(request: HttpRequest) -> Desk:
    """Return the state of ``request``, created on first use."""
    desk = vars(request).setdefault("sidelines_desk", Desk())
    assert isinstance(desk, Desk)  # noqa: S101 - tells the type checker
    return desk


def sentence_of(difference: Difference, theirs: str, was: str) -> str:
    """Return the sentence beside a field that both editors changed."""
    if not difference.field:
        return f"A colleague {difference.theirs} this row; yours is {difference.yours}."
    return f"A colleague made this “{theirs}” (it was “{was}”). Yours is kept."
