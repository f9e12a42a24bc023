"""The worksheet of a story: rows with stable keys, and what editors do to them."""

from meetings.intake.worksheet import Row, Worksheet, as_json, from_json, keep_proposed, posted


def test_a_post_becomes_rows_and_comes_back() -> None:
    sheet = posted(
        [
            ("csrfmiddlewaretoken", "x"),
            ("source-title", "A title"),
            ("m1-decision", "accept"),
            ("m1-p7-person", "Wang Yi [#7]"),
            ("m1-a2-voice_names", "China [CHN]"),
            ("m1-a2-t3-topic", "Ukraine\0"),
        ]
    )
    assert list(sheet.rows) == ["source", "m1", "m1-p7", "m1-a2", "m1-a2-t3"]
    assert sheet.text("m1-a2-t3", "topic") == "Ukraine"
    assert from_json(as_json(sheet)) == sheet


def test_a_removed_row_goes_with_all_within_it() -> None:
    sheet = posted([("m1-date", "x"), ("m1-a1-remove", "on"), ("m1-a1-t1-topic", "y")])
    assert list(sheet.rows) == ["m1"]


def test_rows_without_their_parent_are_left_out() -> None:
    assert list(posted([("m1-p1-person", "x"), ("m2-a1-q9-text", "y")]).rows) == []


def test_children_are_those_of_one_kind_and_one_level() -> None:
    sheet = Worksheet({key: Row() for key in ("m1", "m1-p1", "m1-a1", "m1-a1-t1", "m11", "m11-p1")})
    assert sheet.meetings() == ["m1", "m11"]
    assert sheet.children("m1", "p") == ["m1-p1"]
    assert sheet.children("m1-a1", "t") == ["m1-a1-t1"]
    assert sheet.below("m1") == ["m1", "m1-p1", "m1-a1", "m1-a1-t1"]


def test_a_text_is_proposed_until_somebody_touches_it() -> None:
    before = Worksheet({"m1": Row({"date": "2024", "place": "Rio"}, {"date", "place"})})
    after = posted([("m1-date", "2024"), ("m1-place", "Moscow")])
    keep_proposed(after, before)
    assert after.rows["m1"].proposed == {"date"}
