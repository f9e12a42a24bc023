"""Whom “both presidents”, “the president” and those who attend mean, in stories in English."""

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.page.reading import article_of
from meetings.intake.reader import Steps, steps_of

DAY = "2022-11-17"


def steps(gazetteer: Gazetteer, text: str) -> Steps:
    return steps_of(article_of(text, gazetteer, published=DAY), gazetteer)


def people_met(gazetteer: Gazetteer, text: str) -> list[list[str]]:
    """Return the names of the people of each encounter of a story."""
    return [
        [person.figure.name for person in encounter.people if person.figure is not None]
        for encounter in steps(gazetteer, text).encounters
    ]


def test_both_are_the_two_that_the_sentence_does_not_name(gazetteer: Gazetteer) -> None:
    text = """President Donald Trump of the United States hosted President Félix Tshisekedi \
of the Democratic Republic of the Congo and President Paul Kagame of Rwanda on Tuesday.

Trump opened the talks with both leaders on Monday."""
    three = ["Donald Trump", "Félix Tshisekedi", "Paul Kagame"]
    assert people_met(gazetteer, text) == [three, three]


def test_an_office_that_means_nobody_of_the_story_takes_no_part(gazetteer: Gazetteer) -> None:
    text = """President Vladimir Putin had a telephone conversation with President of the \
Assembly Emmanuel Macron."""
    assert people_met(gazetteer, text) == [["Vladimir Putin", "Emmanuel Macron"]]


def test_those_who_attend_add_to_a_meeting_that_was_told(gazetteer: Gazetteer) -> None:
    text = """President Emmanuel Macron of France met President Xi Jinping of China in Paris \
on Tuesday.

The two leaders discussed cooperation in energy.

Attending on the Chinese side were Foreign Minister Wang Yi and Defence Minister Wei Fenghe."""
    assert [
        (encounter.name, encounter.weak) for encounter in steps(gazetteer, text).encounters
    ] == [
        ("met", False),
        ("plural subject discussed", True),
        ("taking part were", False),
    ]
