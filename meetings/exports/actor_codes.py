"""Codes of actors: ISO 3166, Correlates of War and Gleditsch–Ward.

They are those of today, also for meetings of long ago; the names stand in the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry

# ISO 3166-1 leaves XAA to XZZ to users; ours are documented in the codebook.
_USER_ASSIGNED = "X"


@dataclass(frozen=True)
class ActorCodes:
    """The codes of one actor; None where it is a country without that code."""

    code: str
    name: str
    is_country: bool
    cow: int | None
    gw: int | None

    @property
    def iso(self) -> str | None:
        """ISO 3166-1 alpha-3 (of ended states ISO 3166-3)."""
        local = self.code.startswith(_USER_ASSIGNED)
        return self.code if self.is_country and not local else None


class Actors:
    """All public actors and the short names of series, each read once, when first needed."""

    @cached_property
    def by_code(self) -> dict[str, ActorCodes]:
        """The actors by public code. One query."""
        return {one.code: one for one in self.by_id.values()}

    @cached_property
    def by_id(self) -> dict[int, ActorCodes]:
        """The actors by row number. One query."""
        rows = Entry.objects.filter(kind=EntryKind.ACTOR)
        return {
            pk: ActorCodes(
                key, label, card["kind"] in COUNTRY_KINDS, detail.get("cow"), detail.get("gw")
            )
            for pk, key, label, card, detail in rows.values_list(
                "pk", "key", "label", "card", "detail"
            )
        }

    @cached_property
    def series(self) -> dict[int, str]:
        """Keys of the series of summits by row number. One query."""
        rows = Entry.objects.filter(kind=EntryKind.SERIES)
        return dict(rows.values_list("pk", "key"))

    def of(self, codes: Iterable[str]) -> list[ActorCodes]:
        """Return the actors with the codes; one that has none of its own is taken as it stands."""
        return [
            self.by_code.get(code) or ActorCodes(code, code, is_country=False, cow=None, gw=None)
            for code in codes
        ]
