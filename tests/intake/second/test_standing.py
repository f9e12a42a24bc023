"""Words of an answer stand in the story at their offset, or at one place near it, or not at all."""

import pytest

from meetings.intake.proposal import Span
from meetings.intake.second.answer import Words
from meetings.intake.second.standing import Standing

HEAD = "# title: Wang Yi\n"
TEXT = (
    HEAD + "Wang Yi met Li. In Lithuania, “Wang Yi’s” visit — of two days — was praised.\n"
    "王毅会见了拉夫罗夫。" + " filler" * 200 + " Wang Yi left."
)
BODY = Span(len(HEAD), len(TEXT))
FIRST = len(HEAD)
LAST = TEXT.rindex("Wang Yi")


def standing() -> Standing:
    return Standing(TEXT, BODY)


@pytest.mark.parametrize(
    ("words", "start", "span"),
    [
        ("Wang Yi", FIRST, (17, 24)),
        (" Wang Yi ", FIRST - 1, (17, 24)),
        ("Wang Yi met", FIRST + 9, (17, 28)),
        ("Li", 29, (29, 31)),
        ("Li", 36, (29, 31)),  # not the beginning of Lithuania, where the offset points
        ('"Wang Yi\'s" visit - of', 47, (47, 69)),  # other quotation marks and dashes
        ("praised. 王毅", 85, (85, 96)),  # across a line
        ("王毅", 93, (94, 96)),
        ("拉夫罗夫", 90, (99, 103)),
        ("Wang Yi", LAST - 30, (LAST, LAST + 7)),
        ("Wang Yi left", LAST - 900, (LAST, LAST + 12)),
    ],
)
def test_words_that_stand_there(words: str, start: int, span: tuple[int, int]) -> None:
    found = standing()
    assert found.span_of(Words(words, start), "The name") == span
    assert found.notes() == []


@pytest.mark.parametrize(
    ("words", "start", "reason"),
    [
        ("Sergey Lavrov", 17, "do not stand in the story at or near 17"),
        ("wang yi", 17, "do not stand in the story at or near 17"),
        ("Lithuan", 36, "do not stand in the story at or near 36"),
        ("Wang Yi left", 17, "do not stand in the story at or near 17"),  # too far away
        ("title", 2, "do not stand in the story at or near 2"),  # in the head, not in the story
        ("Wang Yi", 30, "stand more than once near 30"),
        ("", 17, "do not stand in the story at or near 17"),
        ("  ", 17, "do not stand in the story at or near 17"),
        ("Wang Yi", 2**63 - 1, "do not stand in the story at or near 9223372036854775807"),
    ],
)
def test_words_that_do_not_stand_there_are_dropped_and_said(
    words: str, start: int, reason: str
) -> None:
    found = standing()
    assert found.span_of(Words(words, start), "The name") is None
    shown = " ".join(words.split())
    assert found.notes() == [f"Dropped: The name “{shown}”: the words {reason}."]


def test_notes_show_no_hidden_signs_and_are_short() -> None:
    found = standing()
    found.span_of(Words("\u202eevil\x1b[31m\ud800" + "x" * 90, 0), "The name")
    (note,) = found.notes()
    assert note == (
        f"Dropped: The name “�evil�[31m�{'x' * 49}…”: "
        "the words do not stand in the story at or near 0."
    )


def test_many_drops_are_counted() -> None:
    found = standing()
    for number in range(1000):
        found.span_of(Words(f"name {number}", 0), "The name")
    assert len(found.notes()) == 21
    assert found.notes()[-1] == "Dropped besides: 980 more."


def test_a_name_is_no_paragraph() -> None:
    found = standing()
    assert found.span_of(Words(TEXT[17:223], 17), "The name") is None
    assert found.notes()[0].endswith("…”: it is longer than 200 characters.")
    assert found.span_of(Words(TEXT[17:223], 17), "The quotation", 2000) == (17, 223)
