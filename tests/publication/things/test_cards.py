"""What the public may know of an actor and a place: the fields in which a mistake is political."""

import pytest

from meetings.models import Actor, ActorName, FormerState, Place
from meetings.publication.things.cards import card_of
from tests.drafts import state

pytestmark = pytest.mark.django_db


def swaziland() -> Actor:
    """Return Eswatini with a name of each kind."""
    actor = state("SWZ", "Eswatini", alpha2="SZ")
    for name, kind, start, end in (
        ("Kingdom of Eswatini", "formal", "2018-04-19", ""),
        ("Swaziland", "former", "1968-09-06", "2018-04-18"),
        ("Ngwane", "other", "", ""),
    ):
        ActorName.objects.create(actor=actor, name=name, kind=kind, start=start, end=end)
    return actor


def test_only_former_names_are_listed_as_former() -> None:
    assert card_of(swaziland())["former"] == [
        {"name": "Swaziland", "article": False, "start": "1968-09-06", "end": "2018-04-18"}
    ]


def test_the_card_of_an_actor() -> None:
    card = dict(card_of(swaziland()))
    del card["former"]
    assert card == {
        "name": "Eswatini",
        "article": False,
        "names": [
            {"name": "Kingdom of Eswatini", "language": ""},
            {"name": "Ngwane", "language": ""},
        ],
        "sort": "Eswatini",
        "kind": "state",
        "demonym": "",
        "alpha2": "SZ",
        "contested": False,
        "parent": None,
        "start": "",
        "end": "",
    }


@pytest.mark.parametrize("contested", [False, True])
def test_a_card_says_whether_representation_is_contested(contested: bool) -> None:
    assert card_of(state("TWN", "Taiwan", contested=contested))["contested"] is contested


@pytest.mark.parametrize("contested", [False, True])
def test_a_card_says_whether_a_place_is_contested(contested: bool) -> None:
    place = Place.objects.create(
        name="Taipei", slug="taipei", state=state("TWN", "Taiwan"), contested=contested
    )
    card = card_of(place)
    assert (card["contested"], card["state"]) == (contested, "TWN")


def test_the_card_of_a_place_that_lay_in_another_state() -> None:
    moscow = Place.objects.create(
        name="Moscow",
        slug="moscow",
        state=state("RUS", "Russia"),
        latitude="55.75",
        longitude="37.5",
    )
    FormerState.objects.create(
        place=moscow, state=state("SUN", "Soviet Union"), start="1922-12-30", end="1991-12-26"
    )
    assert card_of(moscow) == {
        "name": "Moscow",
        "state": "RUS",
        "contested": False,
        "latitude": 55.75,
        "longitude": 37.5,
        "former_states": [{"state": "SUN", "start": "1922-12-30", "end": "1991-12-26"}],
    }
