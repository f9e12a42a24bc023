"""English text: articles before names."""

import pytest

from meetings.english import possessive, the, the_event


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("G20 summit, New Delhi 2023", "the G20 summit, New Delhi 2023"),
        ("Munich Security Conference 2023", "the Munich Security Conference 2023"),
        (
            "European Political Community, Prague 2022",
            "the European Political Community, Prague 2022",
        ),
        ("COP28, Dubai 2023", "COP28, Dubai 2023"),
        ("Two Plus Four, Bonn 1990", "Two Plus Four, Bonn 1990"),
    ],
)
def test_events_take_the_article_of_their_noun(name: str, words: str) -> None:
    assert the_event(name) == words


def test_a_name_takes_one_article() -> None:
    assert the("United States") == "the United States"
    assert the("The Hague") == "The Hague"
    assert the("China", article=False) == "China"


def test_possessives() -> None:
    assert possessive("China") == "China’s"
    assert possessive("the United States") == "the United States’"
