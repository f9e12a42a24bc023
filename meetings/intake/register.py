"""The gazetteer of this register: read from the desk, kept until the desk or the clock moves."""

import datetime
from collections import defaultdict
from threading import Lock

from django.db.models import Aggregate, Count, Max, Model, Sum
from django.db.models.functions import Length

from meetings import models
from meetings.models.base import SharedThing

from . import gazetteer
from .gazetteer import Gazetteer

_SHARED: tuple[type[SharedThing], ...] = (
    models.Actor,
    models.Person,
    models.Office,
    models.Place,
    models.Series,
    models.Summit,
    models.Topic,
    models.Publisher,
)
# Rows that files change without a new revision of the thing that they belong to.
_NAMES: tuple[type[Model], ...] = (
    models.ActorName,
    models.PersonName,
    models.PlaceName,
    models.TopicAlias,
    models.PublisherName,
)
_FIGURES = {"n": Count("pk"), "last": Max("pk")}

Stamp = tuple[object, ...]
_lock = Lock()
_kept: tuple[Stamp, Gazetteer] | None = None


def current() -> Gazetteer:
    """Return the gazetteer of the register as it is now; the one kept while nothing has changed."""
    global _kept  # noqa: PLW0603 - one for each process, replaced as a whole
    stamp = stamp_of_register()
    with _lock:
        if _kept is None or _kept[0] != stamp:
            _kept = (stamp, load())
        return _kept[1]


def stamp_of_register() -> Stamp:
    """Return what changes with every change of the clock, of a shared thing, or of its parts."""
    figures: list[object] = [*models.RegisterClock.objects.stamp()]
    for shared in _SHARED:
        figures += _figures(shared, saves=Sum("revision"))
    for names in _NAMES:
        figures += _figures(names, letters=Sum(Length("name")))
    figures += _figures(models.PublisherSite, letters=Sum(Length("host")))
    figures += _figures(
        models.Tenure,
        ends=Count("end_latest"),
        first=Max("start_earliest"),
        latest=Max("end_latest"),
    )
    return tuple(figures)


def _figures(model: type[Model], **more: Aggregate) -> list[object]:
    return list(model._base_manager.aggregate(**_FIGURES, **more).values())


def load() -> Gazetteer:
    """Return a gazetteer of all that the desk knows, in a dozen queries."""
    places = _places()
    series = _series()
    return Gazetteer(
        actors=_actors(),
        people=_people(),
        places=places,
        series=series,
        summits=_summits(),
        topics=_topics(),
        publishers=_publishers(),
    )


def _names(model: type[Model], owner: str) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in model._base_manager.values_list(f"{owner}_id", "name"):
        names[key].append(name)
    return names


def _actors() -> dict[str, gazetteer.KnownActor]:
    others = _names(models.ActorName, "actor")
    rows = models.Actor.objects.values_list(
        "pk", "code", "name", "demonym", "kind", "alpha2", "capital_id", "subregion"
    )
    return {
        code: gazetteer.KnownActor(
            code,
            name,
            kind in models.choices.COUNTRY_KINDS,
            (
                name,
                *others.get(key, ()),
                *((code,) if kind not in models.choices.COUNTRY_KINDS else ()),
            ),
            demonym,
            capital,
            region,
        )
        for key, code, name, demonym, kind, alpha2, capital, region in rows
    }


def _people() -> dict[int, gazetteer.KnownPerson]:
    terms: dict[int, list[gazetteer.KnownTerm]] = defaultdict(list)
    rows = models.Tenure.objects.values_list(
        "person_id",
        "office__actor__code",
        "office__name",
        "office__rank",
        "start_earliest",
        "end_latest",
    )
    for person, actor, title, rank, start, end in rows:
        terms[person].append(
            gazetteer.KnownTerm(
                actor, title, rank, start or datetime.date.min, end or datetime.date.max
            )
        )
    others = _names(models.PersonName, "person")
    people = models.Person.objects.values_list("pk", "name", "family_name")
    return {
        key: gazetteer.KnownPerson(
            key, name, family, (name, *others.get(key, ())), tuple(terms.get(key, ()))
        )
        for key, name, family in people
    }


def _places() -> dict[int, gazetteer.KnownPlace]:
    others = _names(models.PlaceName, "place")
    rows = models.Place.objects.values_list("pk", "name", "state__code")
    return {
        key: gazetteer.KnownPlace(key, name, state or "", (name, *others.get(key, ())))
        for key, name, state in rows
    }


def _series() -> dict[int, gazetteer.KnownSeries]:
    rows = models.Series.objects.values_list("pk", "name", "short_name")
    return {
        key: gazetteer.KnownSeries(key, name, tuple(filter(None, (name, short))))
        for key, name, short in rows
    }


def _summits() -> dict[int, gazetteer.KnownSummit]:
    rows = models.Summit.objects.values_list(
        "pk", "name", "date_earliest", "date_latest", "series_id", "place_id"
    )
    return {
        key: gazetteer.KnownSummit(
            key,
            name,
            first or datetime.date.min,
            last or datetime.date.max,
            series,
            place,
            (name,),
        )
        for key, name, first, last, series, place in rows
    }


def _topics() -> dict[int, gazetteer.KnownTopic]:
    others = _names(models.TopicAlias, "topic")
    return {
        key: gazetteer.KnownTopic(key, name, (name, *others.get(key, ())))
        for key, name in models.Topic.objects.values_list("pk", "name")
    }


def _publishers() -> dict[int, gazetteer.KnownPublisher]:
    others = _names(models.PublisherName, "publisher")
    hosts: dict[int, list[str]] = defaultdict(list)
    for key, host in models.PublisherSite.objects.values_list("publisher_id", "host"):
        hosts[key].append(host)
    rows = models.Publisher.objects.values_list("pk", "name", "kind", "actor__code")
    return {
        key: gazetteer.KnownPublisher(
            key, name, kind, actor or "", (name, *others.get(key, ())), tuple(hosts.get(key, ()))
        )
        for key, name, kind, actor in rows
    }
