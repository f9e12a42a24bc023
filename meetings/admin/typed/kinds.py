"""The kinds of things a typed relation can name: label, key, hint, and how to make a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.desk.creation import new_person, new_publisher, new_topic
from meetings.models import (
    Actor,
    Meeting,
    Office,
    Person,
    Place,
    Publisher,
    Series,
    Source,
    Summit,
    Topic,
)
from meetings.models.base import SharedThing

Make = Callable[[str], SharedThing]


@dataclass(frozen=True)
class Kind:
    """One kind: its model, what tells homonyms apart, and how ``+ name`` makes a new one.

    ``code`` is the field that is the key in brackets; without one it is ``#`` and the row number.
    """

    name: str
    model: type[models.Model]
    hint: Callable[[Any], str]
    code: str = ""
    make: Make | None = None
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return what one is called in a sentence: “person”."""
        return str(self.model._meta.verbose_name)

    def rows(self) -> models.QuerySet[Any]:
        """Return the rows, with all that label and hint need."""
        rows = self.model._default_manager.all()
        return rows.select_related(*self.related).prefetch_related(*self.prefetch)

    def key(self, thing: models.Model) -> str:
        """Return the key of a saved row: “CHN”, “#7”."""
        return str(getattr(thing, self.code)) if self.code else f"#{thing.pk}"

    def text(self, thing: models.Model) -> str:
        """Return what stands in the input for ``thing``: “Wang Yi [#7]”."""
        return f"{thing} [{self.key(thing)}]"


def _dates(edtf: str) -> str:
    return describe(parse(edtf)) if edtf else ""


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _of_person(person: Person) -> str:
    tenures = list(person.tenures.all())
    return "; ".join(str(one.office) for one in tenures[:2])


def _of_source(source: Source) -> str:
    return _joined(_dates(source.published), source.url)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("actor", Actor, lambda one: one.get_kind_display(), code="code"),
        Kind(
            "person",
            Person,
            _of_person,
            make=new_person,
            prefetch=("tenures__office__actor",),
        ),
        Kind("office", Office, lambda one: one.get_rank_display(), related=("actor",)),
        Kind("place", Place, lambda one: _joined(one.state), related=("state",)),
        Kind("series", Series, lambda one: one.short_name),
        Kind(
            "summit",
            Summit,
            lambda one: _joined(_dates(one.date), one.place),
            related=("place",),
        ),
        Kind(
            "topic",
            Topic,
            lambda one: _joined(one.parent),
            make=new_topic,
            related=("parent",),
        ),
        Kind("publisher", Publisher, lambda one: one.get_kind_display(), make=new_publisher),
        Kind("source", Source, _of_source, related=("publisher",)),
        Kind("meeting", Meeting, lambda one: _dates(one.date), code="public_id"),
    )
}
_BY_MODEL = {kind.model: kind for kind in KINDS.values()}


def kind_of_model(model: type[models.Model]) -> Kind | None:
    """Return the kind whose rows are of ``model``, if relations to it are typed."""
    return _BY_MODEL.get(model)
