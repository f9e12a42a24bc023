"""An invented language with word frequencies by Zipf's law, as in real languages."""

from itertools import accumulate
from random import Random

ONSETS = ["", *"bdfghjklmnprstvz", "br", "ch", "dr", "kh", "pl", "sh", "st", "tr", "zh"]
VOWELS = [*"aeiou", "ai", "ia", "ou", "é", "ø"]
CODAS = ["", "", "", "l", "n", "r", "s", "t", "nd", "rk", "sk"]
# Endings make words share a stem, as in English.
ENDINGS = ["s", "ed", "ing", "ment", "ation", "ly"]
# The most frequent words are English function words, so that phrases contain stop words.
FUNCTION_WORDS = [
    *("the", "of", "to", "and", "in", "on", "that", "for", "with", "a", "by", "between", "its"),
    *("not", "no", "as", "at", "from", "is", "was", "both", "they", "it", "had", "would", "be"),
    *("were", "their", "about", "after", "before", "which", "but", "or"),
]

WORDS = 60_000
PHRASES = 2_000


def syllable(random: Random) -> str:
    """Return one syllable."""
    # Accented letters are rare in running text.
    vowel = random.choice(VOWELS if random.random() < 0.1 else VOWELS[:5])
    return f"{random.choice(ONSETS)}{vowel}{random.choice(CODAS)}"


def name(random: Random) -> str:
    """Return an invented proper name of two or three syllables."""
    return "".join(syllable(random) for _ in range(random.choice((2, 2, 3)))).capitalize()


class Vocabulary:
    """Words and recurring phrases, drawn by Zipf's law (frequency one over rank)."""

    def __init__(self, random: Random, words: int = WORDS, phrases: int = PHRASES) -> None:
        self.words = FUNCTION_WORDS + _invented(random, words)
        self._weights = list(accumulate(1 / rank for rank in range(2, len(self.words) + 2)))
        self.phrases = [self._phrase(random) for _ in range(phrases)]
        self._phrase_weights = list(accumulate(1 / rank for rank in range(1, phrases + 1)))

    def _phrase(self, random: Random) -> str:
        return " ".join(self.draw(random, random.choice((2, 3, 3, 4))))

    def draw(self, random: Random, number: int) -> list[str]:
        """Return random words with the frequencies of running text."""
        return random.choices(self.words, cum_weights=self._weights, k=number)

    def sentence(self, random: Random, number: int) -> str:
        """Return a sentence of ``number`` words, and often one of the recurring phrases."""
        words = self.draw(random, number)
        if random.random() < 0.3:
            words += random.choices(self.phrases, cum_weights=self._phrase_weights)
        return " ".join(words).capitalize() + "."

    def title(self, random: Random, number: int) -> str:
        """Return a headline."""
        return " ".join(self.draw(random, number)).capitalize()


def _invented(random: Random, number: int) -> list[str]:
    """Return different words, frequent words short, a third of all with an ending."""
    words: dict[str, None] = {}
    while len(words) < number:
        syllables = 1 + (len(words) > 300) + (random.random() < len(words) / number)
        stem = "".join(syllable(random) for _ in range(syllables))
        if len(stem) > 2:
            words[stem] = None
            if random.random() < 0.5:
                words[stem + random.choice(ENDINGS)] = None
    return list(words)[:number]
