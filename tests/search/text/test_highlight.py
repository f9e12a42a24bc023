"""Marked words in texts as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.text.highlight import highlight
from meetings.search.text.query import UnreadableText, parse


def marked(text: str, typed: str) -> str:
    """Return ``text`` with brackets around what is marked."""
    return "".join(
        f"[{one.text}]" if one.marked else one.text for one in highlight(text, parse(typed))
    )


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Sanctions were sanctioned", "sanction", "[Sanctions] were [sanctioned]"),
        ("Recep Tayyip Erdoğan", "erdogan", "Recep Tayyip [Erdoğan]"),
        ("A no-limits deal, no other limits", '"no limits"', "A [no-limits] deal, no other limits"),
        ("no limits", "limits no", "[no] [limits]"),
        ("外长王毅会见", "王毅", "外长[王毅]会见"),
        ("China’s view of China", "china", "[China]’s view of [China]"),
        ("The U.S. side", "us", "The [U.S]. side"),
        ("Straße <b>&", "strasse b", "[Straße] <[b]>&"),
        ("grain and trade", "grain -trade", "[grain] and trade"),
        ("grain and trade", "iron OR trade", "grain and [trade]"),
        ("a b c d", '"a b" "b c"', "[a b c] d"),
        ("nothing", "-grain", "nothing"),
        ("", "grain", ""),
    ],
)
def test_marks(text: str, typed: str, expected: str) -> None:
    assert marked(text, typed) == expected


def test_without_a_query_nothing_is_marked() -> None:
    assert [(one.text, one.marked) for one in highlight("a text", None)] == [("a text", False)]


@given(st.text(), st.text(max_size=20))
def test_segments_are_the_text(text: str, typed: str) -> None:
    try:
        query = parse(typed)
    except UnreadableText:
        return
    segments = highlight(text, query)
    assert "".join(one.text for one in segments) == text
    assert all(one.text for one in segments)
