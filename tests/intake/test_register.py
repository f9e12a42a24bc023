"""The gazetteer of a register: what it holds, and that it is kept current."""

import datetime
from collections.abc import Callable

import pytest

from meetings.intake import register
from meetings.intake.gazetteer import KnownTerm
from meetings.models import (
    Actor,
    ActorName,
    Person,
    PersonName,
    Place,
    Publisher,
    PublisherSite,
    Tenure,
    Topic,
    TopicAlias,
)
from meetings.models.choices import ActorKind, Rank
from meetings.publication.clock import public_change
from tests.drafts import Rio, holder, rio, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Rio:
    story = rio()
    person = Person.objects.create(name="Nobody Else", slug="nobody-else")
    PersonName.objects.create(person=person, name="Short")
    return story


def test_gazetteer_holds_what_the_desk_knows(story: Rio) -> None:
    china = Actor.objects.get(code="CHN")
    ActorName.objects.create(actor=china, name="PRC")
    Actor.objects.create(code="NATO", name="NATO", kind=ActorKind.ORGANISATION)
    beijing = Place.objects.create(name="Beijing", slug="beijing", state=china)
    Actor.objects.filter(pk=china.pk).update(capital=beijing, demonym="Chinese")
    publisher = Publisher.objects.create(name="Agency", slug="agency", kind="agency")
    PublisherSite.objects.create(publisher=publisher, host="agency.example")
    topic = Topic.objects.create(name="Climate change", slug="climate-change")
    TopicAlias.objects.create(topic=topic, name="global warming")
    tenure = holder(
        state("FRA", "France"), "Emmanuel Macron", "President", Rank.HEAD_OF_STATE, "2017-05-14"
    )
    PersonName.objects.create(person=tenure.person, name="马克龙")

    gazetteer = register.load()

    actor = gazetteer.actors["CHN"]
    assert (actor.name, actor.is_country, actor.demonym) == ("China", True, "Chinese")
    assert (actor.names, actor.capital) == (("China", "PRC"), beijing.pk)
    assert gazetteer.actors["NATO"].is_country is False
    person = gazetteer.people[tenure.person_id]
    assert person.names == ("Emmanuel Macron", "马克龙")
    assert person.terms == (
        KnownTerm("FRA", "President", "head_of_state", datetime.date(2017, 5, 14)),
    )
    assert gazetteer.places[beijing.pk].country == "CHN"
    assert gazetteer.topics[topic.pk].names == ("Climate change", "global warming")
    assert gazetteer.publishers[publisher.pk].hosts == ("agency.example",)
    assert story.summit.pk in gazetteer.summits


def test_gazetteer_is_kept_while_nothing_changes(story: Rio) -> None:
    assert register.current() is register.current()


def _name_at_the_desk() -> None:
    person = Person.objects.first()
    assert person is not None
    person.name = "Another Name"
    person.revision += 1
    person.save()


def _alias() -> None:
    topic = Topic.objects.first()
    assert topic is not None
    TopicAlias.objects.create(topic=topic, name="another word for it")


def _name_from_a_file() -> None:
    PersonName.objects.filter(name="Short").update(name="Rather longer")


def _term() -> None:
    holder(state("FRA", "France"), "Emmanuel Macron", "President", Rank.HEAD_OF_STATE)


def _end_of_a_term() -> None:
    tenure = Tenure.objects.first()
    assert tenure is not None
    tenure.end = "2030-01-01"
    tenure.save()


def _deletion() -> None:
    Person.objects.filter(slug="nobody-else").delete()


def _clock() -> None:
    with public_change():
        pass


CHANGES = (
    _name_at_the_desk,
    _alias,
    _name_from_a_file,
    _term,
    _end_of_a_term,
    _deletion,
    _clock,
)


@pytest.mark.parametrize("change", CHANGES)
def test_gazetteer_is_read_again_after_a_change(story: Rio, change: Callable[[], None]) -> None:
    before = register.current()
    stamp = register.stamp_of_register()
    change()
    assert register.stamp_of_register() != stamp
    assert register.current() is not before
