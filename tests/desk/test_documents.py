"""One document has many forms of its address, and is entered once."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.desk.documents import canonical_address, publisher_of, same_document
from meetings.models import Publisher, PublisherSite, Source
from tests.admin.forms import errors_of, inputs_of, open_form
from tests.drafts import editor, rio

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/g20",
        "http://news.example/g20",
        "https://www.news.example/g20/",
        "https://NEWS.example/g20?utm_source=x&utm_medium=y",
        "https://news.example/g20?fbclid=abc#history",
        "http://news.example:80/g20/",
    ],
)
def test_every_form_of_an_address_is_recognised(address: str) -> None:
    source = rio().source
    assert same_document(address) == source
    assert same_document(address, but=source.pk) is None


@pytest.mark.parametrize(
    ("entered", "again"),
    [
        (
            "https://news.example/встреча",
            "https://news.example/%D0%B2%D1%81%D1%82%d1%80%d0%b5%d1%87%d0%b0/",
        ),
        ("https://news.example/%D0%B2%D1%81", "http://news.example/вс?utm_id=1"),
        ("https://a.example/~b/c,d(e)", "https://a.example/%7Eb/c%2Cd%28e%29"),
        ("https://a.example/%7Eb/c%2Cd", "https://a.example/~b/c,d"),
        ("https://новости.рф/1", "https://xn--b1amnebsh.xn--p1ai/1"),
        ("https://xn--b1amnebsh.xn--p1ai/1", "https://www.новости.рф/1/"),
    ],
)
def test_escaped_addresses_and_hosts_are_the_same(entered: str, again: str) -> None:
    source = rio().source
    Source.objects.filter(pk=source.pk).update(url=entered)
    assert same_document(again) == source
    copy = f"https://web.archive.org/web/2015/{again}"
    assert same_document(copy) == source
    Source.objects.filter(pk=source.pk).update(url=copy)
    assert same_document(entered) == source


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("https://a.example/b/c", "https://a.example/b%2Fc"),
        ("https://a.example/b?c=1", "https://a.example/b%3Fc=1"),
        ("https://a.example/%E9", "https://a.example/%E8"),
        ("https://a.example:8080/b", "https://a.example/b"),
    ],
)
def test_an_escape_that_means_something_else_is_another_document(address: str, other: str) -> None:
    Source.objects.filter(pk=rio().source.pk).update(url=address)
    assert same_document(other) is None
    assert same_document(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://news.example/g20-rio",
        "https://news.example/G20/photos",
        "https://news.example/g20?id=7",
        "https://news.example/g20#!/other",
        "https://other.example/g20",
    ],
)
def test_other_documents_are_not(address: str) -> None:
    rio()
    assert same_document(address) is None


COPY = "https://web.archive.org/web/20241120100000/https://www.news.example/g20"


def test_an_archived_copy_is_the_document_of_which_it_is_a_copy() -> None:
    source = rio().source
    assert same_document(COPY) == source
    assert same_document("https://web.archive.org/web/2024/https://news.example/g20-rio") is None
    copy = "https://archive.ph/AbC1d"
    assert same_document(copy) is None
    Source.objects.filter(pk=source.pk).update(archive_url=copy)
    assert same_document("http://archive.ph/AbC1d/") == source
    Source.objects.filter(pk=source.pk).update(url=f"{COPY}/?utm_id=1", archive_url="")
    assert same_document("http://news.example/g20/") == source
    assert same_document("http://news.example/g20/2") is None


@pytest.fixture
def sites() -> None:
    """Sites of the Kremlin, of two British offices that share one, and of a government."""
    for name, hosts in {
        "Kremlin": ("ru:kremlin.ru", "en:en.kremlin.ru", "ru:special.kremlin.ru"),
        "Downing Street": ("en:gov.uk/government/organisations/downing-street", ":both.example"),
        "FCDO": ("en:gov.uk/government/organisations/fcdo", ":both.example"),
        "State Council": ("zh:gov.cn",),
        "Archive": ("en:a.edu/~archive",),
        "IDN": ("ru:xn--d1abbgf6aiiy.xn--p1ai",),
        "MFA": ("zh:mfa.gov.cn", "en:mfa.gov.cn/eng", "fr:mfa.gov.cn/eng/fra"),
    }.items():
        publisher = Publisher.objects.create(name=name)
        for language, _, host in (text.partition(":") for text in hosts):
            PublisherSite.objects.create(publisher=publisher, host=host, language=language)


@pytest.mark.usefixtures("sites")
@pytest.mark.parametrize(
    ("address", "publisher", "language"),
    [
        ("http://en.kremlin.ru/events/president/news/1", "Kremlin", "en"),
        ("https://www.kremlin.ru/", "Kremlin", "ru"),
        ("http://en.special.kremlin.ru/events", "Kremlin", ""),
        ("https://web.archive.org/web/2015/http://kremlin.ru/1", "Kremlin", "ru"),
        ("https://www.gov.uk/government/organisations/fcdo", "FCDO", "en"),
        ("https://www.gov.uk/government/organisations/fcdo/about", "FCDO", "en"),
        ("https://www.gov.cn/yaowen/1.htm", "State Council", "zh"),
        ("https://www.mfa.gov.cn/web/1.htm", "MFA", "zh"),
        ("https://www.a.edu/%7Earchive/1.htm", "Archive", "en"),
        ("https://www.mfa.gov.cn/ENG/x?y=1", "MFA", "en"),
        ("https://www.mfa.gov.cn/eng/fra/x", "MFA", "fr"),
        ("https://www.mfa.gov.cn/english/x", "MFA", "zh"),
        ("https://президент.рф/1", "IDN", "ru"),
        ("https://archive.ph/2020/https://web.archive.org/web/2015/kremlin.ru/1", "Kremlin", "ru"),
    ],
)
def test_the_publisher_is_known_by_the_site(address: str, publisher: str, language: str) -> None:
    site = publisher_of(address)
    assert site is not None
    assert (site.publisher.name, site.language) == (publisher, language)


@pytest.mark.usefixtures("sites")
@pytest.mark.parametrize(
    "address",
    [
        *("", "kremlin", "http://[broken", "https://notkremlin.ru/", "https://ndrc.gov.cn/x"),
        *("https://www.gov.uk/government/news/x", "https://both.example/x", "https://x.ru"),
        f"https://{'a.' * 300}kremlin.ru/",
    ],
)
def test_no_publisher_is_guessed(address: str) -> None:
    assert publisher_of(address) is None


def test_parameters_that_name_a_document_stay_in_any_order() -> None:
    assert canonical_address("https://a.example/?p=1&q=2&utm_id=3") == "a.example?p=1&q=2"
    assert canonical_address("http://www.a.example?q=2&p=1") == "a.example?p=1&q=2"
    assert canonical_address("http://[broken") == "http://[broken"
    assert canonical_address("https://a.example:/1") == "a.example/1"
    assert canonical_address("https://a..example/%zz/1") == "a..example/%25zz/1"


ADD = "/admin/meetings/source/add/"


def test_the_desk_links_to_the_source_that_is_there(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    typed = open_form(client, ADD, "source") | {
        "publisher": "TRT World", "title": "Again", "url": "http://news.example/g20/?utm_id=1",
    }  # fmt: skip
    page = client.post(ADD, typed).content.decode()
    assert Source.objects.count() == 1
    assert f'<a href="/admin/meetings/source/{story.source.pk}/change/" target="_blank">' in page


def test_a_source_whose_address_was_entered_twice_before_is_still_saved(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    Source.objects.create(
        publisher=story.source.publisher, title="Copy", url="http://news.example/g20"
    )
    address = f"/admin/meetings/source/{story.source.pk}/change/"
    typed = open_form(client, address, "source") | {"notes": "See the copy."}
    assert client.post(address, typed).status_code == 302


def test_the_same_title_and_day_is_warned_about(client: Client) -> None:
    story = rio()
    client.force_login(editor())
    typed = open_form(client, ADD, "source") | {
        "publisher": "TRT World",
        "title": "Foreign Ministers of China and Russia meet at the G20",
        "published": "19 November 2024",
    }
    response = client.post(ADD, typed, follow=True)
    assert Source.objects.count() == 2
    (warning,) = [str(one) for one in response.context["messages"] if one.level_tag == "warning"]
    assert warning.startswith("There is another document of this publisher, title and day: <a href")
    assert f"/admin/meetings/source/{story.source.pk}/change/" in warning


def typed_source(client: Client, **fields: str) -> dict[str, str]:
    """Return what a browser posts for a new source with these fields."""
    client.force_login(User.objects.filter(username="ada").first() or editor())
    return open_form(client, ADD, "source") | {"title": "Talks", **fields}


def warnings(client: Client, typed: dict[str, str]) -> list[str]:
    """Post a new source; return the warnings above the page that follows."""
    context = client.post(ADD, typed, follow=True).context
    return [str(one) for one in context["messages"] if one.level_tag == "warning"]


@pytest.mark.usefixtures("sites")
def test_publisher_and_language_are_taken_from_the_address_and_said(client: Client) -> None:
    typed = typed_source(client, url="http://kremlin.ru/events/1")
    said = warnings(client, typed)
    source = Source.objects.get(title="Talks")
    assert (source.publisher.name, source.language) == ("Kremlin", "ru")
    assert said == [
        "Taken from the address: publisher “Kremlin” and language “ru”. Correct what is wrong."
    ]


@pytest.mark.usefixtures("sites")
@pytest.mark.parametrize(
    ("fields", "publisher", "language"),
    [
        ({"publisher": "MFA"}, "MFA", "en"),
        ({"publisher": "Kremlin"}, "Kremlin", "ru"),
        ({"publisher": "Kremlin", "language": "uk"}, "Kremlin", "uk"),
        ({"language": "uk"}, "Kremlin", "uk"),
    ],
)
def test_what_an_editor_chose_stays(
    client: Client, fields: dict[str, str], publisher: str, language: str
) -> None:
    client.post(ADD, typed_source(client, url="http://kremlin.ru/events/1", **fields))
    source = Source.objects.get(title="Talks")
    assert (source.publisher.name, source.language) == (publisher, language)


def test_an_unknown_site_asks_for_the_publisher(client: Client) -> None:
    page = client.post(ADD, typed_source(client, url="https://nobody.example/1")).content.decode()
    assert "Who published it? The address does not tell." in page
    assert not Source.objects.exists()


@pytest.mark.usefixtures("sites")
def test_a_new_source_begins_with_what_its_address_tells(client: Client) -> None:
    client.force_login(editor())
    page = client.get(ADD, {"url": "http://en.kremlin.ru/events/1"})
    typed = page.context["adminform"].form.initial
    assert (str(typed["publisher"]), typed["language"]) == ("Kremlin", "en")
    answer = client.get("/admin/suggest/of-address/", {"url": "http://kremlin.ru/1"}).json()
    assert answer["publisher"].startswith("Kremlin")
    assert answer["language"] == "ru"
    assert client.get("/admin/suggest/of-address/", {"url": "x"}).json() == {}


@pytest.mark.usefixtures("sites")
def test_an_archived_copy_is_taken_apart_for_the_editor_to_save(client: Client) -> None:
    copy = "https://web.archive.org/web/20150302123456/http://kremlin.ru/events/1"
    response = client.post(ADD, typed_source(client, url=copy))
    assert not Source.objects.exists()
    shown = response.context["adminform"].form
    assert (shown["url"].value(), shown["archive_url"].value()) == (
        *("http://kremlin.ru/events/1", copy),
    )
    page = response.content.decode()
    assert "This was an archived copy (Internet Archive, 2 March 2015)." in page
    # That nothing else was lost: the page is sent again just as it came back.
    assert len(errors_of(response)) == 1
    assert client.post(ADD, inputs_of(response, "source")).status_code == 302
    source = Source.objects.get(title="Talks")
    assert (source.url, source.archive_url) == ("http://kremlin.ru/events/1", copy)


@pytest.mark.usefixtures("sites")
def test_a_copy_entered_in_both_fields_stays_and_one_without_original_is_remarked(
    client: Client,
) -> None:
    copy = "https://web.archive.org/web/20150302123456/http://kremlin.ru/events/1"
    client.post(ADD, typed_source(client, url=copy, archive_url=copy))
    assert Source.objects.get(title="Talks").url == copy
    typed = typed_source(client, title="More", url="https://archive.ph/AbC1d", publisher="MFA")
    assert warnings(client, typed)[0].startswith("The address is that of a copy at archive.today.")


@pytest.mark.usefixtures("sites")
@pytest.mark.parametrize("typed", ["Президент России", "Kremlin", "en.kremlin.ru"])
def test_a_publisher_is_found_by_other_names_and_by_its_sites(client: Client, typed: str) -> None:
    kremlin = Publisher.objects.get(name="Kremlin")
    kremlin.names.create(name="Президент России", language="ru")
    kremlin.refresh_search_text()
    client.post(ADD, typed_source(client, publisher=typed))
    assert Source.objects.get(title="Talks").publisher == kremlin
    (suggested,) = client.get("/admin/suggest/publisher/", {"q": typed}).json()["results"]
    assert suggested["label"] == "Kremlin"
