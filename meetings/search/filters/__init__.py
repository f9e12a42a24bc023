"""The filters of a selection, one small class for each parameter, in the order of the address."""

from .base import SelectionFilter
from .days import DatesFilter, FromFilter, ToFilter
from .entries import HostFilter, PublisherFilter, SeriesFilter, SummitFilter
from .kinds import (
    AccountsFilter,
    ChannelFilter,
    LevelFilter,
    OccurrenceFilter,
    PageFilter,
    PerPageFilter,
    SettingFilter,
    SidesFilter,
    SortFilter,
)
from .participants import PARTICIPANT_FILTERS
from .text import TextFilter

FILTERS: tuple[type[SelectionFilter], ...] = (
    TextFilter,
    *PARTICIPANT_FILTERS,
    SummitFilter,
    SeriesFilter,
    HostFilter,
    ChannelFilter,
    SettingFilter,
    SidesFilter,
    LevelFilter,
    OccurrenceFilter,
    AccountsFilter,
    PublisherFilter,
    FromFilter,
    ToFilter,
    DatesFilter,
    SortFilter,
    PerPageFilter,
    PageFilter,
)
