"""Many shared things are published as they were read, without what an editor changes meanwhile."""

import pytest
from django.contrib.auth.models import User

from meetings.models import Actor, Entry
from meetings.publication.bulk import publish_things
from meetings.publication.check import problems_of_register
from meetings.publication.publish import publish
from meetings.publication.shared import record_shared_change
from meetings.publication.things.cards import with_card_rows
from tests.drafts import rio, user_with

pytestmark = pytest.mark.django_db


def edited(thing: Actor, name: str) -> None:
    """Save another name of an actor at the desk, beside whoever has read it."""
    current = Actor.objects.get(pk=thing.pk)
    current.name = name
    current.save()
    record_shared_change(current, User.objects.first() or user_with("ada"))


def test_what_was_changed_since_it_was_read_is_not_published_with_the_others() -> None:
    for code, name in (("AAA", "One"), ("BBB", "Two"), ("CCC", "Organisation")):
        Actor.objects.create(code=code, name=name, kind="international_organisation")
    organisation = Actor.objects.get(code="CCC")
    Actor.objects.create(code="DDD", name="Organ", kind="organ", parent=organisation)
    things = list(with_card_rows(Actor).order_by("code"))
    edited(things[1], "Two, not reviewed")
    edited(things[2], "Organisation, not reviewed")
    # The organ waits for its organisation.
    assert publish_things(things) == 1
    assert list(Entry.objects.values_list("key", "label")) == [("AAA", "One")]
    assert publish_things(list(with_card_rows(Actor))) == 3


def test_a_shown_thing_that_was_changed_since_it_was_read_waits_for_a_reviewer() -> None:
    publish(rio().with_russia.pk, None)
    Actor.objects.filter(code__in=["CHN", "RUS"]).update(region="Asia", demonym="New")
    things = list(with_card_rows(Actor).filter(code__in=["CHN", "RUS"]).order_by("code"))
    edited(things[0], "China, not reviewed")
    assert publish_things(things) == 1
    labels = Entry.objects.filter(kind="actor", key__in=["CHN", "RUS"]).order_by("key")
    assert [(entry.label, entry.card["demonym"]) for entry in labels] == [
        ("China", ""),
        ("Russia", "New"),
    ]
    assert Actor.objects.get(code="CHN").pending_update
    assert list(problems_of_register()) == []
