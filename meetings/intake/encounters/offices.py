"""Whom an office without a name, or a counterpart, means in a story."""

from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Figure, ReadSentence, Referent

from .thread import Thread


class OfficeResolver:
    """Gives offices the people who hold them in the story."""

    def __init__(self, cast: Cast, thread: Thread) -> None:
        self.cast, self.tongue, self.thread = cast, cast.tongue, thread

    def resolved(self, member: Referent, read: ReadSentence, apart: str = "") -> Referent:
        """Give an office without a name the person of the story it means, if there is one.

        Without an actor of its own it is nobody of the actor ``apart``.
        """
        if member.plural_title and member.actor and member.figure is None:
            self._one_of_several(member)
        if member.figure is not None:
            member.actor = member.represents
            if member.counterpart and not member.figure.title:
                figure = member.figure
                self._counterpart(member, read)
                member.figure = figure
                figure.title, figure.rank = member.title, member.rank
        elif member.counterpart and not member.delegation:
            self._counterpart(member, read)
        elif member.rank and not (
            member.delegation or member.is_spokesperson or member.plural_title
        ):
            self._holder(member, apart)
        return member

    def _one_of_several(self, member: Referent) -> None:
        """Find the person of an actor in “the French and German foreign ministers”."""
        if member.rank == "leader":
            together = self.thread.together
            member.figure = next(
                (m.figure for m in together if m.figure and m.actor == member.actor), None
            )
        if member.rank and member.figure is None:
            member.figure = self.cast.by_office(member.actor, member.rank, member.span.start)

    def _holder(self, member: Referent, apart: str) -> None:
        """Find whom “the President” means; without such a person, of which actor it is."""
        start = member.span.start
        figure = self._who_is_spoken_of(member, apart) or self.cast.by_office(
            member.actor, member.rank, start, member.title, apart
        )
        if figure is not None:
            member.figure = figure
            member.actor = member.actor or figure.actor
            figure.title = figure.title or member.title
        elif not member.actor:
            member.actor = self.cast.home or self._own_office(member.title)

    def _own_office(self, title: str) -> str:
        """Return whose office a title is in any story, or where a story says nothing else."""
        titles: dict[str, dict[str, str]] = self.tongue.words["titles"]
        words = " ".join(title.lower().replace("’", "'").split())
        return titles["of_actor"].get(words) or titles["unless_said"].get(words, "")

    def _who_is_spoken_of(self, member: Referent, apart: str) -> Figure | None:
        """Return the last subject, if an office without an actor is theirs."""
        figure = self.thread.salient[0].figure if self.thread.salient else None
        if figure is None or member.actor or figure.actor == apart or self.cast.home:
            return None
        return figure if member.rank == figure.rank else None

    def _counterpart(self, member: Referent, read: ReadSentence) -> None:
        """Give a counterpart the title of the subject, and the name of whoever has it there."""
        subject = self._whose_counterpart(member, read)
        if subject is None:
            return
        member.rank = subject.office
        if member.rank == "foreign_minister" and not member.title:
            table: dict[str, str] = self.tongue.words["titles"]["counterpart_of"]
            member.title = table.get(member.represents, table[""])
        subjects_title = subject.title or (subject.figure.title if subject.figure else "")
        member.title = member.title or subjects_title
        if member.actor:
            figures = [f for f in self.cast.figures if f.actor == member.actor]
            member.figure = next((f for f in figures if f.rank == member.rank), None)

    def _whose_counterpart(self, member: Referent, read: ReadSentence) -> Referent | None:
        """Return who stands beside a counterpart, is named before it, or was the last subject."""
        party = next((each for each in read.parties if member in each.members), None)
        beside = party.members[0] if party else member
        if beside is not member and not beside.counterpart and beside.office:
            return beside  # “President A and his counterpart B”, whoever the subject is
        for party in read.parties:
            if not party.members or party.span.start >= member.span.start:
                continue
            first = party.members[0]
            if not (first.counterpart or first.delegation or first.is_spokesperson):
                return first
        return self.thread.salient[0] if self.thread.salient else None
