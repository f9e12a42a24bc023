"""Filters of the desk's lists; a typed filter needs no list of a thousand names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from .generic import ModelAdmin
from .typed import fields, kinds, resolving

if TYPE_CHECKING:
    from django.contrib.admin.views.main import ChangeList


class TypedFilter(admin.SimpleListFilter):
    """A filter with a text input: keeps rows that have the named thing.

    A text that names nothing keeps no row, and shows an error.
    """

    template = "admin/desk/typed_filter.html"
    kind_name = ""
    lookup = ""
    error = ""

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return a single choice, so that the filter is shown."""
        return [("", "")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows that have the typed thing."""
        text = self.value()
        if not text:
            return queryset
        try:
            thing = resolving.resolve(kinds.KINDS[self.kind_name], text)
        except ValidationError as error:
            self.error = " ".join(error.messages)
            return queryset.none()
        return queryset.filter(**{self.lookup: thing}).distinct()

    def choices(self, changelist: "ChangeList") -> Iterator[Any]:
        """Yield the context of the template: the other parameters, and the input."""
        name = str(self.parameter_name)
        other_parameters = changelist.get_filters_params() | (
            {"q": changelist.query} if changelist.query else {}
        )
        yield {
            "hidden": [
                (key, value)
                for key, values in other_parameters.items()
                if key != name
                for value in (values if isinstance(values, list) else [values])
            ],
            "input": fields.TypedInput(self.kind_name).render(
                name, self.value() or "", {"id": f"filter_{name}", "aria-label": self.title}
            ),
            "error": self.error,
            "clear": changelist.get_query_string(remove=[name]) if self.value() else "",
        }


class SummitFilter(TypedFilter):
    """Meetings at one summit."""

    title = "summit"
    parameter_name = "summit"
    kind_name = "summit"
    lookup = "summit"


class ActorFilter(TypedFilter):
    """Meetings at which an actor is entered."""

    title = "country or organisation"
    parameter_name = "actor"
    kind_name = "actor"
    lookup = "participations__actor"
