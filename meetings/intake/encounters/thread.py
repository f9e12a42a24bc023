"""What a story has told so far, for the pronouns and short forms of the sentences that follow."""

from dataclasses import dataclass, field

from meetings.intake.people.figures import Figure, Referent
from meetings.models.choices import Channel

from .encounter import Encounter
from .sameness import actors_of


@dataclass
class Thread:
    """The people of whom the story speaks at a sentence."""

    salient: list[Referent] = field(default_factory=list)  # the last subject
    together: list[Referent] = field(default_factory=list)  # the people of the last encounter
    last: Encounter | None = None
    here: list[Encounter] = field(default_factory=list)  # those of the sentence that is being read
    channel: Channel = Channel.IN_PERSON  # of the last meeting that is one by itself
    met: list[Referent] = field(default_factory=list)  # everybody in an encounter so far
    meetings: list[set[str]] = field(default_factory=list)  # the actors of each so far
    author: Referent | None = None  # who says “I” in a text of their own

    def goes_on(self, encounters: list[Encounter]) -> None:
        """Remember the encounters of a sentence."""
        told = [encounter for encounter in encounters if not encounter.recalled]
        if told:
            self.last = told[-1]
            self.together = list(told[-1].people)
            self.met.extend(person for encounter in told for person in encounter.people)
            strong = [encounter for encounter in told if not encounter.weak]
            self.channel = strong[0].channel if strong else self.channel
            self.meetings.extend(set(actors_of(encounter.people)) for encounter in strong)

    def protagonist(self) -> list[Referent]:
        """Return the person of most meetings so far: the one whose programme the story tells."""
        counts: dict[Figure, list[Referent]] = {}
        for person in self.met:
            if person.figure is not None:
                counts.setdefault(person.figure, []).append(person)
        most = max(counts.values(), key=len, default=[])
        return most[-1:] if len(most) > 1 else []

    def is_of_last(self, people: list[Referent]) -> bool:
        """Whether people are those of the delegations that were just said to meet."""
        return len(self.together) > 1 and set(actors_of(self.together)) == set(actors_of(people))

    def has_met(self, people: list[Referent]) -> bool:
        """Whether a meeting of the actors of people was told, of them at least."""
        actors = set(actors_of(people))
        return any(actors <= meeting for meeting in self.meetings)

    def with_names(self, people: list[Referent]) -> list[Referent]:
        """Return the people; a delegation is the person of its actor whom the story last met."""
        if all(member.delegation for member in people):
            return people
        named = {member.actor: member for member in self.together if member.figure is not None}
        return [
            named.get(member.actor, member)
            if member.delegation and member.figure is None
            else member
            for member in people
        ]
