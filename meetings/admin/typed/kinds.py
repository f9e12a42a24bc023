"""Kinds of things that typed relations can name: label, key, hint, and creation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery

from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.desk import creation
from meetings.models import Meeting, Participation, Source, Tenure, base, choices
from meetings.pages.words import years_words
from meetings.publication.things.cards import DESK_KINDS

Make = Callable[[str], base.SharedThing]


@dataclass(frozen=True)
class Kind:
    """A kind: its model, the hint that tells homonyms apart, and how ``+ name`` makes a thing.

    ``code`` is the field of the key in brackets; without it the key is ``#`` and the row number.
    ``related``, ``prefetch`` and ``annotations`` get what the hint needs.
    """

    name: str
    model: type[models.Model]
    hint: Callable[[Any], str]
    code: str = ""
    make: Make | None = None
    related: tuple[str, ...] = ()
    prefetch: "tuple[str | models.Prefetch[Any], ...]" = ()
    annotations: Mapping[str, Subquery] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """Return the name of the kind in a sentence: “person”."""
        return str(self.model._meta.verbose_name)

    def rows(self) -> models.QuerySet[Any]:
        """Return the rows, with the related rows of label and hint."""
        rows = self.model._default_manager.select_related(*self.related)
        annotated: models.QuerySet[Any] = rows.annotate(**self.annotations)
        return annotated.prefetch_related(*self.prefetch)

    def key(self, thing: models.Model) -> str:
        """Return the key of a saved row: “CHN”, “#7”."""
        return str(getattr(thing, self.code)) if self.code else f"#{thing.pk}"

    def text(self, thing: models.Model) -> str:
        """Return the text of ``thing`` in an input: “Wang Yi [#7]”."""
        return f"{thing} [{self.key(thing)}]"


def _dates(edtf: str) -> str:
    return describe(parse(edtf)) if edtf else ""


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _of_person(person: Any) -> str:
    """Return the latest offices with their years, or for whom somebody without any took part."""
    tenures: list[Tenure] = list(person.tenures.all())[:2]
    if not tenures and person.last_for:
        return _joined(f"for {person.last_for}", years_words(person.first_day, person.last_day))
    return "; ".join(
        _joined(tenure.office, years_words(tenure.start, tenure.end)) for tenure in tenures
    )


def _of_source(source: Source) -> str:
    return _joined(_dates(source.published), source.url)


def _of_meeting(meeting: Meeting) -> str:
    # A name that is made of participants and date says the date already.
    return _joined(_dates(meeting.date) if meeting.title else "", meeting.summit)


def _kind(kind: choices.EntryKind, hint: Callable[[Any], str] = lambda _: "", **more: Any) -> Kind:
    return Kind(kind.value, DESK_KINDS[kind].model, hint, **more)


def _taken_part(value: str, *order: Any) -> Subquery:
    """Return ``value`` of the first participation in ``order`` of somebody without an office."""
    in_office = Exists(Tenure.objects.filter(person=OuterRef(OuterRef("pk"))))
    of_person = Participation.objects.filter(~in_office, person=OuterRef("pk"))
    return Subquery(of_person.order_by(*order, "-pk").values(value)[:1])


_FIRST = F("meeting__date_earliest").asc(nulls_last=True)
_LAST = F("meeting__date_latest").desc(nulls_last=True)
_WITH_HINTS = (
    _kind(choices.EntryKind.ACTOR, lambda actor: actor.get_kind_display(), code="code"),
    _kind(
        choices.EntryKind.PERSON,
        _of_person,
        make=creation.new_person,
        prefetch=(models.Prefetch("tenures", Tenure.objects.select_related("office__actor")),),
        annotations={
            "last_for": _taken_part("actor__name", _LAST),
            "first_day": _taken_part("meeting__date", _FIRST),
            "last_day": _taken_part("meeting__date", _LAST),
        },
    ),
    _kind(choices.EntryKind.OFFICE, lambda office: office.get_rank_display(), related=("actor",)),
    _kind(choices.EntryKind.PLACE, lambda place: _joined(place.state), related=("state",)),
    _kind(choices.EntryKind.SERIES, lambda series: series.short_name),
    _kind(
        choices.EntryKind.SUMMIT,
        lambda summit: _joined(_dates(summit.date), summit.place),
        related=("place",),
    ),
    _kind(
        choices.EntryKind.TOPIC,
        lambda topic: _joined(topic.parent),
        make=creation.new_topic,
        related=("parent",),
    ),
    _kind(
        choices.EntryKind.PUBLISHER,
        lambda publisher: publisher.get_kind_display(),
        make=creation.new_publisher,
    ),
    _kind(choices.EntryKind.SOURCE, _of_source, related=("publisher__actor",)),
    Kind(
        "meeting",
        Meeting,
        _of_meeting,
        code="public_id",
        related=("summit",),
        prefetch=("participations__actor", "participations__person"),
    ),
)
# By name; kinds without a row in _WITH_HINTS have no hint that tells homonyms apart.
KINDS: dict[str, Kind] = {kind.value: _kind(kind) for kind in DESK_KINDS} | {
    kind.name: kind for kind in _WITH_HINTS
}
_BY_MODEL = {kind.model: kind for kind in KINDS.values()}


def kind_of_model(model: type[models.Model]) -> Kind | None:
    """Return the kind of ``model``, None if relations to it are not typed."""
    return _BY_MODEL.get(model)
