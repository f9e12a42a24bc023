"""The reader of stories: the steps from a text to proposals, one after the other.

``page`` takes the story out of its page, ``words`` its sentences, ``parts`` cuts these into names,
titles and the like, ``people`` finds who is who, ``encounters`` who met whom, ``gathering`` which
encounters are one meeting, and ``describing`` what is said of each.
"""

from dataclasses import dataclass, field
from itertools import islice

from .describing.mentions import mentions_in
from .describing.proposing import proposals
from .encounters.encounter import Encounter
from .encounters.finding import EncounterReader
from .gathering.gathered import Gathered
from .gathering.gathering import Gatherer
from .gazetteer import Gazetteer
from .page.article import Article
from .page.reading import article_of
from .parts.chunk import Chunk
from .parts.cutting import cut
from .parts.line import Story
from .people.cast import Cast
from .people.figures import ReadSentence, Referent
from .people.parties import SentenceReader
from .people.surnames import accept_surnames
from .proposal import Reading
from .register import current
from .words.sentences import Sentence, sentences_of

# No story is longer; a text that is would take minutes.
_MOST_SENTENCES, _MOST_ENCOUNTERS = 1500, 200


@dataclass
class Steps:
    """What each step of a reading made of the story, to be printed and tested alone."""

    article: Article
    cast: Cast
    sentences: list[Sentence]
    chunks: list[list[Chunk]]
    read: list[ReadSentence] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    meetings: list[Gathered] = field(default_factory=list)


def read_story(text: str, *, url: str = "", title: str = "", published: str = "") -> Reading:
    """Return what a story proposes, read with the register as it is now."""
    return read_with(current(), text, url=url, title=title, published=published)


def read_with(
    gazetteer: Gazetteer, text: str, *, url: str = "", title: str = "", published: str = ""
) -> Reading:
    """Return what a story proposes, read with a gazetteer.

    ``url``, ``title`` and ``published`` (ISO 8601) are known from outside the text; leading
    “# key: value” lines of the text say the same. Nothing is saved, nothing is fetched.
    """
    article = article_of(text, gazetteer, url=url, title=title, published=published)
    reading = Reading(language=article.language, source=article.source, body=article.body)
    reading.notes = list(article.notes)
    if article.is_read:
        steps = steps_of(article, gazetteer)
        if len(steps.sentences) == _MOST_SENTENCES:
            reading.notes.append(f"Only the first {_MOST_SENTENCES} sentences were read.")
        reading.meetings, reading.quotations = proposals(
            article, steps.cast, steps.read, steps.meetings
        )
    else:
        reading.is_read = False
        reading.notes.append(
            f"The grammar of this language ({article.language}) is not read yet: "
            "names that the register knows are listed, and meetings have to be entered by hand."
        )
    reading.mentions = mentions_in(gazetteer, text, article.body)
    return reading


def steps_of(article: Article, gazetteer: Gazetteer) -> Steps:
    """Return all steps up to the meetings."""
    text, tongue = article.text, article.tongue
    cast = _cast_of(article, gazetteer)
    story = Story(gazetteer, tongue, article.published, text)
    sentences = sentences_of(text, article.titles, article.prose, tongue)[:_MOST_SENTENCES]
    steps = Steps(article, cast, sentences, [cut(sentence, story) for sentence in sentences])
    accept_surnames(steps.chunks, cast)
    reader = SentenceReader(cast, text)
    # Names in full come later than surnames in some stories: who is who is settled before reading.
    for sentence, chunks in zip(sentences, steps.chunks, strict=True):
        reader.read(sentence, chunks)
    cast.settle()
    steps.read = [
        reader.read(sentence, chunks)
        for sentence, chunks in zip(sentences, steps.chunks, strict=True)
    ]
    encounters = EncounterReader(cast, _author(steps, reader, story))
    found = (encounter for read in steps.read for encounter in encounters.read(read))
    steps.encounters = list(islice(found, _MOST_ENCOUNTERS))
    steps.meetings = Gatherer(article, cast, steps.read).gather(steps.encounters)
    return steps


def _cast_of(article: Article, gazetteer: Gazetteer) -> Cast:
    return Cast(
        gazetteer,
        article.tongue,
        article.published,
        home=article.home,
        is_official=article.is_official,
        dateline=_country_of(article.dateline, gazetteer),
    )


def _country_of(dateline: str, gazetteer: Gazetteer) -> str:
    """Return the country whose capital a dateline names."""
    keys = {
        place.key
        for place in gazetteer.places.values()
        if dateline and place.name.lower() == dateline.lower()
    }
    countries = (gazetteer.countries_by_capital.get(key) for key in keys)
    return next((country.code for country in countries if country is not None), "")


def _author(steps: Steps, reader: SentenceReader, story: Story) -> Referent | None:
    """Return who says “I”: the author that the byline names with an office."""
    byline = steps.article.byline
    if byline is None:
        return None
    sentence = sentences_of(story.text, [byline], [], story.tongue)[0]
    chunks = cut(sentence, story)
    accept_surnames([chunks, *steps.chunks], steps.cast)
    members = (m for party in reader.read(sentence, chunks).parties for m in party.members)
    return next((member for member in members if member.figure and member.rank), None)
