"""Tokens, sentences and titles of office."""

import pytest

from meetings.intake.languages.recognising import recognise
from meetings.intake.proposal import Span
from meetings.intake.words.sentences import sentences_of
from meetings.intake.words.titles import rank_of, title_at
from meetings.intake.words.tokens import key_of, keys_of, tokenize, words_only

from .telling import ENGLISH


def test_tokens_keep_abbreviations_numbers_and_elided_words_whole() -> None:
    text = "U.S. envoys of the G20 met on 3rd May at 10.30; l’entretien"
    assert [token.text for token in tokenize(text)] == [
        "U.S.", "envoys", "of", "the", "G20", "met", "on", "3rd", "May", "at", "10.30", ";",
        "l’", "entretien",
    ]  # fmt: skip


def test_tokens_know_their_offsets() -> None:
    (word,) = tokenize("They met.", 5, 8)
    assert (word.text, word.start, word.end) == ("met", 5, 8)


def test_words_of_a_name_stand_together() -> None:
    text = "Kassym-Jomart Tokayev, S. Jaishankar\nO’Brien"
    words = words_only(tokenize(text), text)
    assert [(word.text, word.follows_in_name) for word in words] == [
        ("Kassym", False),
        ("Jomart", True),
        ("Tokayev", True),
        ("S", False),
        ("Jaishankar", True),
        ("O", False),
        ("Brien", True),
    ]


KEYS = {
    "Erdoğan": ("erdogan",),
    "O’Brien": ("o", "brien"),
    "U.S.": ("us",),
    "Лаврова": ("лавров",),
    "الرئيس": ("رييس",),
    "…": (),
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_of_names_are_folded(name: str) -> None:
    assert keys_of(name) == KEYS[name]


def test_key_of_a_short_cyrillic_word_keeps_its_ending() -> None:
    assert key_of("Кем") == "кем"


def sentences(text: str) -> list[str]:
    spans = [Span(0, len(text))] if text else []
    return [each.text for each in sentences_of(text, [], spans, ENGLISH)]


SENTENCES = {
    "They met. They talked.": ["They met.", "They talked."],
    "Mr. Wong met Gen. Smith of the U.S. on Jan. 3.": [
        "Mr. Wong met Gen. Smith of the U.S. on Jan. 3."
    ],
    "They met in Washington, D.C. The talks were long.": [
        "They met in Washington, D.C.",
        "The talks were long.",
    ],
    "“We met.” He left.": ["“We met.”", "He left."],
    "J. Smith came.": ["J. Smith came."],
    "Really?! Yes.": ["Really?!", "Yes."],
    "": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_ends_of_sentences(text: str) -> None:
    assert sentences(text) == SENTENCES[text]


def test_sentences_longer_than_writers_make_them_are_cut_at_a_space() -> None:
    text = "word " * 1000
    read = sentences(text)
    assert [len(each) <= 1500 for each in read] == [True] * 4
    assert "".join(read) == text


def test_paragraphs_are_numbered_and_titles_are_minus_one() -> None:
    text = "A title\nFirst. Second.\nThird."
    spans = [Span(8, 22), Span(23, 29)]
    read = sentences_of(text, [Span(0, 7)], spans, ENGLISH)
    assert [(each.text, each.paragraph, each.is_title) for each in read] == [
        ("A title", -1, True),
        ("First.", 0, False),
        ("Second.", 0, False),
        ("Third.", 1, False),
    ]


TITLES = {
    "Minister of Foreign Affairs and Trade said": "Minister of Foreign Affairs and Trade",
    "Deputy Prime Minister said": "Deputy Prime Minister",
    "Secretary of State for Defence said": "Secretary of State for Defence",
    "foreign and defence ministers met": "foreign and defence ministers",
    "Secretary-General said": "Secretary-General",
    "national security adviser said": "national security adviser",
    "minister of the day": "minister",
    "counterpart of hers": "counterpart",
    "trade grew": "",
}


@pytest.mark.parametrize("text", TITLES)
def test_longest_title_of_office(text: str) -> None:
    tokens = tokenize(text)
    title = title_at(tokens, 0, ENGLISH)
    end = tokens[title.length - 1].end if title else 0
    assert text[:end] == TITLES[text]


RANKS = {
    "Deputy Foreign Minister": "deputy_minister",
    "Foreign Secretary": "foreign_minister",
    "Prime Minister": "head_of_government",
    "Vice President": "deputy_head_of_state",
    "National Security Adviser": "security_adviser",
    "spokeswoman": "spokesperson",
    "Defence Minister": "minister",
    "King": "head_of_state",
    "cook": "",
}


@pytest.mark.parametrize("title", RANKS)
def test_class_of_a_title(title: str) -> None:
    assert rank_of(title, ENGLISH) == RANKS[title]


LANGUAGES = {
    "Wang Yi met Penny Wong and said that the talks were long.": "en",
    "Le ministre a rencontré son homologue à Paris avec des conseillers de la République.": "fr",
    "Der Minister sprach mit dem Kanzler und das ist nicht zu vergessen.": "de",
    "Het was een gesprek van de minister en niet op de dag zelf.": "nl",
    "Министр встретился с коллегой.": "ru",
    "Міністр зустрівся з колегою.": "uk",
    "王毅会见拉夫罗夫。": "zh",
    "岸田総理は会談しました。": "ja",
    "외교장관 회담": "ko",
    "12345 …": "",
}


@pytest.mark.parametrize("text", LANGUAGES)
def test_language_of_a_text(text: str) -> None:
    assert recognise(text) == LANGUAGES[text]
