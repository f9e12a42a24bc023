"""The marks in a story, and the work of two editors put together."""

from meetings.admin.stories import marking, merging
from meetings.intake.worksheet import Row, Worksheet

TEXT = "Wang met Lavrov. They spoke of the war in Ukraine."


def test_overlapping_marks_are_cut_into_pieces() -> None:
    sheet = Worksheet(
        {
            "m1": Row({"evidence": "0-16"}),
            "m2": Row({"evidence": "9-27"}),
            "m2-a1": Row(),
            "m2-a1-t1": Row({"line": "the war in Ukraine"}),
        }
    )
    pieces = marking.pieces(TEXT, sheet, None)
    assert [(piece.text, piece.label, piece.colour) for piece in pieces] == [
        ("Wang met ", "1", 1),
        ("Lavrov.", "1, 2", 1),
        (" They spoke", "2", 2),
        (" of ", "", 0),
        ("the war in Ukraine", "2", 2),
        (".", "", 0),
    ]
    assert pieces[4].rows == ("m2-a1-t1",)


def test_places_outside_the_text_are_no_marks() -> None:
    sheet = Worksheet({"m1": Row({"evidence": "40-9999 5-2 777-888 x"})})
    pieces = marking.pieces(TEXT, sheet, (0, 16))
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [piece.outside for piece in pieces] == [False, True, True]


def test_words_are_found_across_other_line_breaks() -> None:
    assert marking.span_of_words("spoke\nof  the war", TEXT) == (22, 38)
    assert marking.span_of_words("spoke of peace", TEXT) is None
    assert marking.span_of_words("  ", TEXT) is None


def sheet(**rows: dict[str, str]) -> Worksheet:
    return Worksheet({key.replace("_", "-"): Row(dict(texts)) for key, texts in rows.items()})


def merged(base: Worksheet, theirs: Worksheet, mine: Worksheet) -> merging.Merged:
    return merging.merge(merging.state_of(base), theirs, mine)


def test_changes_of_different_texts_are_both_kept() -> None:
    base = sheet(m1={"date": "2024", "place": "Rio"})
    outcome = merged(
        base,
        sheet(m1={"date": "2023", "place": "Rio"}),
        sheet(m1={"date": "2024", "place": "Oslo"}),
    )
    assert outcome.sheet.rows["m1"].texts == {"date": "2023", "place": "Oslo"}
    assert [one.clash for one in outcome.differences] == [False]


def test_of_two_changes_of_one_text_mine_is_kept_and_theirs_shown() -> None:
    base = sheet(m1={"date": "2024"})
    outcome = merged(base, sheet(m1={"date": "2023"}), sheet(m1={"date": "2022"}))
    assert outcome.sheet.text("m1", "date") == "2022"
    assert [(one.theirs, one.yours, one.clash) for one in outcome.differences] == [
        ("2023", "2022", True)
    ]


def test_rows_that_each_added_are_all_there() -> None:
    base = sheet(m1={"date": ""})
    theirs = sheet(m1={"date": ""}, m1_p5={"person": "Wang"})
    mine = sheet(m1={"date": ""}, m1_p6={"person": "Lavrov"})
    assert list(merged(base, theirs, mine).sheet.rows) == ["m1", "m1-p5", "m1-p6"]


def test_a_row_removed_by_one_goes_unless_the_other_changed_it() -> None:
    base = sheet(m1={"date": ""}, m1_p1={"person": "Wang"})
    gone, same = sheet(m1={"date": ""}), sheet(m1={"date": ""}, m1_p1={"person": "Wang"})
    changed = sheet(m1={"date": ""}, m1_p1={"person": "Wang Yi"})
    assert list(merged(base, gone, same).sheet.rows) == ["m1"]
    assert list(merged(base, same, gone).sheet.rows) == ["m1"]
    for theirs, mine in ((gone, changed), (changed, gone)):
        assert merged(base, theirs, mine).sheet.text("m1-p1", "person") == "Wang Yi"


def test_a_row_whose_meeting_the_other_removed_keeps_its_meeting() -> None:
    base = sheet(m1={"date": "2024"}, m1_p1={"person": "Wang"})
    changed = sheet(m1={"date": "2024"}, m1_p1={"person": "Wang Yi"})
    outcome = merged(base, Worksheet(), changed)
    assert outcome.sheet.text("m1", "date") == "2024"
