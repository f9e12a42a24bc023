"""The filters bound to a query string, by django-filter."""

from typing import Any

import django_filters
from django.http import QueryDict

from meetings.models.choices import RecordState
from meetings.models.record import Record

from .filters import FILTERS
from .filters.base import Chosen, Read, SelectionFilter


class MeetingFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """One instance a request. ``chosen`` is set once all values are known to exist."""

    chosen: Chosen

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, Record.objects.filter(state=RecordState.PUBLISHED))

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Return the filters by parameter: one of them, ``from``, is no name Python takes."""
        return {one.parameter: one() for one in FILTERS}

    @property
    def named(self) -> dict[str, SelectionFilter]:
        """The filters by parameter, in the order of the address."""
        return dict(self.filters)

    def read(self) -> dict[str, Read]:
        """Return what the form makes of the query string, by parameter."""
        self.form.is_valid()
        return dict(self.form.cleaned_data)
