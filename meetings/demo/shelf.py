"""Things that demonstration meetings refer to: publishers and sources, and the reference data.

Missing things are created; existing things are left as they are.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from meetings import identifiers
from meetings.models import (
    Actor,
    Person,
    Place,
    Publisher,
    Source,
    Summit,
    Topic,
)

from . import files

Row = TypeVar("Row", bound=models.Model)


def fixed_public_id(kind: str, key: str) -> str:
    """Return the identifier of a demonstration meeting or source: the same in every register."""
    return identifiers.fixed_public_id(f"demo {kind} {key}")


def saved(item: files.Item[Any], row: Row) -> Row:
    """Check and store ``row``; raises MalformedDemo that names ``item``."""
    references = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=references)
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise item.refusal(f"{row._meta.verbose_name}: {' '.join(error.messages)}") from error
    except IntegrityError as error:
        raise item.refusal(f"{row._meta.verbose_name}: {error}") from error
    return row


class Shelf:
    """Desk rows by key. Raises MalformedDemo for unknown keys."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], dict[str, Any]] = {
            Actor: _by_key(Actor.objects.all(), "code"),
            Place: _by_key(Place.objects.all(), "slug"),
            Summit: _by_key(Summit.objects.all(), "slug"),
            Topic: _by_key(Topic.objects.all(), "slug"),
            Person: _by_key(Person.objects.all(), "slug"),
            Publisher: _by_key(Publisher.objects.all(), "slug"),
            Source: _by_key(Source.objects.all(), "public_id"),
        }

    def get(self, model: type[Row], key: str, item: files.Item[Any]) -> Row:
        """Return the row of ``model`` with ``key``."""
        if key not in self._rows[model]:
            raise item.refusal(f"there is no {model._meta.verbose_name} “{key}”.")
        row: Row = self._rows[model][key]
        return row

    def maybe(self, model: type[Row], key: str, item: files.Item[Any]) -> Row | None:
        """Return the row, None for an empty key."""
        return self.get(model, key, item) if key else None

    def fill(self, demo: files.Demo) -> None:
        """Create the publishers and sources that are missing."""
        for publisher in demo.publishers.values():
            self._put(Publisher, publisher.key, partial(self._publisher, publisher))
        for source in demo.sources.values():
            self._rows[Source][source.key] = self.source(source)

    def source(self, item: files.Item[files.SourceEntry]) -> Source:
        """Return the source that ``item`` describes, created where it is missing."""
        entry = item.content
        public_id = fixed_public_id("source", f"{entry.publisher} {entry.title}")
        return self._put(
            Source,
            public_id,
            lambda: saved(
                item,
                Source(
                    public_id=public_id,
                    publisher=self.get(Publisher, entry.publisher, item),
                    title=entry.title,
                    url=entry.url,
                    published=entry.published,
                    language=entry.language,
                    via=self.maybe(Publisher, entry.via, item),
                ),
            ),
        )

    def _put(self, model: type[Row], key: str, create: Callable[[], Row]) -> Row:
        if key not in self._rows[model]:
            self._rows[model][key] = create()
        row: Row = self._rows[model][key]
        return row

    def _publisher(self, item: files.Item[files.PublisherEntry]) -> Publisher:
        entry = item.content
        actor = self.maybe(Actor, entry.actor, item)
        return saved(item, Publisher(slug=item.key, name=entry.name, kind=entry.kind, actor=actor))


def _by_key(rows: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(row, key): row for row in rows}
