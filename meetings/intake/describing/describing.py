"""From gathered meetings to proposals: what the story and the register say of each."""

from meetings.intake.encounters.sameness import is_among
from meetings.intake.gathering.gathered import Gathered
from meetings.intake.page.article import Article
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import ReadSentence, Referent
from meetings.intake.proposal import ProposedMeeting, ProposedParticipant
from meetings.intake.words.tokens import keys_of
from meetings.models.choices import Role

from .days import DaySetter
from .places import PlaceSetter
from .summits import SummitSetter


class Describer:
    """Fills in what the story and the register say of a gathered meeting."""

    def __init__(self, article: Article, cast: Cast, sentences: list[ReadSentence]) -> None:
        self.cast = cast
        self.days = DaySetter(article, cast, sentences)
        self.summits = SummitSetter(article, cast, sentences)
        self.places = PlaceSetter(article, cast, sentences)

    def describe(self, gathered: Gathered) -> ProposedMeeting:
        """Return the proposal for a gathered meeting."""
        participants = [self._participant(person, gathered) for person in gathered.people]
        meeting = ProposedMeeting(
            participants=[participant for participant in participants if participant is not None],
            channel=gathered.channel,
            setting=gathered.first.setting,
            occurrence=gathered.occurrence,
            certainty=gathered.first.certainty,
            background=gathered.background,
            evidence=[encounter.read.sentence.span for encounter in gathered.encounters],
        )
        self.summits.set_summit(meeting, gathered)
        self.places.set_place(meeting, gathered)
        self.days.set_date(meeting, gathered)
        return meeting

    def _participant(self, person: Referent, gathered: Gathered) -> ProposedParticipant | None:
        """Return a participant; an office without a name is that of its only holder on the day."""
        figure = person.figure
        actor = (figure.actor if figure else "") or person.actor
        if figure is None and not actor:
            return None
        known = figure.known if figure else None
        if figure is None and person.rank:
            known = self.cast.register.holder(actor, person.rank)
        name = figure.name if figure else ""
        if known is not None and len(keys_of(name)) < 2:
            name = known.name
        hosts = [host for encounter in gathered.encounters for host in encounter.hosts]
        return ProposedParticipant(
            name=name,
            person=known.key if known else None,
            actor=actor,
            title=(figure.title if figure else "") or person.title,
            role=Role.HOST if is_among(person, hosts) else Role.PRINCIPAL,
            evidence=[person.span],
        )
