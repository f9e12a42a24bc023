"""What a typed text means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.text.matching import fts5, tsquery
from meetings.search.text.query import TextQuery, UnreadableText, parse
from meetings.tokens import tokens

A, B, C = ("alpha",), ("beta",), ("gamma",)
# The pronoun, which is another word than the US.
(US,) = tokens("us")


@pytest.mark.parametrize(
    ("typed", "all_of", "none_of"),
    [
        ("alpha", [(A,)], []),
        ("alpha beta", [(A,), (B,)], []),
        ("alpha ALPHA", [(A,)], []),
        ("alpha AND beta", [(A,), (B,)], []),
        ("alpha and beta", [(A,), (B,)], []),
        ('"alpha beta"', [(("alpha", "beta"),)], []),
        ("“alpha beta”", [(("alpha", "beta"),)], []),
        ('"alpha beta', [(("alpha", "beta"),)], []),
        ("alpha-beta", [(("alpha", "beta"),)], []),
        ("alpha:beta", [(("alpha", "beta"),)], []),
        ("alpha OR beta", [(A, B)], []),
        ("alpha OR ALPHA alpha", [(A,)], []),
        ("alpha | beta gamma", [(A, B), (C,)], []),
        ("alpha beta OR gamma", [(A,), (B, C)], []),
        ("alpha OR beta OR gamma", [(A, B, C)], []),
        ("alpha or beta", [(A, B)], []),
        ("us", [(("us",),)], []),
        ("US -us", [(("us",),)], [("us",)]),
        ('"let us"', [(("let", US), ("let", "us"))], []),
        ('alpha "OR" beta', [(A,), (("or",),), (B,)], []),
        ("OR alpha OR", [(A,)], []),
        ("alpha -beta", [(A,)], [B]),
        ("-beta alpha", [(A,)], [B]),
        ("alpha NOT beta", [(A,)], [B]),
        ("alpha -beta OR gamma", [(A,), (C,)], [B]),
        ("alpha OR -beta", [(A,)], [B]),
        ('-"alpha beta" -gamma', [], [("alpha", "beta"), C]),
        ("alpha - beta", [(A,), (B,)], []),
        ("alpha --beta", [(A,)], [B]),
        ("(alpha) *beta* ^gamma'; DROP", [(A,), (B,), (C,), (("drop",),)], []),
        ('alpha"beta"', [(A,), (B,)], []),
        ("alpha OR ! beta", [(A, B)], []),
    ],
)
def test_meaning(typed: str, all_of: list[object], none_of: list[object]) -> None:
    assert parse(typed) == TextQuery(tuple(all_of), tuple(none_of))  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["", "  ", '"', "-", "OR", "!?", '""', "NOT -", "\x00", "–"])
def test_without_a_word_there_is_nothing_to_search_for(typed: str) -> None:
    with pytest.raises(UnreadableText, match="There is no word in it to search for"):
        parse(typed)


def test_length_is_limited() -> None:
    assert len(parse("a " * 200).phrases) == 1
    with pytest.raises(UnreadableText, match="at most 400 characters"):
        parse("a" * 401)
    assert len(parse(" ".join(f"w{n}" for n in range(32))).phrases) == 32
    with pytest.raises(UnreadableText, match="at most 32 words"):
        parse(" ".join(f"w{n}" for n in range(33)))


def test_rendering() -> None:
    query = parse('alpha "no limits" OR 王 -beta')
    assert fts5(query) == '(("alpha") AND ("no limit" OR "x1e78e8b")) NOT ("beta")'
    assert tsquery(query) == "(('alpha')) & (('no' <-> 'limit') | ('x1e78e8b')) & !(('beta'))"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        query = parse(typed)
    except UnreadableText:
        return
    assert query.all_of or query.none_of
