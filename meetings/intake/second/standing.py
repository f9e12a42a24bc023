"""Whether words of an answer stand in the story, and where: what does not is dropped, visibly."""

from typing import Final

from meetings.intake.form_reading import shown
from meetings.intake.proposal import Span

from .answer import Words

# Models miscount: words are looked for this many characters around the offset, nearest first.
NEAR: Final = (40, 200, 1000)
# The most characters of a name or a few words, and of a sentence or a quotation.
SHORT: Final = 200
LONG: Final = 2000
_MOST_NOTES: Final = 20
# Signs that models exchange for each other. Each is one character, so that offsets stay.
_SAME_SIGN: Final = str.maketrans(
    dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’‚ʼ", "'")
    | dict.fromkeys("–—‐‑", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\n\r\t", " ")
)


class Standing:
    """Finds the words of an answer in one story, and keeps what was dropped."""

    def __init__(self, text: str, body: Span) -> None:
        self.text, self.body = text, body
        self._text = text.translate(_SAME_SIGN)
        self._dropped: list[str] = []

    def span_of(self, words: Words, called: str, most: int = SHORT) -> Span | None:
        """Return where words stand: at their offset, or at the only place near it.

        None if they do not; the drop is then noted, with ``called`` as what they are.
        """
        if len(words.text) > most:
            self.drop(f"{called} “{shown(words.text)}”: it is longer than {most} characters")
            return None
        sought = words.text.translate(_SAME_SIGN)
        start = words.start + len(sought) - len(sought.lstrip())
        sought = sought.strip()
        if sought and self._stands(sought, start):
            return Span(start, start + len(sought))
        places = self._near(sought, start) if sought else []
        if len(places) == 1:
            return Span(places[0], places[0] + len(sought))
        reason = "stand more than once near" if places else "do not stand in the story at or near"
        self.drop(f"{called} “{shown(words.text)}”: the words {reason} {words.start}")
        return None

    def drop(self, sentence: str) -> None:
        """Note that something was dropped."""
        self._dropped.append(f"Dropped: {sentence}.")

    def notes(self) -> list[str]:
        """Return the sentences about what was dropped, the first of many."""
        more = len(self._dropped) - _MOST_NOTES
        if more <= 0:
            return list(self._dropped)
        return [*self._dropped[:_MOST_NOTES], f"Dropped besides: {more} more."]

    def _stands(self, sought: str, start: int) -> bool:
        end = start + len(sought)
        return (
            self.body.start <= start
            and end <= self.body.end
            and self._text.startswith(sought, start)
            and not self._in_word(start)
            and not self._in_word(end)
        )

    def _in_word(self, offset: int) -> bool:
        """Whether an offset lies within a word; scripts without spaces or capitals have none."""
        if not 0 < offset < len(self._text):
            return False
        return _continues(self._text[offset - 1]) and _continues(self._text[offset])

    def _near(self, sought: str, start: int) -> list[int]:
        """Return the places in the narrowest surroundings of an offset that have any."""
        for reach in NEAR:
            low = max(self.body.start, start - reach)
            high = min(self.body.end, start + reach + len(sought))
            places = []
            position = self._text.find(sought, low, high)
            while position >= 0:
                if self._stands(sought, position):
                    places.append(position)
                position = self._text.find(sought, position + 1, high)
            if places:
                return places
        return []


def _continues(sign: str) -> bool:
    return sign.isdigit() or sign.lower() != sign.upper()
