"""Names of people: capitalised words with particles, initials, hyphens and suffixes."""

from meetings.intake.gazetteer import KnownPerson

from .actors import actor_at
from .chunk import HONORIFIC, NAME, SURNAME
from .line import Line

_LONGEST_SYLLABLE = 6
_MOST_PARTICLES = 4
_JOINTS = ("-", "‐", "’", "'", ".")
_BEFORE_FIRST = '.:!?"“”‘«('


def read_name(line: Line, position: int) -> int | None:
    """Read capitalised words that may be somebody's name."""
    token = line.tokens[position]
    if not (token.capital and token.is_word and _may_be_name(line, position)):
        return None
    if _is_only_first_word(line, position) or _is_after_article(line, position):
        return None
    end, words = _words_of_name(line, position)
    while end > position and not _ends_name(line, end - 1):
        end -= 1
    if end == position:
        return None
    return line.add(NAME if words > 1 else SURNAME, position, extended(line, end))


def _is_only_first_word(line: Line, position: int) -> bool:
    """Whether a word is capital only because a sentence begins with it."""
    if position and line.tokens[position - 1].text not in _BEFORE_FIRST:
        return False
    if line.chunks and line.chunks[-1].letter == HONORIFIC:
        return False  # the dot before belongs to “Mr.”
    starters = line.tongue.list_of("names", "starters")
    word = line.tokens[position].text.lower()
    return line.keys[position] in starters or word in line.story.small_words


def _is_after_article(line: Line, position: int) -> bool:
    before = line.tokens[position - 1].text.lower().replace("’", "'") if position else ""
    return before in line.tongue.words["names"]["not_after"]


def _words_of_name(line: Line, position: int) -> tuple[int, int]:
    """Return the end of words that may be of one name, and how many are capital."""
    end, words = position, 0
    while end < len(line.tokens):
        token = line.tokens[end]
        if token.text == "-" and line.tokens[end - 1].text in line.story.surnames:
            break  # “Cassis-Wang”: two people
        if token.text in _JOINTS and end > position:
            if not (length := _joint(line, end)):
                break
            end += length
            continue
        if not token.is_word or not (end == position or token.follows_in_name):
            break
        if token.capital and _may_be_name(line, end) and not _breaks_name(line, end, position):
            words += 1
        elif not _is_particle(line, end):
            break
        end += 1
    return end, words


def _joint(line: Line, position: int) -> int:
    """Return the tokens of a mark within a name, with a small syllable after it; 0 for none."""
    mark, following = line.tokens[position], line.token(position + 1)
    if mark.before or following is None:
        return 0
    if mark.text == ".":
        return int(len(line.tokens[position - 1].text) == 1)
    if _is_small_syllable(line, position + 1):
        return 2
    return int(not following.before and following.text != "s")


def _is_small_syllable(line: Line, position: int) -> bool:
    """Whether a word after a hyphen belongs to a name: “Yo-jong”, but not “Trump-led”."""
    token = line.tokens[position]
    if token.capital or not token.is_word or token.before or not position:
        return False
    if line.tokens[position - 1].text != "-":
        return False
    never = line.tongue.list_of("names", "after_hyphen")
    return len(token.text) <= _LONGEST_SYLLABLE and token.text not in never


def _is_particle(line: Line, position: int) -> bool:
    """Whether a small word stands within a name, before a capital one: “van der Bellen”."""
    particles = line.tongue.list_of("names", "particles")
    if line.keys[position] not in particles:
        return False
    following = position + 1
    if following < len(line.tokens) and actor_at(line, following).length:
        return False  # “Philippe de Belgique”
    for index in range(following, min(following + _MOST_PARTICLES, len(line.tokens))):
        token = line.tokens[index]
        if token.text in "-’'‐" or (line.keys[index] in particles and not token.capital):
            continue
        return token.capital and token.is_word
    return False


def _ends_name(line: Line, position: int) -> bool:
    token = line.tokens[position]
    return token.capital or token.text == "." or _is_small_syllable(line, position)


def _breaks_name(line: Line, end: int, position: int) -> bool:
    """Whether another thing begins here: an actor's adjective, a known person of two words."""
    if end == position:
        return False
    before = line.tokens[end - 1].text
    if before in "-‐’'" or line.keys[end - 1] in line.tongue.list_of("names", "particles"):
        return False
    actor = actor_at(line, end)
    if actor.length and (actor.is_adjective or actor.length > 1):
        return True
    length, _ = line.longest(end, KnownPerson)
    return length > 1


def extended(line: Line, end: int) -> int:
    """Return the end of a name whose first words end at ``end``: “Josep Borrell Fontelles”."""
    while (token := line.token(end)) is not None:
        if token.text == "," and line.joined(end + 1, 1) in line.tongue.words["names"]["juniors"]:
            end += 3 if line.is_dot(end + 2) else 2
        elif token.capital and token.follows_in_name and _goes_on(line, end):
            end += 1
        else:
            break
    return end


def _goes_on(line: Line, position: int) -> bool:
    if line.keys[position] in line.tongue.list_of("names", "suffixes"):
        return True
    return line.tokens[position].is_word and _may_be_name(line, position)


def _may_be_name(line: Line, position: int) -> bool:
    """Whether a word may be part of a name, by what else it may be."""
    key, tongue = line.keys[position], line.tongue
    never = tongue.list_of("names", "never")
    if not key or key in never or key in tongue.list_of("grammar", "honorific"):
        return False
    is_date = line.tokens[position].start in line.dates
    is_month = key in tongue.dates["months"] or key in tongue.dates["weekdays"]
    if is_date or (is_month and not _goes_on_as_name(line, position)):
        return after_first_name(line, position) and line.title(position) is None
    return line.title(position) is None


def _goes_on_as_name(line: Line, position: int) -> bool:
    """Whether a short form of a month goes on with a name: “Dong Jun”."""
    before, token = line.tokens[position - 1] if position else None, line.tokens[position]
    joined = before is not None and before.capital and before.is_word and token.follows_in_name
    return joined and line.keys[position] in line.tongue.dates["doubtful"]


def after_first_name(line: Line, position: int) -> bool:
    """Whether a word stands after “Mrs” or a first name: “Theresa May”."""
    if line.chunks and line.chunks[-1].letter == HONORIFIC:
        return line.chunks[-1].span.end >= line.tokens[position].start - 2
    return position > 0 and line.keys[position - 1] in line.story.local.first_names
