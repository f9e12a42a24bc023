"""Encounters of the same people that are one meeting."""

from dataclasses import dataclass

from meetings.intake.encounters.encounter import Encounter
from meetings.intake.people.figures import Referent
from meetings.intake.words.date_words import DateWords
from meetings.models.choices import Channel, Occurrence

OFF = (Occurrence.POSTPONED, Occurrence.CALLED_OFF)


@dataclass(eq=False)
class Gathered:
    """A meeting with the encounters that tell of it, the first that did so first."""

    people: list[Referent]
    encounters: list[Encounter]
    occurrence: Occurrence
    channel: Channel
    date: DateWords | None = None
    background: bool = False
    weak: bool = False

    @property
    def is_headline(self) -> bool:
        """Whether only titles have told of it so far."""
        return all(encounter.is_title for encounter in self.encounters)

    @property
    def first(self) -> Encounter:
        """The encounter that tells most: the first that is not weak."""
        return next((e for e in self.encounters if not e.weak), self.encounters[0])

    @property
    def strong_encounters(self) -> list[Encounter]:
        """The encounters that tell of a meeting by themselves."""
        return [encounter for encounter in self.encounters if not encounter.weak]

    @property
    def paragraphs(self) -> set[int]:
        """The numbers of the paragraphs that tell of it, -1 for titles."""
        return {encounter.paragraph for encounter in self.strong_encounters}
