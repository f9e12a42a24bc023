"""Expands filters typed into the search box into URL parameters.

``country:China grain`` becomes ``country=China&q=grain``; the form of the selection takes the
name for its key, and the view redirects to that address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from meetings.search import parameters, resolve
from meetings.search.text.query import LONGEST_QUERY

from . import syntax

# Each look-up of a name costs queries.
_MOST_NAMES = 8
# Whom “with:” may name, the likeliest first.
_COMPANIONS = ("country", "organisation", "person")
_Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Expanded:
    """The parameters, whether they changed, and the filters that were refused."""

    data: QueryDict
    changed: bool = False
    refused: tuple[syntax.Note, ...] = ()


def expand(data: QueryDict) -> Expanded:
    """Move filters from ``q`` to parameters; a parameter that takes one value is replaced.

    No query, but a few for each of the first 8 values after “with:”.
    """
    texts = [text for text in data.getlist("q") if text.strip()]
    if len(texts) != 1 or len(texts[0]) > LONGEST_QUERY:
        return Expanded(data)  # the text filter reports these errors
    understood = syntax.understand(texts[0])
    if not (understood.pairs or understood.refused):
        return Expanded(data)
    changed = data.copy()
    changed.setlist("q", [understood.text])
    for name in {name for name, _ in understood.pairs} & parameters.SINGLE:
        changed.setlist(name, [])
    for name, value in _with_parameters(understood.pairs):
        changed.appendlist(name, value)
    return Expanded(changed, changed=True, refused=tuple(understood.refused))


def _with_parameters(pairs: _Pairs) -> _Pairs:
    """Yield ``pairs``, those of “with:” under the parameter of whom it names."""
    looked_up = 0
    for name, value in pairs:
        if name != syntax.WITH:
            yield name, value
            continue
        looked_up += 1
        yield (_parameter_of(value) if looked_up <= _MOST_NAMES else _COMPANIONS[0]), value


def _parameter_of(value: str) -> str:
    """Return the parameter of the participant that ``value`` names, the likeliest if several."""
    addresses = resolve.addresses_of((name, value) for name in _COMPANIONS)
    filters = [parameters.ENTRIES[name] for name in _COMPANIONS]
    for filter_ in filters:
        entry = addresses.get((filter_.kind.value, filter_.read(value)))
        if entry is not None and filter_.takes(entry):
            return filter_.parameter
    nearest = {
        filter_.parameter: found[0]
        for filter_ in filters
        if (found := resolve.candidates(filter_, value))
    }
    order = sorted(nearest, key=lambda name: (not nearest[name].met, nearest[name].nearness))
    return order[0] if order else _COMPANIONS[0]
