"""Parties of the parts that a pattern has matched: their people, offices and delegations."""

import re

from meetings.intake.parts.chunk import ACTOR, ADJECTIVE, DASH, NAME, PLACE, TITLE, Chunk
from meetings.intake.proposal import Span
from meetings.intake.words.titles import rank_of

from .cast import Cast
from .figures import Party, Referent
from .likeness import name_keys
from .ranks import BARE

Groups = dict[str, list[Chunk]]
# The groups of a pattern that may name the actor of a title, in the order in which they count.
_ACTORS = ("of", "of2", "of3", "adj", "adj2", "actor")
_BARE_PATTERN, _ACTOR_PATTERN = "bare", "actor"


class PartyMaker:
    """Makes parties of the groups of matches, and enters their people into the cast."""

    def __init__(self, cast: Cast, text: str) -> None:
        self.cast, self.tongue, self.text = cast, cast.tongue, text

    def make(self, name: str, span: Span, groups: Groups) -> Party | None:
        """Return the party of the pattern ``name``, None where the words name nobody."""
        if "pairs" in groups:
            return self._each(span, groups)
        if "list" in groups or "names" in groups:
            return self._several(name, span, groups)
        if "names" in groups:
            return self._titled_names(span, groups)
        return self._single(name, span, groups)

    def _single(self, name: str, span: Span, groups: Groups) -> Party | None:
        """Return “Chinese Foreign Minister Wang Yi”, “the Russian President”, “Wang Yi”."""
        actor = self._actor(groups)
        parts = groups.get("title") or groups.get("title2") or groups.get("title3") or []
        counterpart = any(part.counterpart for part in parts)
        title = self._title(parts, groups, actor)
        rank = rank_of(title, self.tongue)
        if "name" in groups:
            if master := groups.get("master"):
                figure = self.cast.named(name_keys(master[0].text, self.tongue))
                actor = figure.actor if figure is not None else ""
            figure = self.cast.take(groups["name"][0], actor, title, explicit=bool(actor))
            member = Referent(span, actor or figure.actor, title, rank, figure, counterpart)
            return Party(span, [member])
        if not title and not counterpart:
            return None
        if name == _BARE_PATTERN and not (title[0].isupper() and rank in BARE):
            return None
        return Party(span, [Referent(span, actor, title, rank, None, counterpart)])

    def _actor(self, groups: Groups) -> str:
        parts = [chunk for key in _ACTORS for chunk in groups.get(key, ())]
        return next((code for chunk in parts if (code := self.cast.code_of(chunk))), "")

    def _title(self, parts: list[Chunk], groups: Groups, actor: str) -> str:
        """Return a title with its portfolio and its body, without an adjective between them."""
        titles = [part for part in parts if part.letter == TITLE and not part.counterpart]
        if not titles:
            return ""
        of = groups.get("of") or groups.get("of3")
        body = self.cast.gazetteer.actors.get(actor)
        if of and body is not None and not body.is_country and of[0].span.start > parts[0].span.end:
            return self.text[parts[0].span.start : of[0].span.end]
        return " ".join(part.text for part in (titles[0], *groups.get("portfolio", ())))

    def _several(self, name: str, span: Span, groups: Groups) -> Party | None:
        """Return “Chinese and Russian foreign ministers”, “France and Germany”."""
        if name == _ACTOR_PATTERN and groups["list"][0].letter != ACTOR:
            return None
        listed, title_parts = groups.get("list", []), groups.get("title", [])
        title = self._title_of_each(title_parts, groups)
        codes = [
            (chunk, self.cast.code_of(chunk))
            for chunk in listed
            if chunk.letter in (ACTOR, ADJECTIVE, PLACE)
        ]
        names = [chunk for chunk in groups.get("names", ()) if chunk.letter == NAME]
        if names and len(names) != len(codes):
            code = codes[0][1] if len(codes) == 1 else ""
            members = [self._named(chunk, chunk.span, code, title) for chunk in names]
        else:
            members = self._of_actors(codes, names, title_parts, title)
        is_group = any(chunk.letter == DASH for chunk in listed)
        return Party(span, members, is_group=is_group) if members else None

    def _of_actors(
        self,
        codes: list[tuple[Chunk, str]],
        names: list[Chunk],
        title_parts: list[Chunk],
        title: str,
    ) -> list[Referent]:
        """Return one referent for each actor, with the name that stands in the same place."""
        members = []
        for index, (chunk, code) in enumerate(codes):
            if not code:
                continue
            member = Referent(chunk.span, code, title, rank_of(title, self.tongue))
            member.counterpart = any(part.counterpart for part in title_parts)
            member.delegation, member.plural_title = not title_parts, bool(title_parts)
            if names:
                member.figure = self.cast.take(names[index], code, title, explicit=True)
            members.append(member)
        return members

    def _named(self, chunk: Chunk, span: Span, code: str, title: str) -> Referent:
        figure = self.cast.take(chunk, code, title, explicit=bool(code))
        return Referent(span, figure.actor, title, rank_of(title, self.tongue), figure)

    def _titled_names(self, span: Span, groups: Groups) -> Party:
        """Return “Foreign Ministers Wang Yi of China and Sergey Lavrov of Russia”."""
        title = self._title_of_each(groups["title"], groups)
        counterpart = any(part.counterpart for part in groups["title"])
        members: list[Referent] = []
        for chunk in groups["names"]:
            if chunk.letter == NAME:
                members.append(self._named(chunk, chunk.span, "", title))
                members[-1].counterpart = counterpart
            elif chunk.letter == ACTOR and members and (figure := members[-1].figure):
                members[-1].actor = figure.actor = chunk.actor
                figure.explicit_actor = True
        return Party(span, members)

    def _each(self, span: Span, groups: Groups) -> Party:
        """Return “the foreign ministers of South Africa, Naledi Pandor, and of Brazil, …”."""
        counterpart = groups["title"][0].counterpart
        title = self._title_of_each(groups["title"], {})
        rank = rank_of(title, self.tongue)
        members, code = [], ""
        for chunk in groups["pairs"]:
            if chunk.letter in (ACTOR, ADJECTIVE):
                code = chunk.actor
            elif chunk.letter == NAME:
                figure = self.cast.take(chunk, code, title, explicit=True)
                members.append(Referent(chunk.span, code, title, rank, figure, counterpart))
        return Party(span, members)

    def _title_of_each(self, parts: list[Chunk], groups: Groups) -> str:
        """Return a title in the plural as that of each who has it, "" for counterparts."""
        if not parts or any(part.counterpart for part in parts):
            return ""
        title = parts[0].text
        table: dict[str, str] = self.tongue.words["titles"].get("singular", {})
        for plural, singular in table.items():
            title = re.sub(rf"\b{plural}\b", singular, title, flags=re.IGNORECASE)
        return " ".join([title, *(part.text for part in groups.get("portfolio", ()) if title)])
