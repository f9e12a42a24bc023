"""Which party may be the subject of its sentence."""

import re

from meetings.intake.languages import Language

from .figures import Party, ReadSentence


def is_subject(party: Party, read: ReadSentence, tongue: Language) -> bool:
    """Whether a party may be the subject of its sentence: people, not after a preposition."""
    if not party.is_people or party.anaphor:
        return False
    before = word_before(f"P{read.parties.index(party)}", read)
    if not any(letter.isalpha() for letter in before):
        return True
    return before in tongue.words["grammar"]["before_subject"]


def word_before(sign: str, read: ReadSentence) -> str:
    """Return the word that stands before a sign of a sentence, "" at its beginning."""
    match = re.search(rf"([^ ]+) {sign}\b", read.tagged)
    return match[1] if match else ""
