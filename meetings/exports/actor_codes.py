"""Codes of actors for tables: ISO 3166, Correlates of War and Gleditsch–Ward.

Codes are the present ones even for old meetings; names on the day come from the records.
"""

from functools import cached_property
from typing import NamedTuple

from meetings.kinds import IS_COUNTRY
from meetings.models import choices, record

from .cells import NOT_APPLICABLE, NOT_CODED, SEPARATOR, Cell

CODE_MEANINGS = {
    "iso": "ISO 3166-1 alpha-3 code (ISO 3166-3 for ended states), of countries",
    "cow": "Correlates of War country number",
    "gw": "Gleditsch and Ward country number",
}
# ISO 3166-1 reserves XAA to XZZ for users; the codebook documents those of the register.
_USER_ASSIGNED = "X"


class ActorCodes(NamedTuple):
    """The public code of an actor, its present name, and the cells of ``CODE_MEANINGS``."""

    code: str
    name: str
    iso: str
    cow: Cell
    gw: Cell


# For rows without an actor.
NOBODY = ActorCodes(*[NOT_APPLICABLE] * 5)


def codes_of(
    code: str, name: str, *, is_country: bool, cow: int | None = None, gw: int | None = None
) -> ActorCodes:
    """Return the codes of an actor: “not applicable” to organisations, “not coded” if unknown."""
    missing = NOT_CODED if is_country else NOT_APPLICABLE
    has_iso = is_country and not code.startswith(_USER_ASSIGNED)
    return ActorCodes(
        code,
        name,
        iso=code if has_iso else missing,
        cow=missing if cow is None else cow,
        gw=missing if gw is None else gw,
    )


class Actors:
    """All public actors and the keys of series, each read once on first use."""

    def __init__(self) -> None:
        self._sides: dict[tuple[str, ...], ActorCodes] = {}

    @cached_property
    def by_code(self) -> dict[str, ActorCodes]:
        """The actors by public code. One query."""
        return {actor.code: actor for actor in self.by_id.values()}

    @cached_property
    def by_id(self) -> dict[int, ActorCodes]:
        """The actors by row number. One query."""
        rows = record.Entry.objects.filter(kind=choices.EntryKind.ACTOR)
        values = rows.annotate(country=IS_COUNTRY).values_list(
            "pk", "key", "label", "country", "detail"
        )
        return {
            pk: codes_of(key, label, is_country=country, cow=detail.get("cow"), gw=detail.get("gw"))
            for pk, key, label, country, detail in values
        }

    @cached_property
    def series(self) -> dict[int, str]:
        """Keys of the series of summits by row number. One query."""
        rows = record.Entry.objects.filter(kind=choices.EntryKind.SERIES)
        return dict(rows.values_list("pk", "key"))

    def of(self, code: str) -> ActorCodes:
        """Return the actor with a code; an unknown code becomes its own name."""
        return self.by_code.get(code) or codes_of(code, code, is_country=False)

    def side(self, codes: tuple[str, ...]) -> ActorCodes:
        """Return the cells of a side; each has the values of all its actors."""
        # Kept, because a large register has only about a thousand different sides.
        side = self._sides.get(codes)
        if side is None:
            cells = zip(*map(self.of, codes), strict=True)
            side = ActorCodes(*(SEPARATOR.join(map(str, values)) for values in cells))
            self._sides[codes] = side
        return side
