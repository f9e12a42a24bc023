"""The day of publication and the dateline of a story."""

import datetime
import re

from meetings.dates.edtf import parse
from meetings.dates.words import describe
from meetings.intake.gazetteer import Gazetteer
from meetings.intake.proposal import Span
from meetings.intake.words.dates import plain_day

from .article import Article
from .implied_day import implied_day
from .publisher import credit

_DATELINE = re.compile(
    r"^(?:\((?P<bracketed>[A-ZÀ-Þ][A-Za-zÀ-ÿ.' -]{2,40})\)"
    r"|(?P<place>[A-ZÀ-Þ][A-Za-zÀ-ÿ.' -]{2,40}?)(?: ?[,/] ?(?P<more>[A-Z][\w. ]{2,30}))?"
    r"(?:, (?P<day>[\w. ]{3,20}?))?\s?(?:\((?P<agency>[A-Z][\w /.-]+)\))?\s?(?:[-–—:]{1,2}))\s",
)
_LONGEST_DATELINE = 120
_NEAR_TOP, _AT_END = 1500, 400  # characters after the first prose, and before the end
_LONGEST_DAY, _LONGEST_LAST_DAY = 80, 60  # characters of a line that gives the day


def set_published(article: Article, given: str) -> None:
    """Set the day of publication: given, or that of a line near the top or the end."""
    article.published = _calendar_day(given) or _day_of_lines(article)


def _day_of_lines(article: Article) -> datetime.date | None:
    top = article.text[article.body.start : article.first_prose + _NEAR_TOP]
    for part, longest in ((top, _LONGEST_DAY), (article.text[-_AT_END:], _LONGEST_LAST_DAY)):
        for line in re.finditer(r"[^\n]+", part):
            if len(line[0]) < longest and (day := plain_day(line[0], article.tongue)):
                return day
    return None


def _calendar_day(value: str) -> datetime.date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def read_dateline(article: Article, gazetteer: Gazetteer) -> None:
    """Read “BEIJING, July 23 (Xinhua) --” or “(Alger)” at the beginning of the first sentence."""
    if not article.prose:
        return
    begin = article.first_prose
    match = _DATELINE.match(article.text[begin : begin + _LONGEST_DATELINE])
    if match is None:
        return
    place = match["place"] or match["bracketed"]
    marked = place.isupper() or match["agency"] or match["day"] or match["bracketed"]
    if not (marked or gazetteer.place_named(place)):
        return
    article.dateline = place.title() if place.isupper() else place
    article.prose[0] = Span(begin + match.end(), article.prose[0].end)
    if match["agency"]:
        credit(article, gazetteer, match["agency"])


def imply_day(article: Article, gazetteer: Gazetteer) -> None:
    """Read a story that gives no day of publication as if it were of the day that it implies."""
    today = datetime.datetime.now(datetime.UTC).date()
    article.published = implied_day(article.body_text, gazetteer, article.tongue, today)
    if article.published is not None:
        article.notes.append(
            "The story gives no day of publication. Its weekdays and offices fit "
            f"{describe(parse(article.published.isoformat()))}, and dates are read so."
        )
