"""What is contested: no flag beside an actor, no state behind a place, wherever either is shown."""

import re

import pytest
from django.test import Client

from meetings.models import Meeting, Place
from tests.drafts import state
from tests.register import meeting_of

from .test_meeting import permalink, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Meeting:
    """Talks of China and Taiwan in Taipei, in a year of which flags are shown."""
    state("CHN", "China", alpha2="CN")
    taiwan = state("TWN", "Taiwan", alpha2="TW", kind="de_facto_authority", contested=True)
    taipei = Place.objects.create(name="Taipei", slug="taipei", state=taiwan, contested=True)
    return meeting_of(["CHN", "TWN"], "2015-11-07", place=taipei)


def marks(client: Client, address: str) -> list[str]:
    """Return what stands beside names on a page, each once: a flag's file, or a code in a box."""
    page = client.get(address).content.decode()
    found = re.findall(r'class="flag" src="[^"]*?/(\w+\.\w+)"|class="code"[^>]*>(\w+)<', page)
    return list(dict.fromkeys(flag or code for flag, code in found))


def test_an_actor_of_contested_representation_has_no_flag(client: Client, talks: Meeting) -> None:
    assert marks(client, permalink(talks)) == ["cn.svg", "TWN"]
    assert marks(client, f"/meetings/{talks.public_id}/v1/") == ["cn.svg", "TWN"]
    assert marks(client, "/meetings/") == ["cn.svg", "TWN"]
    assert marks(client, "/countries/TWN/") == ["TWN", "cn.svg"]
    assert marks(client, "/meetings/?country=TWN") == ["cn.svg", "TWN"]


def test_an_actor_has_its_flag_back_when_nothing_is_contested(client: Client) -> None:
    state("CHN", "China", alpha2="CN")
    state("TWN", "Taiwan", alpha2="TW", contested=False)
    talks = meeting_of(["CHN", "TWN"], "2015-11-07")
    assert marks(client, permalink(talks)) == ["cn.svg", "tw.svg"]
    assert marks(client, "/meetings/") == ["cn.svg", "tw.svg"]
    assert marks(client, "/countries/TWN/") == ["tw.svg", "cn.svg"]


@pytest.mark.parametrize("address", ["/meetings/?q=tai", "/suggest/?q=tai", "/countries/", "/"])
def test_facets_suggestions_and_indexes_show_no_flag_of_it(
    client: Client, talks: Meeting, address: str
) -> None:
    page = client.get(address).content.decode()
    assert "Taiwan" in page
    assert "/tw." not in page


def test_a_contested_place_is_named_without_a_state(client: Client, talks: Meeting) -> None:
    for address in (permalink(talks), f"/meetings/{talks.public_id}/v1/"):
        text = text_of(client, address)
        assert "Where Taipei The status of the place is contested. How In person" in text


def test_a_place_that_nobody_contests_is_named_with_its_state(client: Client) -> None:
    taipei = Place.objects.create(name="Taipei", slug="taipei", state=state("TWN", "Taiwan"))
    talks = meeting_of(["CHN", "RUS"], "2015-11-07", place=taipei)
    assert "Where Taipei, Taiwan How In person" in text_of(client, permalink(talks))
