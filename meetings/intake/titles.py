"""Titles of office in a sentence: “Deputy Prime Minister”, “Secretary of State for Defence”."""

from dataclasses import dataclass
from functools import lru_cache

from .languages import Language
from .tokens import Token, key_of, keys_of

_MOST_MODIFIERS = 4
_LONGEST_BODY = 5


@dataclass(frozen=True)
class Title:
    """A title of ``length`` tokens; ``counterpart`` for “counterpart” and the like."""

    length: int
    plural: bool = False
    counterpart: bool = False


def title_at(tokens: list[Token], position: int, tongue: Language) -> Title | None:
    """Return the longest title that begins at ``position`` of the tokens, None if none does."""
    best: Title | None = None
    end = position
    for _ in range(_MOST_MODIFIERS + 1):
        if (head := _head_at(tokens, end, tongue)) is not None:
            length, plural, counterpart = head
            full = end + length + rest_at(tokens, end + length, tongue)
            best = Title(full - position, plural, counterpart)
        step = _phrase_at(tokens, end, tongue, "titles", "modifiers")
        if not step:
            break
        end += step
        # “foreign and defence ministers”
        if end < len(tokens) and tokens[end].text.lower() in tongue.words["titles"].get(
            "joins", ()
        ):
            if _phrase_at(tokens, end + 1, tongue, "titles", "modifiers"):
                end += 1
    return best


def rest_at(tokens: list[Token], position: int, tongue: Language) -> int:
    """Return the number of tokens of what goes on with a title: “élu”, “of Foreign Affairs”."""
    end = position
    while True:
        more = end + _phrase_at(tokens, end, tongue, "titles", "after")
        more = _with_portfolio(tokens, more, tongue)
        if more == end:
            return end - position
        end = more


def _head_at(tokens: list[Token], position: int, tongue: Language) -> tuple[int, bool, bool] | None:
    if length := _phrase_at(tokens, position, tongue, "titles", "counterparts"):
        return length, False, True
    if length := _phrase_at(tokens, position, tongue, "titles", "counterparts_plural"):
        return length, True, True
    singular = _phrase_at(tokens, position, tongue, "titles", "heads")
    plural = _phrase_at(tokens, position, tongue, "titles", "plural")
    if not singular and not plural:
        return None
    return max(singular, plural), plural > singular, False


def _with_portfolio(tokens: list[Token], end: int, tongue: Language) -> int:
    """Return the end of “of Foreign Affairs and Trade” after a head that ends at ``end``."""
    links = tongue.list_of("titles", "portfolio_links")
    words = tongue.list_of("titles", "portfolio")
    joins = {*tongue.words["titles"].get("portfolio_joins", ()), ","}
    while True:
        position, last = end, end
        if position >= len(tokens) or key_of(tokens[position].text) not in links:
            return end
        position = _after_body(tokens, position + 1, links, words)
        while position < len(tokens):
            key = key_of(tokens[position].text)
            if key in words:
                last = position + 1
            elif tokens[position].text.lower() not in joins and key not in links:
                break
            position += 1
        if last == end or _is_only_small(tokens[end:last], tongue):
            return end
        end = last


def _after_body(
    tokens: list[Token], position: int, links: frozenset[str], words: frozenset[str]
) -> int:
    """Return the position of the portfolio after a body: “of the European Union for …”."""
    for index in range(position, min(position + _LONGEST_BODY, len(tokens) - 1)):
        token = tokens[index]
        if key_of(token.text) in links and index > position:
            return index + 1 if key_of(tokens[index + 1].text) in words else position
        if not token.capital and token.text.lower() not in ("the", "de", "la", "l"):
            return position
    return position


def _is_only_small(tokens: list[Token], tongue: Language) -> bool:
    small = {"the", "of", "for", *tongue.list_of("titles", "portfolio_links")}
    return all(key_of(token.text) in small for token in tokens)


def _phrase_at(tokens: list[Token], position: int, tongue: Language, section: str, key: str) -> int:
    """Return the number of tokens of the longest phrase of a list at ``position``; 0 for none."""
    if position >= len(tokens) or key not in tongue.words[section]:
        return 0
    table = _phrases(tongue.tag, section, key)
    candidates = table.get(key_of(tokens[position].text), ())
    return max((_matches(tokens, position, words) for words in candidates), default=0)


def _matches(tokens: list[Token], position: int, words: tuple[str, ...]) -> int:
    index = position
    for number, word in enumerate(words):
        if number and index < len(tokens) and tokens[index].text in "-‐’'.":
            index += 1
        if index >= len(tokens) or key_of(tokens[index].text) != word:
            return 0
        index += 1
    return index - position


@lru_cache
def _phrases(tag: str, section: str, key: str) -> dict[str, list[tuple[str, ...]]]:
    from .languages import language  # noqa: PLC0415 - cached by tag, so that the key is small

    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in language(tag).words[section][key]:
        words = tuple(keys_of(phrase))
        if words:
            table.setdefault(words[0], []).append(words)
    return table


@lru_cache(maxsize=10_000)
def rank_of(title: str, tag: str) -> str:
    """Return the class of a title (a rank of offices, “spokesperson”, …); "" if none fits."""
    from .languages import language  # noqa: PLC0415 - as above

    words = f" {' '.join(keys_of(title))} "
    for rank, phrases in language(tag).words["titles"]["ranks"].items():
        for phrase in phrases:
            sought = " ".join(keys_of(phrase))
            if f" {sought}" in words:
                return str(rank)
    return ""
