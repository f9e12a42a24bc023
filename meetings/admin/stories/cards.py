"""The cards of a story page: worksheet rows as forms, and forms as meetings to be entered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from meetings.admin.generic import ModelForm
from meetings.admin.problems import Problem, problems_of_form
from meetings.admin.typed.kinds import KINDS
from meetings.admin.typed.resolving import KEYED, by_key
from meetings.desk.entering import DescribedMeeting, DescribedReport
from meetings.desk.twins import Twin
from meetings.intake.accepting import AcceptedMeeting
from meetings.intake.worksheet import (
    ACCOUNT,
    PARTICIPANT,
    QUOTATION,
    SOURCE,
    TOPIC,
    Decision,
    Row,
    Worksheet,
)
from meetings.models import Source, Story, StoryMeeting

from .forms import FormsOf
from .marking import COLOURS

_KEY = re.compile(r"\s*\[[^\]]*\]$")
_MOST_NAMED = 5
_MEETING_FIELDS = (
    "date", "date_basis", "channel", "setting", "place", "summit", "sidelines",
)  # fmt: skip


@dataclass
class Line:
    """A row of a card as a form: a participant, a topic or a quotation."""

    key: str
    form: Any

    def main(self) -> Iterator[forms.BoundField]:
        """Yield the fields of its line."""
        yield from (self.form[name] for name in self.form.main)

    def rare(self) -> Iterator[forms.BoundField]:
        """Yield the fields of its details."""
        for name in self.form.rare:
            if name in self.form.fields and (
                not name.startswith("new_term") or self.form.asks_for_term()
            ):
                yield self.form[name]


@dataclass
class Account(Line):
    """An account with its topics and quotations."""

    topics: list[Line] = field(default_factory=list)
    quotations: list[Line] = field(default_factory=list)

    def named_topics(self) -> list[Line]:
        """Return the topics that are named, or that an editor typed in."""
        return [line for line in self.topics if line.form.has_content() or not line.form.untouched]

    def mere_words(self) -> list[Line]:
        """Return the words proposed as topics for which the register has none."""
        named = self.named_topics()
        return [line for line in self.topics if line not in named]

    def lines(self) -> Iterator[Line]:
        """Yield the rows within it that hold anything."""
        yield from (line for line in (*self.topics, *self.quotations) if line.form.has_content())


@dataclass
class Card:
    """One meeting of the page: its number, form and rows; what it became, if it was accepted."""

    key: str
    number: int
    form: Any
    participants: list[Line] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    accepted: StoryMeeting | None = None
    row: Row = field(default_factory=Row)
    is_only: bool = True
    twins: list[Twin] = field(default_factory=list)

    @property
    def colour(self) -> int:
        """Return the number of its colour in the text."""
        return (self.number - 1) % COLOURS + 1

    @property
    def is_background(self) -> bool:
        """Whether the story only recalls it."""
        return bool(self.row.texts.get("background"))

    @property
    def name(self) -> str:
        """Return who met, in a line: the names typed so far, without their keys."""
        names = []
        for line in self.participants:
            typed = line.form["person"].value() or line.form["actor"].value() or ""
            names.append(_KEY.sub("", str(typed)).lstrip("+ "))
        return " – ".join(filter(None, names[:_MOST_NAMED])) or "A meeting"

    def meeting_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields of date, place and kind."""
        yield from (self.form[name] for name in _MEETING_FIELDS)

    @property
    def hint(self) -> str:
        """Return what the story says and no input holds."""
        return self.row.texts.get("hint", "")

    @property
    def model(self) -> str:
        """Return the name of the model that proposes it, "" for the rules and for editors."""
        return self.row.texts.get("model", "")

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be accepted."""
        decided = self.row.texts.get("decision") == Decision.ACCEPT
        return self.accepted is None and self.is_only and decided

    def all_forms(self) -> Iterator[tuple[str, Any]]:
        """Yield the words for every form with content, and the form."""
        name = f"Meeting {self.number}"
        yield name, self.form
        if self.row.texts.get("existing", "").strip():
            lines: list[Line] = []
        else:
            lines = [line for line in self.participants if line.form.has_content()]
        for number, line in enumerate(lines, start=1):
            yield f"{name}, participant {number}", line.form
        for number, account in enumerate(self.accounts, start=1):
            yield f"{name}, account {number}", account.form
            for line in account.lines():
                kind = "topic" if line in account.topics else "quotation"
                yield f"{name}, account {number}, {kind}", line.form


class Cards:
    """All cards of a story page, and its source block.

    With ``check`` the source and the cards that are to be accepted are checked: all that are so
    decided, or ``only`` that with a key. The others are shown as they were typed.
    """

    def __init__(
        self,
        request: HttpRequest,
        story: Story,
        sheet: Worksheet,
        *,
        check: bool = False,
        only: str = "",
    ) -> None:
        self.story, self.sheet, self.check, self.only = story, sheet, check, only
        self.classes, self.data = FormsOf(request), _data_of(sheet)
        accepted = {row.key: row for row in story.accepted.select_related("meeting")}
        self.source = self._form(self.classes.source, SOURCE)
        self.cards = [
            self._card(key, number, accepted.get(key))
            for number, key in enumerate(sheet.meetings(), start=1)
        ]

    def _is_checked(self, key: str) -> bool:
        meeting = key.split("-", maxsplit=1)[0]
        decision = self.sheet.text(meeting, "decision")
        wanted = meeting == self.only if self.only else decision == Decision.ACCEPT
        return self.check and (key == SOURCE or wanted)

    def _form(self, form: type[ModelForm], key: str, **more: Any) -> Any:
        row = self.sheet.rows.get(key) or Row()
        if self._is_checked(key):
            for name, column in form.base_fields.items():
                if name not in row.texts and column.initial:
                    self.data[f"{key}-{name}"] = str(column.initial)
            made = form(self.data, prefix=key, **more)
        else:
            made = form(prefix=key, initial=dict(row.texts), **more)
        for name in row.proposed & made.fields.keys():
            outer: Any = made.fields[name].widget
            attributes = getattr(outer, "widget", outer).attrs  # a plus sign stands around it
            attributes["class"] = f"{attributes.get('class', '')} desk-filled".strip()
        return made

    def _card(self, key: str, number: int, accepted: StoryMeeting | None) -> Card:
        card = Card(key, number, self._form(self.classes.card, key), accepted=accepted)
        card.row, card.is_only = self.sheet.rows[key], not self.only or key == self.only
        meeting = card.form.instance
        card.participants = [
            Line(child, self._form(self.classes.participant, child, meeting=meeting))
            for child in self.sheet.children(key, PARTICIPANT)
        ]
        card.accounts = [self._account(child) for child in self.sheet.children(key, ACCOUNT)]
        return card

    def _account(self, key: str) -> Account:
        account = Account(key, self._form(self.classes.account, key))
        text = self.story.text
        account.topics = [
            Line(child, self._topic(child, text)) for child in self.sheet.children(key, TOPIC)
        ]
        account.quotations = [
            Line(child, self._form(self.classes.quotation, child))
            for child in self.sheet.children(key, QUOTATION)
        ]
        return account

    def wanted(self) -> list[Card]:
        """Return the cards that are to be accepted."""
        return [card for card in self.cards if card.is_wanted]

    def _topic(self, key: str, text: str) -> Any:
        row = self.sheet.rows[key]
        typed = {name for name, value in row.texts.items() if value}
        untouched = bool(typed) and typed <= row.proposed
        return self._form(self.classes.topic, key, story_text=text, untouched=untouched)

    def all_wanted(self) -> list[Card]:
        """Return the cards that a button for all would accept."""
        return [
            card
            for card in self.cards
            if card.accepted is None and card.row.texts.get("decision") == Decision.ACCEPT
        ]

    def problems(self) -> list[Problem]:
        """Return what keeps the wanted cards from being accepted."""
        problems = list(problems_of_form(self.source, "Source"))
        for card in self.wanted():
            for where, form in card.all_forms():  # that of the meeting first: days follow from it
                problems += problems_of_form(form, where)
            if not card.accounts:
                where = f"Meeting {card.number}"
                problems.append(Problem(where, "Say whose account it is: add one.", ""))
        return problems

    def document(self) -> Source:
        """Return the source: one entered already, or a new one; only after ``problems``."""
        known: Source | None = self.source.cleaned_data["known"]
        return known or self.source.instance

    def known(self) -> Source | None:
        """Return the source entered already that the source block names."""
        keyed = KEYED.match(self.sheet.text(SOURCE, "known").strip())
        if keyed is None:
            return None
        thing = by_key(KINDS["source"], keyed["key"])
        return thing if isinstance(thing, Source) else None

    def accepted(self) -> list[AcceptedMeeting]:
        """Return the wanted cards as meetings to be entered; only where there are no problems."""
        return [_accepted(card) for card in self.wanted()]


def _accepted(card: Card) -> AcceptedMeeting:
    participants = [line.form.instance for line in card.participants if line.form.has_content()]
    reports = [
        DescribedReport(
            account.form.instance,
            topics=[line.form.instance for line in account.topics if line.form.has_content()],
            statements=[
                line.form.instance for line in account.quotations if line.form.has_content()
            ],
            voices=account.form.cleaned_data["voice_names"],
        )
        for account in card.accounts
    ]
    existing = card.form.cleaned_data["existing"]
    described = DescribedMeeting(card.form.instance, participants, reports)
    why = card.form.cleaned_data["why_another"]
    return AcceptedMeeting(card.key, described, existing, why)


def _data_of(sheet: Worksheet) -> QueryDict:
    """Return a worksheet as a browser would post it."""
    data = QueryDict(mutable=True)
    for key, row in sheet.rows.items():
        for name, text in row.texts.items():
            if text:
                data[f"{key}-{name}"] = text
    return data
