"""The registry of parameters: the single list of all filters, and tables derived from it.

All code that needs every parameter uses these tables. They come from the properties that the
filter classes declare (``filters.base``).
"""

from collections.abc import Collection, Mapping

from .filters import base, days, entries, participants, presentation, text, vocabularies
from .filters.entries import EntryFilter

# In the order of the address. Addresses are permanent and each selection has one canonical
# spelling, so the place of a parameter in this list must never change.
_FILTERS: tuple[type[base.SelectionFilter], ...] = (
    text.TextFilter,
    *participants.GOVERNED,
    participants.MatchFilter,
    entries.SummitFilter,
    entries.SeriesFilter,
    entries.HostFilter,
    vocabularies.ChannelFilter,
    vocabularies.SettingFilter,
    vocabularies.SidesFilter,
    vocabularies.LevelFilter,
    vocabularies.OccurrenceFilter,
    vocabularies.AccountsFilter,
    entries.AccountFilter,
    entries.PublisherFilter,
    vocabularies.SourceLanguageFilter,
    vocabularies.CheckedFilter,
    days.FromFilter,
    days.ToFilter,
    days.DatesFilter,
    presentation.SortFilter,
    presentation.PerPageFilter,
    presentation.PageFilter,
)

# By parameter, in the same order.
FILTERS: dict[str, base.SelectionFilter] = {
    filter_class.parameter: filter_class() for filter_class in _FILTERS
}
ORDER = tuple(FILTERS)
DEFAULTS = {name: (filter_.default,) for name, filter_ in FILTERS.items() if filter_.default}
_WIDENING = {name: filter_.widens for name, filter_ in FILTERS.items() if filter_.widens}
_WIDENED = {widens.other for widens in _WIDENING.values()}
SINGLE = frozenset(name for name, filter_ in FILTERS.items() if filter_.single)
# Parameters for presentation; they do not change which meetings are selected.
PRESENTATION = frozenset(name for name, filter_ in FILTERS.items() if filter_.presents)
GOVERNED = tuple(name for name, filter_ in FILTERS.items() if filter_.governed)
# Filters by entries, and filters by words of a vocabulary or another short list.
ENTRIES = {name: filter_ for name, filter_ in FILTERS.items() if isinstance(filter_, EntryFilter)}
VOCABULARIES = {
    name: filter_
    for name, filter_ in FILTERS.items()
    if isinstance(filter_, vocabularies.VocabularyFilter)
}

# Where records store the values of each parameter, and the distinct sources by type.
SOURCES: dict[str, base.Source] = {
    name: filter_.source for name, filter_ in FILTERS.items() if filter_.source
}
_DISTINCT = dict.fromkeys(SOURCES.values())
COLUMNS = tuple(source for source in _DISTINCT if isinstance(source, base.Column))
POINTERS = tuple(source for source in _DISTINCT if isinstance(source, base.Pointer))
LINKS = tuple(source for source in _DISTINCT if isinstance(source, base.Links))

# Facets in the order of the page.
FACETS: dict[str, base.Facet] = dict(
    sorted(
        ((name, filter_.facet) for name, filter_ in FILTERS.items() if filter_.facet),
        key=lambda pair: pair[1].place,
    )
)
# Entry facets show the most frequent and the chosen entries. Vocabulary facets show every word
# with meetings and the chosen words.
ENTRY_FACETS = tuple(name for name in FACETS if name in ENTRIES)
VOCABULARY_FACETS = tuple(name for name in FACETS if name in VOCABULARIES)


def default_of(name: str, values: Mapping[str, Collection[object]]) -> tuple[str, ...]:
    """Return the default of a parameter, sorted, beside the ``values`` of others; () for none."""
    if name not in _WIDENED:
        return DEFAULTS.get(name, ())
    default = {*DEFAULTS.get(name, ())}
    for other, widens in _WIDENING.items():
        if widens.other == name and widens.value in values.get(other, ()):
            default.add(widens.also)
    return tuple(sorted(default))


def widening(name: str, chosen: base.Chosen) -> base.Widens | None:
    """Return which value of a parameter would widen the selection by another parameter's default.

    None if there is no such value, or if other values of that parameter were chosen.
    """
    widens = _WIDENING.get(name)
    if widens is None or {*chosen[widens.other]} != {*default_of(widens.other, chosen)}:
        return None
    return widens


def left_out(part: str) -> dict[str, tuple[str, ...]]:
    """Return the chosen values that leave out a part of a selection, by parameter."""
    return {name: filter_.left_out for name, filter_ in FILTERS.items() if filter_.part == part}
