"""How near a name is to what was typed: the same for the desk and the public pages."""

import pytest

from meetings.nearness import Nearness, likeness, nearness, words_of

KIM = ("Kim Jong Un", "김정은")


@pytest.mark.parametrize(
    ("typed", "names", "near"),
    [
        ("kim jong un", KIM, Nearness.EXACT),
        ("Un Kim Jong", KIM, Nearness.EXACT),
        ("김정은", KIM, Nearness.EXACT),
        ("US", ("United States", "US"), Nearness.EXACT),
        ("U.S.", ("United States", "US"), Nearness.EXACT),
        ("the United States", ("United States",), Nearness.EXACT),
        ("kim", KIM, Nearness.WORDS),
        ("kim jo", KIM, Nearness.BEGINNING),
        ("jo", KIM, Nearness.WORD),
        ("jon ki", KIM, Nearness.EACH_WORD),
        ("ong", KIM, Nearness.WITHIN),
        ("Kym", KIM, Nearness.RESEMBLING),
    ],
)
def test_nearness(typed: str, names: tuple[str, ...], near: Nearness) -> None:
    assert nearness(words_of(typed), names) == near


@pytest.mark.parametrize(
    ("typed", "text", "alike"),
    [
        ("zelenskiy", " volodymyr zelensky", True),
        ("selenskyj", " volodymyr zelensky", True),
        ("lavrow sergej", " sergey lavrov", True),
        ("macron emanuel", " emmanuel macron", True),
        ("merkel", " friedrich merz", False),
        ("li", " xi jinping", False),
        ("lavrov ivan", " sergey lavrov", False),
    ],
)
def test_likeness(typed: str, text: str, alike: bool) -> None:
    assert (likeness(words_of(typed), text) > 0) is alike
