"""What a word is, and what one document may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.tokens import BREAK, search_text, tokens, tokens_in_place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t– … !?", []),
        ("Talks, talked; TALKING", ["talk", "talk", "talk"]),
        ("the and of to be", ["the", "and", "of", "to", "be"]),
        ("Erdoğan ERDOGAN", ["erdogan", "erdogan"]),
        ("Łódź Størksen Straße ılık Đilas Œuvre", None),
        ("U.S. US u.s", ["us", "us", "us"]),
        ("U.S.-China", ["us", "china"]),
        ("a.b.c. d", ["abc", "d"]),
        ("China's China’s", ["china", "china"]),
        ("O'Brien d’Ivoire", ["o", "brien", "d", "ivoir"]),
        ("co-operation no_limits", ["co", "oper", "no", "limit"]),
        ("G20 2024 1,000 3.5 1e5", ["g20", "x02024", "x01", "x0000", "x03", "x05", "x01e5"]),
        ("x1 x2 xi x", ["x0x1", "x0x2", "xi", "x"]),
        ("http://a.example/b?c=d e@f.org", ["http", "a", "exampl", "b", "c", "d", "e", "f", "org"]),
        ("王毅", ["x1e78e8b", "x1e6af85"]),
        ("王毅 met", ["x1e78e8b", "x1e6af85", "met"]),
        ("Лавров ЛАВРОВ", ["x1d0bbd0b0d0b2d180d0bed0b2"] * 2),
        ("co\N{SOFT HYPHEN}operation", ["cooper"]),
        ("ﬁnance ２０２４ ٢٠٢٤ ½", ["financ", "x02024", "x02024", "x01", "x02"]),
        ("a\N{COMBINING ACUTE ACCENT}b", ["ab"]),
        ("\ud800 \x00 nul\x00nul", ["nul", "nul"]),
        ("w" * 70, ["w" * 60]),
    ],
)
def test_words(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = tokens("Lodz Storksen Strasse ilik Dilas Oeuvre")
    assert tokens(text) == expected


@given(st.text())
def test_tokens_are_plain_whatever_the_text(text: str) -> None:
    for token in tokens(text):
        assert token.isascii()
        assert token.isalnum()
        assert token == token.lower()
        assert token != BREAK
        assert len(token) < 600


@given(st.text())
def test_tokens_in_place_are_the_tokens(text: str) -> None:
    placed = list(tokens_in_place(text))
    assert [token.text for token in placed] == tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in placed)
    assert [token.start for token in placed] == sorted(token.start for token in placed)


def test_texts_are_parted_and_given_once() -> None:
    assert search_text(["No limits", "Talks"], ["limits", "again", "limits"]) == (
        f"no limit {BREAK} talk {BREAK}",
        f"limit {BREAK} again {BREAK}",
    )


def test_a_document_ends_where_postgresql_would_stop_counting() -> None:
    text = search_text(["first"], [" ".join(f"n{number}" for number in range(20_000))])
    assert text.head == f"first {BREAK}"
    assert len(text.body.split()) == 15_998


def test_a_document_ends_where_a_vector_would_be_too_long() -> None:
    letters = [f"{number:04} {'я' * 56}{number:04}" for number in range(6_000)]
    text = search_text([], [" ".join(letters)])
    assert 499_000 < len(text.body) <= 500_000


def test_a_word_counts_250_times() -> None:
    body = search_text([], ["the end " * 300]).body.split()
    assert body.count("the") == body.count("end") == 250
    assert body[500:] == [BREAK] * 101
