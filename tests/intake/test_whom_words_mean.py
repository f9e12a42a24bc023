"""Whom “both leaders”, an office alone and those who attend mean."""

from tests.intake.telling import Told


def people_met(told: Told, text: str) -> list[list[str]]:
    """Return the names of the people of each encounter of a story."""
    return [
        [person.figure.name for person in encounter.people if person.figure is not None]
        for encounter in told.steps(text).encounters
    ]


def test_both_are_the_two_that_the_sentence_does_not_name(told: Told) -> None:
    text = """President Joe Biden of the United States hosted President Emmanuel Macron of \
France and President Volodymyr Zelensky of Ukraine on Tuesday.

Biden opened the talks with both leaders on Monday."""
    three = ["Joe Biden", "Emmanuel Macron", "Volodymyr Zelensky"]
    assert people_met(told, text) == [three, three]


def test_an_office_that_means_nobody_of_the_story_takes_no_part(told: Told) -> None:
    text = """President Vladimir Putin had a telephone conversation with President of the \
Assembly Emmanuel Macron."""
    assert people_met(told, text) == [["Vladimir Putin", "Emmanuel Macron"]]


def test_those_who_attend_add_to_a_meeting_that_was_told(told: Told) -> None:
    text = """President Emmanuel Macron of France met President Xi Jinping of China in Paris \
on Tuesday.

The two leaders discussed cooperation in energy.

Attending on the Chinese side were Foreign Minister Wang Yi and Defence Minister Wei Fenghe."""
    assert [(encounter.name, encounter.weak) for encounter in told.steps(text).encounters] == [
        ("met", False),
        ("plural subject discussed", True),
        ("taking part were", False),
    ]
