"""The words of one story, and what the register knows of them: people, countries, things."""

from meetings.intake.gazetteer import Gazetteer, KnownPerson
from meetings.intake.page.article import Article
from meetings.intake.parts.chunk import NAME, SURNAME, Chunk
from meetings.intake.parts.cutting import cut
from meetings.intake.parts.line import Story
from meetings.intake.people.cast import Cast
from meetings.intake.people.figures import Referent
from meetings.intake.proposal import Span
from meetings.intake.words.sentences import Sentence, sentences_of
from meetings.intake.words.titles import rank_of
from meetings.intake.words.tokens import keys_of, words_only


class StoryWords:
    """Resolves parts of one story against the gazetteer, as the first reader does."""

    def __init__(self, article: Article, gazetteer: Gazetteer) -> None:
        self.article, self.gazetteer = article, gazetteer
        # Where the grammar is not read, names of the register are known all the same.
        self.is_read, self.tongue = article.is_read, article.tongue
        self.cast = Cast(
            gazetteer,
            self.tongue,
            article.published,
            home=article.home,
            is_official=article.is_official,
        )
        self._story = Story(gazetteer, self.tongue, article.published, article.text)
        self._sentences = sentences_of(article.text, article.titles, article.prose, self.tongue)

    def words_of(self, span: Span) -> str:
        """Return the words of a part of the story, with single spaces."""
        return " ".join(self.article.text[span.start : span.end].split())

    def line(self, span: Span) -> Sentence:
        """Return a part of the story as a sentence of its own."""
        return sentences_of(self.article.text, [span], [], self.tongue)[0]

    def sentence_at(self, span: Span) -> Sentence:
        """Return the sentence in which a part of the story begins, the part itself if in none."""
        around = (s for s in self._sentences if s.span.start <= span.start < s.span.end)
        return next(around, None) or self.line(span)

    def chunks(self, span: Span) -> list[Chunk]:
        """Return the parts of a few words: names, titles, actors, places, summits."""
        return cut(self.line(span), self._story)

    def known(self, span: Span, *kinds: type) -> object | None:
        """Return the thing of the register whose name these very words are."""
        words = words_only(self.line(span).tokens, self.article.text)
        if not words:
            return None
        named = self.gazetteer.names.at(words, 0)
        return next((t for n, t in named if n == len(words) and isinstance(t, kinds)), None)

    def code_in(self, span: Span | None) -> str:
        """Return the code of the first actor that words name, "" if none."""
        codes = (self.cast.code_of(chunk) for chunk in self.chunks(span)) if span else ()
        return next(filter(None, codes), "")

    def name(self, span: Span, actor: str, title: str) -> Referent | None:
        """Return the person whom words name; None where they are no name (“he”)."""
        text = self.article.text[span.start : span.end]
        keys = keys_of(text)
        if not keys or text == text.lower() != text.upper():
            return None
        person = self.known(span, KnownPerson)
        known = person if isinstance(person, KnownPerson) else None
        chunk = Chunk(NAME, span, text, person=known, words=list(keys))
        figure = self.cast.take(chunk, actor, title, explicit=bool(actor))
        rank = rank_of(title, self.tongue) if title else ""
        return Referent(span, actor, title, rank, figure)

    def name_in(self, span: Span) -> Span | None:
        """Return the only name among a few words (“President Xi Jinping”), None without one."""
        if self.known(span, KnownPerson):
            return span
        names = [chunk.span for chunk in self.chunks(span) if chunk.letter in (NAME, SURNAME)]
        return names[0] if len(names) == 1 else None
