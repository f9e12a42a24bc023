"""Cells of tables: tokens for what is not there, and texts that are no formulas."""

import pytest

from meetings.exports import cells


def test_tokens_stand_for_what_is_not_there() -> None:
    assert (cells.stated(""), cells.stated(None), cells.stated("a")) == (
        "not stated",
        "not stated",
        "a",
    )
    assert (cells.applicable(None), cells.applicable(3)) == ("not applicable", 3)
    assert (cells.coded(""), cells.coded("a")) == ("not coded", "a")
    assert cells.joined([], "not stated") == "not stated"
    assert cells.joined(["a", "b"], "not stated") == "a; b"
    assert (cells.yes_or_no(1), cells.yes_or_no("")) == ("yes", "no")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("＝1", "'＝1"),
        ("\ta", "'\ta"),
        ("a=1", "a=1"),
        (-5, -5),
        ("", ""),
    ],
)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(
    cell: cells.Cell, written: cells.Cell
) -> None:
    assert cells.harmless(cell) == written


def test_a_workbook_holds_no_control_characters_and_no_endless_texts() -> None:
    assert cells.storable("a\x0bb") == "ab"
    assert cells.storable(7) == 7
    assert len(str(cells.storable("a" * 40_000))) == 32_767
