"""What a pasted page is: its source, its title, and the story without its furniture."""

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.languages import language_of_page
from meetings.intake.languages.recognising import recognise
from meetings.intake.proposal import ProposedSource, Span

from .article import Article
from .day import imply_day, read_dateline, set_published
from .header import address_in, header_of
from .lines import byline_of, story_lines, title_of, titles_and_prose
from .publisher import set_publisher

_UNKNOWN = "en"


def article_of(
    text: str, gazetteer: Gazetteer, *, url: str = "", title: str = "", published: str = ""
) -> Article:
    """Return the article that a text is; what is given from outside goes before the text's own."""
    header = header_of(text)
    tongue = language_of_page(tag := recognise(text[header.end :]) or _UNKNOWN)
    lines = story_lines(text, header.end, tongue)
    titles, prose = titles_and_prose(lines, text, tongue)
    source = ProposedSource(
        title=title or header.title or title_of(titles, text),
        url=address_in(url or header.url),
        language=tag,
    )
    if header.title_span is not None:
        titles = [header.title_span, *titles]
    article = Article(text, Span(header.end, len(text)), titles, prose, tag, source)
    article.byline = byline_of(lines, text, tongue)
    set_published(article, published or header.published)
    read_dateline(article, gazetteer)
    set_publisher(article, gazetteer, header.publisher or header.source)
    if article.published:
        source.published = article.published.isoformat()
    else:
        imply_day(article, gazetteer)
    return article
