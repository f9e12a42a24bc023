"""Things created in place: an editor types a name where the register does not have it yet.

The functions return unsaved rows; ``save_new`` writes one in the transaction of the form.
"""

import re

from django.db.models import Model

from meetings.models import Person, Publisher, Topic
from meetings.models.choices import PublisherKind
from meetings.text import fold, slugify_name

# Parts of a family name that stay small where the rest of it is capitalised.
_PARTICLES = {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "ibn", "van", "von"}


def new_person(text: str) -> Person:
    """Return the unsaved person named ``text``; words in capitals mark the family name.

    “Sergey LAVROV” sorts as “Lavrov, Sergey”; a family name that comes first (“WANG Yi”) is in
    its place already. Without capitals, or in nothing but capitals, the family name is not known.
    """
    words = text.split()
    marked = [word for word in words if _is_capitals(word)]
    name = " ".join(_lowered(word) if word in marked else word for word in words)
    if not marked or len(marked) == len(words):
        return Person(name=name)
    family = " ".join(map(_lowered, marked))
    given = " ".join(word for word in words if word not in marked)
    sort_name = name if name.startswith(family) else f"{family}, {given}"
    return Person(name=name, family_name=family, sort_name=sort_name)


def new_publisher(text: str) -> Publisher:
    """Return the unsaved newspaper or broadcaster named ``text``."""
    return Publisher(name=text, kind=PublisherKind.PRESS)


def new_agency(text: str) -> Publisher:
    """Return the unsaved news agency named ``text``."""
    return Publisher(name=text, kind=PublisherKind.AGENCY)


def new_topic(text: str) -> Topic:
    """Return the unsaved topic named ``text``, at the top of the tree."""
    return Topic(name=text, slug=slugify_name(text, fallback="topic"))


def save_new(thing: Model) -> None:
    """Save a thing created in place; a slug that is taken gets a number."""
    if isinstance(thing, Topic):
        thing.slug = ""  # its own save gives the first free one
    thing.save()


def same_creation(one: Model, other: Model) -> bool:
    """Whether two new things of one form are meant to be the same one."""
    return type(one) is type(other) and fold(str(one)) == fold(str(other))


def _is_capitals(word: str) -> bool:
    """Whether ``word`` is written in capitals; an initial (“S.”) is not."""
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _lowered(word: str) -> str:
    """Return a word in capitals as names are written: “O'BRIEN” is O'Brien, “VON” is von."""
    small = word.lower().replace("i\u0307", "i")  # what Python makes of a Turkish İ
    return re.sub(r"[^\W\d_]+", lambda part: _capitalised(part[0]), small)


def _capitalised(part: str) -> str:
    return part if part in _PARTICLES else part[:1].upper() + part[1:]
