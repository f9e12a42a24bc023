"""What the words around an encounter say: whether it takes place, when, by which channel."""

import re

from meetings.intake.languages import Language
from meetings.intake.parts.chunk import DATE, Chunk
from meetings.intake.proposal import Certainty
from meetings.models.choices import Channel, Occurrence, Setting

from .encounter import Encounter
from .patterns import Hit, has_words

_BEFORE, _SHORTLY_BEFORE, _AFTER = 90, 60, 70  # characters around the words of meeting
_PARTS_BEFORE = 3  # of a sentence, which say of what a date is


def channel_of(hit: Hit, tongue: Language) -> Channel:
    """Return the channel that the words of meeting name, or where they may, the sentence."""
    pattern, table = hit.pattern, tongue.patterns["channel"]
    if pattern.call_words and not re.search(table["in_person"], hit.words):
        return Channel.CALL
    if pattern.channel:
        return Channel(pattern.channel)
    words = hit.line if pattern.channel_words else hit.words
    for channel in (Channel.VIDEO, Channel.CALL):
        if has_words(hit.words, table[str(channel)]) or has_words(words, table[str(channel)]):
            return channel
    return Channel.IN_PERSON


def setting_of(hit: Hit, tongue: Language) -> Setting:
    """Return the setting that the words of meeting name."""
    for value, phrases in tongue.patterns["setting"].items():
        if has_words(hit.words, phrases):
            return Setting(value)
    return Setting.TALKS


def dates_of(hit: Hit, tongue: Language) -> list[Chunk]:
    """Return the dates of a sentence, but those of other things: “the accord signed on …”."""
    chunks, not_when = hit.read.chunks, tongue.words["grammar"]["not_when"]
    dates = []
    for index, chunk in enumerate(chunks):
        before = [part.text.lower() for part in chunks[max(0, index - _PARTS_BEFORE) : index]]
        if chunk.letter == DATE and not any(word in not_when for word in before):
            dates.append(chunk)
    return dates


def set_modality(encounter: Encounter, hit: Hit, tongue: Language) -> None:
    """Read from the verb and what stands before it whether the meeting takes place."""
    table: dict[str, list[str]] = tongue.patterns["modality"]
    lead = hit.line[: hit.match.start()][-_SHORTLY_BEFORE:]
    encounter.occurrence = _occurrence(hit, lead, table)
    if encounter.occurrence == Occurrence.ANNOUNCED:
        encounter.certainty = _certainty(hit.words, table)
    around = f"{lead} {hit.words}"
    encounter.perhaps_recalled = has_words(around, table["perhaps_recalled"]) and not has_words(
        hit.line, table["just_before"]
    )
    after = hit.line[hit.match.end() :][:_AFTER]
    if hit.noun and has_words(after, table["after_noun_denied"]):
        encounter.occurrence = Occurrence.DENIED
    if (
        hit.noun
        and encounter.occurrence == Occurrence.HELD
        and has_words(after, table["after_noun"])
    ):
        encounter.occurrence = Occurrence.ANNOUNCED
    if has_words(around, table["recalled"]) or hit.pattern.recalled:
        encounter.recalled = True
        if encounter.occurrence == Occurrence.ANNOUNCED:
            encounter.occurrence = Occurrence.HELD


def _occurrence(hit: Hit, lead: str, table: dict[str, list[str]]) -> Occurrence:
    verb = f"{hit.line[: hit.match.start()][-_BEFORE:]} {hit.words}"
    if has_words(hit.line, table["called_off"]):
        return Occurrence.CALLED_OFF
    if has_words(hit.line, table["postponed"]):
        return Occurrence.POSTPONED
    if has_words(verb, table["denied"]) or has_words(hit.words, table["negated"]):
        return Occurrence.DENIED
    ahead = [*table["announced"], *table["expected"], *table["possible"]]
    if not has_words(hit.words, ahead) and not (hit.noun and has_words(lead, ahead)):
        return Occurrence.HELD
    return Occurrence.HELD if _has_arrived(hit.words, table) else Occurrence.ANNOUNCED


def _has_arrived(words: str, table: dict[str, list[str]]) -> bool:
    """Whether somebody travelled to meet, which then took place: “flew to Paris to meet”."""
    future = [word for word in table["announced"] if word not in table["purpose"]]
    ahead = [*future, *table["expected"], *table["possible"]]
    return has_words(words, table["arrived"]) and not has_words(words, ahead)


def _certainty(words: str, table: dict[str, list[str]]) -> Certainty:
    if has_words(words, table["possible"]):
        return Certainty.POSSIBLE
    return Certainty.EXPECTED if has_words(words, table["expected"]) else Certainty.SURE
