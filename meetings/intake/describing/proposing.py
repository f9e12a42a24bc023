"""Proposals for the meetings of a story: described, with their accounts, topics and quotations."""

from meetings.intake.gathering.gathered import Gathered
from meetings.intake.page.article import Article
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Figure, ReadSentence
from meetings.intake.proposal import ProposedMeeting, ProposedQuotation, Span
from meetings.models.choices import Occurrence

from .describing import Describer
from .quotes import QuoteReader
from .topics import TopicReader
from .voices import VoiceReader

Proposals = tuple[list[ProposedMeeting], list[ProposedQuotation]]


def proposals(
    article: Article, cast: Cast, sentences: list[ReadSentence], gathered: list[Gathered]
) -> Proposals:
    """Return the proposed meetings of a story, and the quotations that belong to none."""
    describer = Describer(article, cast, sentences)
    voices = VoiceReader(article, cast, sentences)
    topics = TopicReader(cast.gazetteer, cast.tongue, article.text)
    meetings = []
    for each in gathered:
        meeting = describer.describe(each)
        if not _is_meeting(meeting):
            continue
        near = sentences_about(each, gathered, sentences)
        meeting.accounts = voices.read(each, near)
        meeting.accounts[0].topics = topics.read(near, _own_names(meeting, cast))
        meeting.evidence = _evidence(each)
        meetings.append(meeting)
    quotations = QuoteReader(cast, article.text, sentences).read()
    return meetings, share(quotations, meetings)


def _is_meeting(meeting: ProposedMeeting) -> bool:
    """Whether two actors at least take part; people of one country alone are no diplomacy."""
    return len({participant.actor for participant in meeting.participants}) > 1


def _own_names(meeting: ProposedMeeting, cast: Cast) -> set[str]:
    actors = (cast.gazetteer.actors.get(p.actor) for p in meeting.participants)
    return {actor.name for actor in actors if actor is not None}


def sentences_about(
    meeting: Gathered, meetings: list[Gathered], sentences: list[ReadSentence]
) -> list[ReadSentence]:
    """Return the sentences of a meeting and those after it until another meeting begins."""
    mine = {encounter.read for encounter in meeting.encounters}
    paragraphs = {encounter.paragraph for encounter in meeting.encounters}
    others = {
        encounter.read
        for other in meetings
        if other is not meeting
        for encounter in other.strong_encounters
        if encounter.paragraph not in paragraphs
    }
    about: list[ReadSentence] = []
    inside = False
    for read in sentences:
        if read in mine:
            inside = True
        elif read in others:
            inside = False
        if inside:
            about.append(read)
    return about


def _evidence(meeting: Gathered) -> list[Span]:
    """Return the sentences that tell of a meeting, and full names that stand elsewhere."""
    spans = {encounter.read.sentence.span for encounter in meeting.strong_encounters}
    for person in meeting.people:
        if person.figure is not None and (name := _name_elsewhere(person.figure, spans)):
            spans.add(name)
    return sorted(spans)


def _name_elsewhere(figure: Figure, spans: set[Span]) -> Span | None:
    def length(span: Span) -> int:
        return span.end - span.start

    longest = max(figure.spans, key=length)
    inside = [
        span
        for span in figure.spans
        if any(span.start >= each.start and span.end <= each.end for each in spans)
    ]
    return longest if length(longest) > max(map(length, inside), default=0) else None


def share(
    quotations: list[ProposedQuotation], meetings: list[ProposedMeeting]
) -> list[ProposedQuotation]:
    """Put each quotation under the meeting of its speaker; return those of nobody who met."""
    main = [m for m in meetings if not m.background and m.occurrence == Occurrence.HELD]
    left = []
    for quotation in quotations:
        meeting = next((each for each in main if _took_part(quotation, each)), None)
        if meeting is None:
            left.append(quotation)
        else:
            meeting.accounts[0].quotations.append(quotation)
    return left


def _took_part(quotation: ProposedQuotation, meeting: ProposedMeeting) -> bool:
    people = {p.person for p in meeting.participants if p.person is not None}
    names = {p.name for p in meeting.participants}
    return quotation.person in people or (bool(quotation.name) and quotation.name in names)
