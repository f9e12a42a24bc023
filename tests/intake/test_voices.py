"""On whose word a story tells of its meetings."""

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.proposal import Reading
from meetings.intake.reader import read_with
from meetings.models.choices import Attribution, Extent

DAY = "2022-11-17"
TALKS = """President Emmanuel Macron of France had talks in Paris with President Xi Jinping of \
China on Tuesday.

"""


def read(gazetteer: Gazetteer, text: str) -> Reading:
    return read_with(gazetteer, text, published=DAY)


def voices(reading: Reading) -> list[list[str]]:
    """Return the actors whose account each meeting has."""
    return [
        [actor for account in meeting.accounts for actor in account.voices]
        for meeting in reading.meetings
    ]


def test_a_spokesperson_named_at_the_beginning_tells_the_whole_story(gazetteer: Gazetteer) -> None:
    text = f"""{TALKS}His spokesperson, Anne Martin, made it known on Wednesday. She gave no \
details.

President Joe Biden of the United States is to meet Macron too."""
    reading = read(gazetteer, text)
    assert voices(reading) == [["FRA"], ["FRA"]]
    account = reading.meetings[0].accounts[0]
    assert (account.attribution, account.extent) == (Attribution.SPOKESPERSON, Extent.RELAYED)
    assert account.attributed_to == "His spokesperson, Anne Martin"


def test_a_spokesperson_of_somebody_else_tells_nothing_of_it(gazetteer: Gazetteer) -> None:
    text = f"""{TALKS}Chancellor Olaf Scholz of Germany stayed in Berlin. His spokesperson, Anna \
Bauer, said so on Wednesday."""
    assert voices(read(gazetteer, text)) == [[]]


def test_without_another_voice_the_outlet_tells_it(gazetteer: Gazetteer) -> None:
    (account,) = read(gazetteer, TALKS).meetings[0].accounts
    assert (account.voices, account.attribution) == ([], Attribution.OUTLET)


def test_his_ministry_is_that_of_the_subject(gazetteer: Gazetteer) -> None:
    text = """President Emmanuel Macron of France met President Xi Jinping of China, a statement \
from his ministry said on Tuesday."""
    assert voices(read(gazetteer, text)) == [["FRA"]]
