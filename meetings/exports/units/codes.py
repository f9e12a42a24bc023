"""Cells with the codes of actors."""

from meetings.exports.actor_codes import ActorCodes

from .base import NOT_APPLICABLE, NOT_CODED, Cell

CODE_MEANINGS = {
    "iso": "ISO 3166-1 alpha-3 code (ISO 3166-3 for ended states), of countries",
    "cow": "Correlates of War country number",
    "gw": "Gleditsch and Ward country number",
}


def iso_cell(actor: ActorCodes) -> str:
    """Return the ISO code; organisations have none, some countries neither."""
    return actor.iso or _missing(actor)


def cow_cell(actor: ActorCodes) -> Cell:
    """Return the Correlates of War number."""
    return _missing(actor) if actor.cow is None else actor.cow


def gw_cell(actor: ActorCodes) -> Cell:
    """Return the Gleditsch–Ward number."""
    return _missing(actor) if actor.gw is None else actor.gw


def code_cells(actor: ActorCodes) -> list[Cell]:
    """Return ISO, Correlates of War and Gleditsch–Ward codes."""
    return [iso_cell(actor), cow_cell(actor), gw_cell(actor)]


def _missing(actor: ActorCodes) -> str:
    return NOT_CODED if actor.is_country else NOT_APPLICABLE
