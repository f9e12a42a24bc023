"""The rule of two for shared things: who changed them since they were last published.

Meetings and shared things keep their editors until the change is public. Whoever publishes a
meeting also publishes the things that become public with it, so their editors count as well.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, QuerySet

from meetings.models import base

from . import errors
from .things.cards import Name, name_of

Things = Iterable[base.SharedThing]

_AT_ONCE = 500


def lock(things: Things, user: User) -> list[base.SharedThing]:
    """Lock ``things`` for publication; return those that ``user`` changed since the last one.

    Needs a transaction; one query a kind. Raises StaleEdit if somebody changed a thing since it was
    read: its new editor would be forgotten with the others, although the change is not public. Does
    not wait for somebody who is changing one: the caller holds meetings, and saving a person may
    have to wait for those.
    """
    own = []
    for model, rows in _by_model(things):
        joined = _editors(model).filter(**{_thing(model): OuterRef("pk"), "user": user.pk})
        locked = model._base_manager.select_for_update(skip_locked=True, no_key=True)
        columns = locked.filter(pk__in=rows).values_list("pk", "revision", Exists(joined))
        ours = {pk: (revision, is_own) for pk, revision, is_own in columns}
        for pk, thing in rows.items():
            revision, is_own = ours.get(pk, (None, False))
            if revision != thing.revision:
                raise errors.StaleEdit(f"“{thing}” was changed just now. Look at it again.")
            own += [thing] if is_own else []
    return own


def lock_as_read(things: Things) -> list[base.SharedThing]:
    """Lock ``things`` for publication; return those that nobody changed since they were read.

    For the register's own commands. Needs a transaction; a query for each 500 of a kind. Who is
    changing a thing just now is not waited for, as in ``lock``.
    """
    things = list(things)
    unchanged: set[Name] = set()
    for model, rows in _by_model(things):
        locked = model._base_manager.select_for_update(skip_locked=True, no_key=True)
        numbers = sorted(rows)
        for start in range(0, len(numbers), _AT_ONCE):
            chunk = locked.filter(pk__in=numbers[start : start + _AT_ONCE])
            for pk, revision in chunk.values_list("pk", "revision"):
                unchanged |= {name_of(rows[pk])} if rows[pk].revision == revision else set()
    return [thing for thing in things if name_of(thing) in unchanged]


def forget(things: Things) -> None:
    """Forget the editors of ``things``, which were just published. One query a kind."""
    for model, rows in _by_model(things):
        _editors(model).filter(**{f"{_thing(model)}__in": rows}).delete()


def fingerprint(things: Things) -> str:
    """Return a text that differs when another thing, or another revision of one, is passed."""
    revisions = sorted((*name_of(thing), thing.revision) for thing in things)
    return hashlib.sha256(repr(revisions).encode()).hexdigest()[:20]


def _by_model(
    things: Things,
) -> Iterator[tuple[type[base.SharedThing], dict[int, base.SharedThing]]]:
    rows: dict[type[base.SharedThing], dict[int, base.SharedThing]] = defaultdict(dict)
    for thing in things:
        rows[type(thing)][thing.pk] = thing
    yield from rows.items()


def _editors(model: type[base.SharedThing]) -> QuerySet[Model]:
    """Return the rows that join things of ``model`` with their editors."""
    rows: QuerySet[Model] = model.editors.through._base_manager.all()
    return rows


def _thing(model: type[base.SharedThing]) -> str:
    """Return the name of the column of the thing in the rows of ``_editors``."""
    name: str = model._meta.get_field("editors").m2m_field_name()
    return name
