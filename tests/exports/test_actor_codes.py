"""Codes of actors as cells: which token stands where there is none."""

import pytest

from meetings.exports.actor_codes import Actors, codes_of
from meetings.models import Actor
from tests.drafts import Rio


@pytest.mark.parametrize(
    ("code", "is_country", "cow", "cells"),
    [
        ("CHN", True, 710, ("CHN", 710)),
        # ISO 3166 leaves XAA to XZZ to users; Kosovo has a COW number all the same.
        ("XKX", True, 347, ("not coded", 347)),
        ("XAA", True, None, ("not coded", "not coded")),
        ("EU", False, None, ("not applicable", "not applicable")),
    ],
)
def test_cells_of_an_actor(
    code: str, is_country: bool, cow: int | None, cells: tuple[str | int, str | int]
) -> None:
    actor = codes_of(code, "Name", is_country=is_country, cow=cow)
    assert (actor.code, actor.name, actor.iso, actor.cow) == (code, "Name", *cells)


def test_a_code_that_is_no_actors_stands_as_it_is(db: None) -> None:
    assert Actors().of("QQQ") == (
        "QQQ",
        "QQQ",
        "not applicable",
        "not applicable",
        "not applicable",
    )


def test_several_actors_of_a_side_share_its_cells(story: Rio) -> None:
    assert Actor.objects.get(code="IND").cow_number is None
    assert Actors().side(("CHN", "IND")) == (
        "CHN; IND",
        "China; India",
        "CHN; IND",
        "710; not coded",
        "710; not coded",
    )
