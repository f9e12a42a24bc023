"""Creation in place: new things made from a name that an editor types into another form.

The functions return unsaved rows; ``save_new`` writes a row in the transaction of the form.
"""

import re

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from meetings.models import Person, Publisher, Tenure, Topic
from meetings.models.base import SharedThing
from meetings.models.choices import PublisherKind
from meetings.text import fold, slugify_name


def new_person(text: str) -> Person:
    """Return the unsaved person named ``text``; words in capitals mark the family name.

    “Sergey LAVROV” sorts as “Lavrov, Sergey”; a family name that comes first (“WANG Yi”) stays
    first. Words that are not all in capitals stay as they were typed. If no word or every word is
    in capitals, the family name is unknown.
    """
    words = text.split()
    capitals = [word for word in words if _is_capitals(word)]
    name = " ".join(_lowered(word) if word in capitals else word for word in words)
    if not capitals or len(capitals) == len(words):
        return Person(name=name)
    family_name = " ".join(map(_lowered, capitals))
    given_name = " ".join(word for word in words if word not in capitals)
    sort_name = name if name.startswith(family_name) else f"{family_name}, {given_name}"
    return Person(name=name, family_name=family_name, sort_name=sort_name)


def new_publisher(text: str) -> Publisher:
    """Return the unsaved newspaper or broadcaster named ``text``."""
    return Publisher(name=text, kind=PublisherKind.PRESS)


def new_agency(text: str) -> Publisher:
    """Return the unsaved news agency named ``text``."""
    return Publisher(name=text, kind=PublisherKind.AGENCY)


def new_topic(text: str) -> Topic:
    """Return the unsaved topic named ``text``, at the top of the tree."""
    return Topic(name=text, slug=slugify_name(text, fallback="topic"))


def mark_homonym(thing: Model, *, wanted: bool) -> None:
    """Note whether an editor asked for another thing of a name that there is already."""
    vars(thing)["homonym_wanted"] = wanted


def save_new(thing: Model, user: User) -> Model:
    """Save a thing that ``user`` creates in place, and return it, in the transaction of the form.

    Returns the thing that somebody else created under this name after the form was checked, unless
    a homonym is wanted. A number is added to a slug that is taken.
    """
    lock_creation(type(thing))
    if (same := _created_meanwhile(thing)) is not None:
        return same
    if isinstance(thing, Topic):
        thing.slug = ""  # its own save sets the first free slug
    thing.save()
    if isinstance(thing, SharedThing):
        thing.editors.add(user)
    return thing


def lock_creation(model: type[Model]) -> None:
    """Let one transaction at a time create rows of ``model``, so that two make no thing twice."""
    rows = ContentType.objects.select_for_update(no_key=True)
    rows.filter(pk=ContentType.objects.get_for_model(model).pk).first()


def _created_meanwhile(thing: Model) -> Model | None:
    if isinstance(thing, Tenure):
        terms = Tenure.objects.filter(person=thing.person, office=thing.office, start=thing.start)
        return terms.first() if thing.person.pk else None
    if vars(thing).get("homonym_wanted") or not isinstance(thing, SharedThing):
        return None
    rows = type(thing).objects.named(str(thing))
    return next((row for row in rows if same_creation(row, thing)), None)


def same_creation(thing: Model, other: Model) -> bool:
    """Whether two new things in the same form are the same thing."""
    return type(thing) is type(other) and fold(str(thing)) == fold(str(other))


def _is_capitals(word: str) -> bool:
    """Whether ``word`` is written in capitals; an initial (“S.”) is not."""
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _lowered(word: str) -> str:
    """Return a word in capitals as in a name: “O'BRIEN” is O'Brien, “DI” is Di.

    Whether a particle is written small differs from family to family, so it is left to the editor,
    who can type it so: “Ursula von der LEYEN”.
    """
    small = word.lower().replace("i\u0307", "i")  # Python lowers a Turkish İ to two characters
    return re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:], small)
