"""Who is who in a story: its people under all their names, and whom an office alone means."""

import datetime

from meetings.intake.gazetteer import Gazetteer, KnownPerson, KnownTerm
from meetings.intake.languages import Language
from meetings.intake.parts.chunk import Chunk
from meetings.intake.words.titles import rank_of
from meetings.intake.words.tokens import keys_of

from .figures import Figure
from .likeness import Keys, clean_name, means, name_keys
from .ranks import PRINCIPALS, same_class
from .recognising import Recogniser

_MOST_FIGURES = 250  # people: what names more is no story


class Cast:
    """The people of one story."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        tongue: Language,
        published: datetime.date | None,
        *,
        home: str = "",
        is_official: bool = False,
        dateline: str = "",
    ) -> None:
        """``home`` is the actor for whom the publisher speaks, ``dateline`` that of its capital."""
        self.gazetteer, self.tongue, self.published = gazetteer, tongue, published
        self.home, self.is_official, self.dateline = home, is_official, dateline
        self.figures: list[Figure] = []
        self.register = Recogniser(gazetteer, tongue, published, home)

    def named(self, keys: Keys) -> Figure | None:
        """Return the figure whom a name means: the latest with the name or its surname.

        A surname alone is rather that of a principal, or of somebody with an office.
        """
        figures = list(reversed(self.figures))
        if len(keys) == 1:
            figures.sort(key=lambda figure: (figure.rank not in PRINCIPALS, not figure.rank))
        return next((figure for figure in figures if _has_name(figure, keys)), None)

    def take(self, chunk: Chunk, actor: str, title: str, *, explicit: bool) -> Figure:
        """Return the figure of a name, new if the story has not named it before."""
        keys = name_keys(chunk.text, self.tongue)
        figure = self.named(keys)
        if figure is None:
            figure = Figure(clean_name(chunk.text), keys)
            if len(self.figures) < _MOST_FIGURES:
                self.figures.append(figure)
        elif len(keys) > len(figure.keys):
            figure.name, figure.keys = clean_name(chunk.text), keys
        figure.known = figure.known or chunk.person
        rank = rank_of(title, self.tongue) if title else ""
        if title and (not figure.title or (len(title) > len(figure.title) and rank == figure.rank)):
            figure.title, figure.rank = title, rank or figure.rank
        if actor and (explicit or not figure.actor) and not figure.explicit_actor:
            figure.actor, figure.explicit_actor = actor, explicit
        figure.named_at(chunk.span)
        return figure

    def settle(self, *, by_home: bool = True) -> None:
        """Find in the register whom each figure is, and for whom each speaks.

        ``by_home`` lets titles without a country be those of the publisher's, or the story's, own.
        """
        for figure in self.figures:
            if figure.known is None or not _fits(figure.known, figure):
                known = self.register.person(figure.keys, figure.actor, figure.rank)
                figure.known = known or figure.known
            if figure.known is not None:
                self._complete(figure, figure.known)
        if by_home:
            self._set_home()

    def _complete(self, figure: Figure, person: KnownPerson) -> None:
        """Fill in actor and rank from the term that the person had on the day."""
        term = person.term_on(self.published, figure.actor)
        if not figure.actor:
            term = term or _last_term(person)
            figure.actor = term.actor if term else ""
        if term is not None:
            figure.rank = figure.rank or term.rank

    def _set_home(self) -> None:
        """Give figures with a bare title their actor: by the title, the publisher, or the story.

        A story that names its own ministers without their country names them all so.
        """
        own_people = [
            figure.actor
            for figure in self.figures
            if figure.title and figure.actor and not figure.explicit_actor and figure.known
        ]
        home = self.home or self.dateline or next(iter(own_people), "")
        for figure in self.figures:
            if figure.title and not figure.actor:
                figure.actor = self._actor_of_title(figure.title) or home

    def _actor_of_title(self, title: str) -> str:
        own: dict[str, str] = self.tongue.words["titles"]["of_actor"]
        keys = " ".join(keys_of(title))
        return next((code for words, code in own.items() if " ".join(keys_of(words)) in keys), "")

    def by_office(
        self, actor: str, rank: str, before: int, title: str = "", apart: str = ""
    ) -> Figure | None:
        """Return the figure that a title alone means: the latest named before, else the first.

        Without ``actor`` it is nobody of the actor ``apart``.
        """
        fitting = [f for f in self.figures if f.rank and same_class(rank, f.rank)]
        if actor:
            fitting = [f for f in fitting if f.actor == actor]
        else:
            fitting = self._of_bare_title(title, fitting, apart)
        earlier = [(at, f) for f in fitting if (at := f.last_before(before)) is not None]
        if not earlier:
            return fitting[0] if fitting and actor else None
        at_home = self.home if not actor else ""
        return max(
            earlier,
            key=lambda pair: (
                self._same_head(title, pair[1].title),
                bool(at_home) and pair[1].actor == at_home,
                pair[1].rank == rank,
                pair[0],
            ),
        )[1]

    def _of_bare_title(self, title: str, figures: list[Figure], apart: str) -> list[Figure]:
        """Return those whom a title without an actor may mean; to a publisher, its own people."""
        figures = [figure for figure in figures if not apart or figure.actor != apart]
        if not (self.home and self.is_official):
            return figures
        own = [f for f in figures if f.actor == self.home or self._same_word(title, f.title)]
        return own if own or any(figure.actor for figure in figures) else figures

    def _same_word(self, title: str, other: str) -> bool:
        """Whether two titles are one and the same word, that few hold in a story (“king”)."""
        words = keys_of(title)
        return len(words) == 1 and words == keys_of(other) and self._same_head(title, other)

    def _same_head(self, title: str, other: str) -> bool:
        """Whether two titles end in the same word, one that few hold in a story (“prince”)."""
        mine, its = keys_of(title), keys_of(other)
        if not mine or not its or mine[-1] != its[-1]:
            return False
        return mine[-1] not in self.tongue.words["titles"]["common_heads"]

    def code_of(self, chunk: Chunk) -> str:
        """Return the code of the actor of a part; a capital stands for its government."""
        if chunk.actor or chunk.place is None:
            return chunk.actor
        country = self.gazetteer.countries_by_capital.get(chunk.place.key)
        return country.code if country else ""


def _has_name(figure: Figure, keys: Keys) -> bool:
    if means(keys, figure.keys):
        return True
    known = figure.known
    return (
        known is not None and len(keys) > 1 and any(keys_of(name) == keys for name in known.names)
    )


def _fits(person: KnownPerson, figure: Figure) -> bool:
    return not figure.actor or any(term.actor == figure.actor for term in person.terms)


def _last_term(person: KnownPerson) -> KnownTerm | None:
    return max(person.terms, key=lambda term: term.end, default=None)
