"""Which party may be the subject of its sentence."""

from meetings.intake.languages import Language

from .figures import Party, ReadSentence


def is_subject(party: Party, read: ReadSentence, tongue: Language) -> bool:
    """Whether a party may be the subject of its sentence: people, not after a preposition."""
    if not party.is_people or party.anaphor:
        return False
    before = read.words_before.get(f"P{read.parties.index(party)}", "")
    if not any(letter.isalpha() for letter in before):
        return True
    return before in tongue.words["grammar"]["before_subject"]
