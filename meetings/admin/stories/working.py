"""One request to the page of a story: what was posted, kept, merged, accepted and shown."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin import generic
from meetings.admin.guard import tokens
from meetings.admin.problems import Problem
from meetings.admin.typed.kinds import kind_of_model
from meetings.desk.entering import NotEnterable
from meetings.intake import accepting, queue, stored, worksheet
from meetings.intake.proposal import Reader, Reading
from meetings.intake.second.errors import NoAnswer
from meetings.models import Meeting, Story
from meetings.models.choices import STORIES_READ
from meetings.publication.errors import EditorialError, StaleEdit

from . import merging, proposed
from .cards import Cards
from .shown import TOKEN, Outcome, allowed, context_of
from .similar import twins_of_cards

MOST_ROWS = 2000
_IS_IT_SO = "Not handed to review yet: {} Open {}, and say whether it is so."
REFUSAL = (
    "A colleague saved this story while you had it open. Everything you typed is kept below, "
    "together with the colleague’s changes. Look at them, then save again."
)
UNSIGNED = (
    "This page came without the token that says what it showed. Everything you typed is kept "
    "below. Look at it, then save again."
)


class StoryPage:
    """The page of a story in one request."""

    def __init__(self, request: HttpRequest, story: Story, context: dict[str, Any]) -> None:
        self.request, self.story, self.context = request, story, context
        self.reading = stored.from_json(story.reading) if story.reading else Reading()

    # What is stored, and what was posted

    def stored_sheet(self) -> worksheet.Worksheet:
        """Return the worksheet as it was left, or as the reader proposes it."""
        if self.story.worksheet is not None:
            return worksheet.from_json(self.story.worksheet)
        return proposed.sheet_of(self.story, self.reading)

    def posted_sheet(self) -> worksheet.Worksheet:
        """Return the worksheet that was posted; accepted cards have no inputs and stay."""
        mine = worksheet.posted((name, str(text)) for name, text in self.request.POST.items())
        if len(mine.rows) > MOST_ROWS:
            raise BadRequest("too many rows")
        before = self.stored_sheet()
        accepted = set(self.story.accepted.values_list("key", flat=True))
        sheet = worksheet.Worksheet()
        for key in [*before.rows, *mine.rows]:
            is_accepted = key.split("-")[0] in accepted
            row = (before if is_accepted else mine).rows.get(key)
            if row is not None:
                sheet.rows[key] = row
        worksheet.keep_proposed(sheet, before)
        return sheet

    # The steps of a post

    def post(self) -> HttpResponse:
        """Do what the pressed button says; every button keeps what was typed."""
        token = tokens.read(self.request.POST.get(TOKEN, ""))
        try:
            return self._do(self.posted_sheet(), token.revision if token else -1)
        except StaleEdit:
            return self._after_merge(token)
        except EditorialError as error:
            problems = [Problem("", str(error), "")]
            return self.show(self.posted_sheet(), Outcome(problems), status=409)

    def _do(self, mine: worksheet.Worksheet, revision: int) -> HttpResponse:
        post = self.request.POST
        if "_no_meeting" in post:
            return self._no_meeting(mine, revision)
        if "_reopen" in post:
            queue.reopen(self.story.pk, revision, mine, self.user)
            return self.to_page()
        if "_ask_second" in post:
            return self._ask_second(mine, revision)
        if "_accept" in post or "_hand_in" in post:
            return self._accept(mine, revision)
        return self._keep(mine, revision)

    def _after_merge(self, token: tokens.EditToken | None) -> HttpResponse:
        """Put together what both typed: go on if all of it is the same editor's, else show it."""
        self.story.refresh_from_db()
        theirs = self.stored_sheet()
        base = token.state if token else merging.state_of(theirs)
        merged = merging.merge(base, theirs, self.posted_sheet())
        clashes = [one for one in merged.differences if one.clash]
        if token and not clashes and self.story.worked_on_by == self.user:
            try:
                return self._do(merged.sheet, self.story.revision)
            except StaleEdit:
                self.story.refresh_from_db()
        if "_autosave" in self.request.POST:
            return JsonResponse({"stale": True}, status=409)
        refusal = REFUSAL if token else UNSIGNED
        outcome = Outcome(differences=merged.differences, refusal=refusal)
        return self.show(merged.sheet, outcome, status=409)

    @property
    def user(self) -> Any:
        """Return the user who is logged in."""
        return generic.user_of(self.request)

    def _no_meeting(self, mine: worksheet.Worksheet, revision: int) -> HttpResponse:
        queue.note_no_meeting(self.story.pk, revision, mine, self.user)
        sentence = format_html("Kept: no meeting in “{}”.", link_to(self.story))
        messages.success(self.request, sentence)
        return to_desk()

    def _ask_second(self, mine: worksheet.Worksheet, revision: int) -> HttpResponse:
        """Keep what was typed, ask the second reader, and add what it proposes.

        It may take a minute: nothing is locked meanwhile, and what a colleague saves then stays.
        """
        queue.keep(self.story.pk, revision, mine, self.user)
        try:
            reading = queue.ask_second(self.story)
        except NoAnswer as refusal:
            messages.error(self.request, f"The second reader was not asked: {refusal}.")
            return self.to_page()
        for note in reading.notes:
            messages.warning(self.request, note)
        if reading.reader != Reader.MODEL:
            return self.to_page()
        self.story.refresh_from_db()
        sheet = self.stored_sheet()
        first = proposed.add_second(sheet, reading, self.story.text)
        queue.keep(self.story.pk, self.story.revision, sheet, self.user)
        messages.success(self.request, _proposes(reading))
        return self.to_page(first)

    def _keep(self, mine: worksheet.Worksheet, revision: int) -> HttpResponse:
        target = self._change(mine, self.request.POST.get("do", ""))
        story = queue.keep(self.story.pk, revision, mine, self.user)
        if "_autosave" in self.request.POST:
            return JsonResponse({"token": merging.sign(story.revision, mine)})
        if "do" not in self.request.POST:
            messages.success(self.request, "Saved. You or a colleague can take it up again.")
        return self.to_page(target)

    def _change(self, sheet: worksheet.Worksheet, do: str) -> str:
        """Do to the worksheet what a button says, such as “like:m1”; return the row to go to."""
        act, _, key = do.partition(":")
        if act == "named":
            return proposed.add_named(sheet, self.reading)
        if act == "add":
            return self._add(sheet, key)
        key, _, public_id = key.partition(":")
        if key not in sheet.meetings():
            return ""
        if act == "like":
            return worksheet.like(sheet, key)
        if act == "existing":
            _adds_to(sheet, key, public_id)
        if act in _FROM_ABOVE:
            _FROM_ABOVE[act](sheet, key)
        return key

    def _add(self, sheet: worksheet.Worksheet, key: str) -> str:
        """Add a meeting, or a row below another; return its key."""
        if key == worksheet.MEETING:
            return _blank_meeting(sheet)
        parent, _, letter = key.rpartition("-")
        if parent in sheet.rows and letter in tuple("patq"):
            return sheet.add(parent, letter, self._marked(letter))
        return key if key in sheet.meetings() else ""

    def _marked(self, letter: str) -> worksheet.Row:
        """Return the row of words that were marked in the story; empty where none were."""
        words = self.request.POST.get("words", "").replace("\0", "")[:5000]
        place = self.request.POST.get("place", "")[:20]
        if letter == worksheet.QUOTATION and words:
            return worksheet.Row({"text": words.strip('“”"«»‘’ '), "evidence": place})
        if letter == worksheet.TOPIC and words:
            return worksheet.Row({"line": words})
        return worksheet.Row()

    def _accept(self, mine: worksheet.Worksheet, revision: int) -> HttpResponse:
        hand_in = "_hand_in" in self.request.POST
        if not allowed(self.user)["may_hand_in" if hand_in else "may_accept"]:
            raise PermissionDenied
        only = self.request.POST.get("_hand_in" if hand_in else "_accept", "")
        only = only if only in mine.meetings() else ""
        if only:
            mine.rows[only].texts["decision"] = worksheet.Decision.ACCEPT
        if self._is_repeated(mine, revision, only):
            messages.info(self.request, "These meetings were accepted already.")
            return self.to_page()
        cards = Cards(self.request, self.story, mine, check=True, only=only)
        problems = cards.problems()
        if not cards.wanted():
            problems = [Problem("", "No meeting is marked to be accepted.", "")]
        if problems:
            return self._refused(mine, revision, cards, problems)
        return self._enter(mine, revision, cards, hand_in=hand_in)

    def _enter(
        self, mine: worksheet.Worksheet, revision: int, cards: Cards, *, hand_in: bool
    ) -> HttpResponse:
        """Enter the checked cards; what breaks rules is said, and nothing entered."""
        acceptance = accepting.Acceptance(
            self.story.pk, revision, cards.document(), cards.accepted(), mine, _text_of, hand_in
        )
        try:
            return self._after(accepting.accept(acceptance, self.user))
        except NotEnterable as error:
            number = cards.wanted()[error.position].number
            problems = [Problem(f"Meeting {number}", str(one), "") for one in error.refusals]
            return self._refused(mine, revision, cards, problems)

    def _is_repeated(self, mine: worksheet.Worksheet, revision: int, only: str) -> bool:
        """Whether the same button was pressed twice: all it would accept is accepted already."""
        if revision == self.story.revision:
            return False
        accepted = set(self.story.accepted.values_list("key", flat=True))
        shown = tokens.read(self.request.POST.get(TOKEN, ""))
        wanted = {only} if only else {
            key for key in mine.decided(worksheet.Decision.ACCEPT)
            if f"{key}-decision" in self.request.POST
        }  # fmt: skip
        return bool(shown and wanted) and wanted <= accepted

    def _refused(
        self,
        mine: worksheet.Worksheet,
        revision: int,
        cards: Cards,
        problems: Sequence[Problem],
    ) -> HttpResponse:
        """Keep what was typed, and show the page again with what is wrong."""
        self.story = queue.keep(self.story.pk, revision, mine, self.user)
        return self.show(mine, Outcome(problems), cards, status=422)

    def _after(self, accepted: list[accepting.Accepted]) -> HttpResponse:
        for entered in accepted:
            verb = "Accepted and handed to review" if entered.handed_in else "Accepted as a draft"
            messages.success(self.request, format_html("{}: {}.", verb, link_to(entered.meeting)))
            for sentence in entered.unclear:
                messages.warning(self.request, sentence)
            for sentence in entered.missing:
                messages.error(self.request, f"Not handed to review yet: {sentence}")
            for sentence in entered.doubts:
                link = link_to(entered.meeting)
                messages.warning(self.request, format_html(_IS_IT_SO, sentence, link))
        self.story.refresh_from_db()
        is_open = any(one.missing or one.doubts for one in accepted)
        done = self.story.state in STORIES_READ and not is_open
        return to_desk() if done else self.to_page()

    def show(
        self,
        sheet: worksheet.Worksheet,
        outcome: Outcome | None = None,
        cards: Cards | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Return the page with a worksheet."""
        cards = cards or Cards(self.request, self.story, sheet)
        open_keys = [card.key for card in cards.cards if card.accepted is None]
        similar = twins_of_cards(sheet, open_keys, cards.known())
        for card in cards.cards:
            card.twins = similar.get(card.key, [])
        context = context_of(self.story, self.reading, sheet, cards, outcome or Outcome())
        context |= {**self.context, **allowed(self.user)}
        return TemplateResponse(self.request, "admin/stories/story.html", context, status=status)

    def to_page(self, row: str = "") -> HttpResponse:
        """Redirect to the page, at a row."""
        address = reverse("admin:meetings_story_change", args=[self.story.pk])
        return HttpResponseRedirect(f"{address}#{row}" if row else address)


_FROM_ABOVE = {"people": worksheet.same_people, "date": worksheet.same_date}


def _adds_to(sheet: worksheet.Worksheet, key: str, public_id: str) -> None:
    """Let a card add its accounts to a meeting that is there already."""
    meeting = Meeting.objects.filter(public_id=public_id[:10]).first()
    if meeting is not None:
        sheet.rows[key].texts["existing"] = _text_of(meeting)


def _proposes(reading: Reading) -> str:
    """Return how many meetings the second reader proposes, in a sentence."""
    if not reading.meetings:
        return f"The second reader ({reading.model}) proposes no meeting."
    number = len(reading.meetings)
    which = "one meeting, which waits" if number == 1 else f"{number} meetings, which wait"
    return f"The second reader ({reading.model}) proposes {which} for your decision."


def _blank_meeting(sheet: worksheet.Worksheet) -> str:
    key = sheet.add("", worksheet.MEETING, worksheet.Row({"decision": worksheet.Decision.ACCEPT}))
    sheet.add(key, worksheet.PARTICIPANT)
    sheet.add(key, worksheet.PARTICIPANT)
    sheet.add(key, worksheet.ACCOUNT)
    return key


def _text_of(thing: Any) -> str:
    kind = kind_of_model(type(thing))
    return kind.text(thing) if kind else str(thing)


def link_to(thing: Any) -> str:
    """Return a link to the page of a story or a meeting."""
    address = reverse(f"admin:meetings_{thing._meta.model_name}_change", args=[thing.pk])
    return format_html('<a href="{}">{}</a>', address, thing)


def to_desk() -> HttpResponse:
    """Redirect to the desk, where the next story is pasted."""
    return HttpResponseRedirect(reverse("admin:index"))
