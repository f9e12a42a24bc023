"""The parameters of a selection: the one list of its filters, and what follows from it.

Whatever has to know all parameters derives it from here, from what each filter class says of
itself (``filters.base``).
"""

from .filters import base, days, entries, participants, presentation, text, vocabularies
from .filters.entries import EntryFilter

# In the order of the address. Addresses are contracts: one selection has one spelling, so a new
# parameter gets its place here once and for all.
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
    entries.PublisherFilter,
    days.FromFilter,
    days.ToFilter,
    days.DatesFilter,
    presentation.SortFilter,
    presentation.PerPageFilter,
    presentation.PageFilter,
)

# By parameter, in that order.
FILTERS: dict[str, base.SelectionFilter] = {
    filter_class.parameter: filter_class() for filter_class in _FILTERS
}
ORDER = tuple(FILTERS)
DEFAULTS = {name: (filter_.default,) for name, filter_ in FILTERS.items() if filter_.default}
SINGLE = frozenset(name for name, filter_ in FILTERS.items() if filter_.single)
# How a selection is shown; it selects the same meetings without them.
PRESENTATION = frozenset(name for name, filter_ in FILTERS.items() if filter_.presents)
GOVERNED = tuple(name for name, filter_ in FILTERS.items() if filter_.governed)
# Filters by things, and by words of a vocabulary or another short list.
ENTRIES = {name: filter_ for name, filter_ in FILTERS.items() if isinstance(filter_, EntryFilter)}
VOCABULARIES = {
    name: filter_
    for name, filter_ in FILTERS.items()
    if isinstance(filter_, vocabularies.VocabularyFilter)
}

# Where records have the values of a parameter, and every such place once.
SOURCES: dict[str, base.Source] = {
    name: filter_.source for name, filter_ in FILTERS.items() if filter_.source
}
_DISTINCT = dict.fromkeys(SOURCES.values())
COLUMNS = tuple(source for source in _DISTINCT if isinstance(source, base.Column))
POINTERS = tuple(source for source in _DISTINCT if isinstance(source, base.Pointer))
LINKS = tuple(source for source in _DISTINCT if isinstance(source, base.Links))

# What the list counts, in the order of the page.
FACETS: dict[str, base.Facet] = dict(
    sorted(
        ((name, filter_.facet) for name, filter_ in FILTERS.items() if filter_.facet),
        key=lambda pair: pair[1].place,
    )
)
# Things: the most frequent are shown, and those chosen. Words of vocabularies: every one that
# has meetings is shown, and those chosen.
ENTRY_FACETS = tuple(name for name in FACETS if name in ENTRIES)
VOCABULARY_FACETS = tuple(name for name in FACETS if name in VOCABULARIES)


def left_out(part: str) -> dict[str, tuple[str, ...]]:
    """Return what is chosen of the parameters of a part of a selection where it is left out."""
    return {name: filter_.left_out for name, filter_ in FILTERS.items() if filter_.part == part}
