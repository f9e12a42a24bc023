"""Resolve typed text to a row of the register.

It understands “China [CHN]” and “Wang Yi [#7]” (the key decides, the label must agree), a code
alone, an exact name in any script, case or accent, and “+ name” for a new thing.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from meetings.admin import bounds
from meetings.desk import creation, finding
from meetings.models import Meeting
from meetings.models.base import SharedThing
from meetings.text import fold

from . import kinds, nearest

KEYED = re.compile(r"^(?P<label>.*?)\s*\[(?P<key>#\d+|[A-Z0-9]{2,12}|tenure \d+)\]$", re.DOTALL)
_MOST_CANDIDATES = 50
_MOST_NAMED = 5


def canonical(text: str) -> str:
    """Return the canonical form of a typed text: the key if it has one."""
    keyed = KEYED.match(text.strip())
    return keyed["key"] if keyed else text.strip()


def resolve(kind: kinds.Kind, text: str, make: kinds.Make | None = None) -> models.Model:
    """Return the row that ``text`` names; with ``make``, a new unsaved row for “+ name”.

    Raises ValidationError with a sentence that says what to do: the candidates, or how to create
    a new thing.
    """
    text = " ".join(text.split())
    # First, because the name of a thing that was chosen may begin with a plus itself.
    if keyed := KEYED.match(text):
        return _by_key(kind, keyed["label"], keyed["key"])
    if text.startswith("+"):
        return _new(kind, text, make)
    if by_code := _by_code(kind, text):
        return by_code
    matches = exactly_named(kind, text)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise ValidationError(f"Several are called “{text}”: {_named(kind, matches)}.")
    raise ValidationError(_unknown(kind, text, make))


def exactly_named(kind: kinds.Kind, text: str) -> list[models.Model]:
    """Return the rows that have ``text`` as one of their names, words in any order."""
    if kind.model is Meeting:
        return [meeting for meeting in _like(kind, text) if fold(str(meeting)) == fold(text)]
    return list(nearest.named_so(kind, text))


def _like(kind: kinds.Kind, text: str) -> list[models.Model]:
    rows: Any = kind.rows()
    if not fold(text):
        return []
    if kind.model is Meeting:
        return list(finding.with_words(rows, text)[:_MOST_CANDIDATES])
    return list(nearest.nearest(kind, text))


def _spelt_alike(kind: kinds.Kind, text: str) -> list[models.Model]:
    return [] if kind.model is Meeting else list(nearest.resembling(kind, text))


def _by_code(kind: kinds.Kind, text: str) -> models.Model | None:
    return kind.rows().filter(**{kind.code: text.upper()}).first() if kind.code else None


def by_key(kind: kinds.Kind, key: str) -> models.Model | None:
    """Return the row with a key such as “CHN” or “#7”."""
    thing: models.Model | None
    if key.startswith("#") and not kind.code:
        thing = kind.rows().filter(pk=bounds.number_in(key[1:])).first()
    else:
        thing = _by_code(kind, key)
    return thing


def _by_key(kind: kinds.Kind, label: str, key: str) -> models.Model:
    thing = by_key(kind, key)
    if thing is None:
        raise ValidationError(f"There is no {kind.called} [{key[:20]}].")
    if isinstance(thing, Meeting):
        return thing  # its name changes with its participants, and its key is never a slip
    searched = getattr(thing, "search_text", "") + " " + fold(str(thing))
    if any(word not in searched for word in fold(label).split()):
        raise ValidationError(f"[{key}] is “{thing}”, not “{label}”. Correct the one or the other.")
    return thing


def _new(kind: kinds.Kind, text: str, make: kinds.Make | None) -> SharedThing:
    name = text.lstrip("+").strip()
    if make is None:
        raise ValidationError("A name alone does not make one of these: use the plus sign beside.")
    if not name:
        raise ValidationError("Write a name after the plus sign.")
    thing = make(name)
    creation.mark_homonym(thing, wanted=text.startswith("++"))
    if not text.startswith("++"):
        _refuse_namesakes(kind, name, str(thing))
    try:
        thing.full_clean(exclude=["slug"])
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    return thing


def _refuse_namesakes(kind: kinds.Kind, typed: str, name: str) -> None:
    """Raise ValidationError for a new thing whose name another has, or has in another spelling."""
    if namesakes := exactly_named(kind, name):
        raise ValidationError(
            f"There is one already: {_named(kind, namesakes)}. Choose it, "
            f"or write “++ {typed}” for another of the same name."
        )
    if alike := nearest.resembling(kind, name):
        raise ValidationError(
            f"Is it {_named(kind, alike)}? Choose it, or write “++ {typed}” for somebody or "
            "something else."
        )


def _unknown(kind: kinds.Kind, text: str, make: kinds.Make | None) -> str:
    sentence = f"No {kind.called} is called “{text}”."
    if similar := _like(kind, text) or _spelt_alike(kind, text):
        sentence += f" Did you mean {_named(kind, similar)}?"
    if make is not None:
        sentence += f" Write “+ {text}” to create it."
    return sentence


def _named(kind: kinds.Kind, things: Sequence[models.Model]) -> str:
    """Return the things as text, with their keys and hints."""
    parts = []
    for thing in things[:_MOST_NAMED]:
        hint = kind.hint(thing)
        parts.append(kind.text(thing) + (f" ({hint})" if hint else ""))
    more = ["…"] if len(things) > _MOST_NAMED else []
    return "; ".join([*parts, *more])
