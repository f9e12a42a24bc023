"""Which words tell of an encounter, and whether it took place."""

import pytest

from meetings.intake.encounters.patterns import patterns

from .telling import ENGLISH, Told, names

# A text for each pattern, and who met by it.
TEXTS = {
    "they include": (
        (
            "Wang Yi is in Paris for two days. "
            "Counterparts Wang Yi will meet there include Penny Wong and Hakan Fidan."
        ),
        [["Wang Yi", "Penny Wong"], ["Wang Yi", "Hakan Fidan"]],
    ),
    "the last to meet": (
        "The last American President to meet Vladimir Putin was Joe Biden.",
        [["Joe Biden", "Vladimir Putin"]],
    ),
    "whom they met": (
        "Chinese President Xi Jinping, whom Emmanuel Macron received on Monday, left Paris.",
        [["Emmanuel Macron", "Xi Jinping"]],
    ),
    "who met": (
        "Sergey Lavrov, who met Wang Yi on Monday, flew to Cairo.",
        [["Sergey Lavrov", "Wang Yi"]],
    ),
    "with somebody they discussed": (
        "With Indian Foreign Minister S. Jaishankar, Wang Yi discussed trade on Monday.",
        [["Wang Yi", "S. Jaishankar"]],
    ),
    "with whom they discussed": (
        "Hakan Fidan, with whom Sergey Lavrov discussed grain on Monday, thanked Russia.",
        [["Sergey Lavrov", "Hakan Fidan"]],
    ),
    "represented by": (
        "Wang Yi met Sergey Lavrov in Moscow. India was represented by Subrahmanyam Jaishankar.",
        [["Wang Yi", "Sergey Lavrov", "Subrahmanyam Jaishankar"]],
    ),
    "joined by": (
        "Olaf Scholz was joined on Monday by Emmanuel Macron in Berlin.",
        [["Olaf Scholz", "Emmanuel Macron"]],
    ),
    "taking part were": (
        "Wang Yi met Sergey Lavrov on Monday. Taking part were Hakan Fidan and Penny Wong.",
        [["Wang Yi", "Sergey Lavrov", "Hakan Fidan", "Penny Wong"]],
    ),
    "took part": (
        "Wang Yi met Sergey Lavrov in Moscow on Monday. Hakan Fidan also took part.",
        [["Wang Yi", "Sergey Lavrov", "Hakan Fidan"]],
    ),
    "sat at the table": (
        "Wang Yi met Sergey Lavrov in Moscow on Monday. Hakan Fidan sat at the table.",
        [["Wang Yi", "Sergey Lavrov", "Hakan Fidan"]],
    ),
    "joined the talks": (
        "Wang Yi met Sergey Lavrov in Moscow on Monday. Hakan Fidan joined the talks.",
        [["Wang Yi", "Sergey Lavrov", "Hakan Fidan"]],
    ),
    "formats": (
        "Emmanuel Macron attended a trilateral on Monday: China-India-Russia.",
        [["Emmanuel Macron", "CHN", "IND", "RUS"]],
    ),
    "hosted, in a list": (
        "Emmanuel Macron hosted leaders of the region: Olaf Scholz and Volodymyr Zelensky.",
        [["Emmanuel Macron", "Olaf Scholz", "Volodymyr Zelensky"]],
    ),
    "at a meeting": (
        "Wang Yi told Sergey Lavrov that trade was growing during a meeting in Beijing.",
        [["Wang Yi", "Sergey Lavrov"]],
    ),
    "spoke with": (
        "Emmanuel Macron spoke by phone with Vladimir Putin on Monday.",
        [["Emmanuel Macron", "Vladimir Putin"]],
    ),
    "held talks with": (
        "Wang Yi held talks with Penny Wong in Canberra on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "met": ("Wang Yi met Penny Wong in Canberra on Monday.", [["Wang Yi", "Penny Wong"]]),
    "met with": (
        "Wang Yi sat down in Canberra with Penny Wong on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "saw": (
        "William Ruto saw António Guterres in Nairobi on Monday.",
        [["William Ruto", "António Guterres"]],
    ),
    "called on": (
        "Hakan Fidan called on Sameh Shoukry in Cairo on Monday.",
        [["Hakan Fidan", "Sameh Shoukry"]],
    ),
    "phoned": (
        "Antony Blinken phoned Dmytro Kuleba on Monday.",
        [["Antony Blinken", "Dmytro Kuleba"]],
    ),
    "phoned him": (
        "Dmytro Kuleba is in Kyiv. Antony Blinken telephoned him on Monday.",
        [["Antony Blinken", "Dmytro Kuleba"]],
    ),
    "called": (
        "Antony Blinken called Dmytro Kuleba on Monday.",
        [["Antony Blinken", "Dmytro Kuleba"]],
    ),
    "received": (
        "Xi Jinping received Antony Blinken in Beijing on Monday.",
        [["Xi Jinping", "Antony Blinken"]],
    ),
    "was received by": (
        "Antony Blinken was received by Xi Jinping in Beijing on Monday.",
        [["Antony Blinken", "Xi Jinping"]],
    ),
    "was the guest of": (
        "Narendra Modi was the guest of Emmanuel Macron in Paris on Monday.",
        [["Narendra Modi", "Emmanuel Macron"]],
    ),
    "brought together": (
        "Recep Tayyip Erdoğan hosted talks that brought together Sergey Lavrov and Dmytro Kuleba.",
        [["Recep Tayyip Erdoğan", "Sergey Lavrov", "Dmytro Kuleba"]],
    ),
    "paid a call on": (
        "Penny Wong paid a courtesy call on Narendra Modi on Monday.",
        [["Penny Wong", "Narendra Modi"]],
    ),
    "and met": (
        "Wang Yi stopped in Canberra; there was time to look around, and met Penny Wong.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "plural subject met": (
        "Wang Yi and Penny Wong met in Canberra on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "plural subject held talks": (
        "Wang Yi and Penny Wong held talks in Canberra on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "after talks they": (
        "After talks in Canberra on Monday, Wang Yi and Penny Wong praised trade.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "after talks about something they": (
        (
            "Penny Wong landed in Beijing, where Wang Yi waited. "
            "After talks about trade and China, they spoke to the press."
        ),
        [["Wang Yi", "Penny Wong"]],
    ),
    "called off talks with": (
        "North Korea cancelled high-level talks with South Korea on Monday.",
        [["PRK", "KOR"]],
    ),
    "dropped in on": (
        "Narendra Modi dropped in on Emmanuel Macron on Monday.",
        [["Narendra Modi", "Emmanuel Macron"]],
    ),
    "in talks with somebody they said": (
        "In a phone call with Wang Yi on Monday, Penny Wong said that trade was growing.",
        [["Penny Wong", "Wang Yi"]],
    ),
    "speaking beside somebody": (
        "Speaking alongside Xi Jinping in Beijing, Emmanuel Macron said that trade mattered.",
        [["Emmanuel Macron", "Xi Jinping"]],
    ),
    "joint press conference with": (
        "Emmanuel Macron was firm at a joint press conference with Olaf Scholz in Paris.",
        [["Emmanuel Macron", "Olaf Scholz"]],
    ),
    "joint press conference": (
        "Emmanuel Macron and Olaf Scholz held a joint press conference in Paris on Monday.",
        [["Emmanuel Macron", "Olaf Scholz"]],
    ),
    "sat opposite": (
        "Sergey Lavrov sat across the table from Hakan Fidan on Monday.",
        [["Sergey Lavrov", "Hakan Fidan"]],
    ),
    "ceremony for": (
        "Xi Jinping held a welcoming ceremony for Emmanuel Macron in Beijing on Monday.",
        [["Xi Jinping", "Emmanuel Macron"]],
    ),
    "spoke about something with": (
        "Emmanuel Macron spoke about the war with Vladimir Putin on Monday.",
        [["Emmanuel Macron", "Vladimir Putin"]],
    ),
    "agreed in an earlier month": (
        "In May 2023, Xi Jinping and Emmanuel Macron pledged to go on.",
        [["Xi Jinping", "Emmanuel Macron"]],
    ),
    "plural subject spoke": (
        "Wang Yi and Penny Wong spoke by phone on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "plural subject discussed": (
        "Wang Yi and Penny Wong met on Monday. Both ministers discussed trade.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "meeting between": (
        "The meeting between Wang Yi and Penny Wong took place in Canberra on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "somebody’s call with": (
        "Wang Yi’s call with Penny Wong on Monday was long.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "call that somebody had with": (
        "The call Wang Yi had with Penny Wong on Monday was long.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "call of somebody with": (
        "The call by Wang Yi with Penny Wong on Monday was long.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "discussed with": (
        "Wang Yi discussed trade with Penny Wong on Monday.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "talks with": (
        "Wang Yi left Canberra on Monday after talks with Penny Wong.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "on the table with": (
        "Wang Yi was in Canberra on Monday; trade was the main subject with Penny Wong.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "told a counterpart": (
        "Wang Yi met Penny Wong on Monday. Wang Yi told Penny Wong that trade was growing.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "then with": (
        "Wang Yi met Penny Wong on Monday, and later with Narendra Modi.",
        [["Wang Yi", "Penny Wong"], ["Wang Yi", "Narendra Modi"]],
    ),
    "joined a session": (
        "Olaf Scholz joined a plenary session in Paris on Monday alongside Emmanuel Macron.",
        [["Olaf Scholz", "Emmanuel Macron"]],
    ),
    "attended by": (
        "China and Australia met on Monday. The meeting was attended by Wang Yi and Penny Wong.",
        [["Wang Yi", "Penny Wong"]],
    ),
    "chaired": (
        "Emmanuel Macron chaired the conference. Taking part were Olaf Scholz and Penny Wong.",
        [["Emmanuel Macron", "Olaf Scholz", "Penny Wong"]],
    ),
    "paid a visit": (
        "Olaf Scholz visited Emmanuel Macron on Monday.",
        [["Olaf Scholz", "Emmanuel Macron"]],
    ),
    "attends": (
        "Narendra Modi will attend the UN Climate Summit, then the EU Forum in New York.",
        [["Narendra Modi", "UN"], ["Narendra Modi", "EU"]],
    ),
    "also attends": (
        (
            "Narendra Modi landed on Monday; after a night there "
            "will attend the UN Climate Summit, then the EU Forum in New York."
        ),
        [["Narendra Modi", "UN"], ["Narendra Modi", "EU"]],
    ),
    "others on the list": (
        (
            "Wang Yi will meet Penny Wong. Wang Yi will also meet Narendra Modi. "
            "Others on the list are Hakan Fidan and Sameh Shoukry."
        ),
        [
            ["Wang Yi", "Penny Wong"],
            ["Wang Yi", "Narendra Modi"],
            ["Wang Yi", "Hakan Fidan"],
            ["Wang Yi", "Sameh Shoukry"],
        ],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_words_of_each_pattern_tell_who_met(told: Told, name: str) -> None:
    text, expected = TEXTS[name]
    steps = told.steps(text)
    assert name in [encounter.name for encounter in steps.encounters]
    assert told.who(text) == expected


def test_every_pattern_of_english_has_a_text() -> None:
    assert {pattern.name for pattern in patterns(ENGLISH)} == set(TEXTS)


def test_first_sentence_that_names_two_principals_beside_a_cue_tells_of_their_meeting(
    told: Told,
) -> None:
    text = "A hug for French President Emmanuel Macron from German Chancellor Olaf Scholz."
    (encounter,) = told.steps(text).encounters
    assert encounter.name == "named together"
    assert told.who(text) == [["Emmanuel Macron", "Olaf Scholz"]]


MODALITIES = {
    "Wang Yi met Penny Wong on Monday.": ("held", "sure"),
    "Wang Yi will meet Penny Wong on Thursday.": ("announced", "sure"),
    "Wang Yi is expected to meet Penny Wong on Thursday.": ("announced", "expected"),
    "Wang Yi may meet Penny Wong next week.": ("announced", "possible"),
    "Wang Yi flew to Canberra to meet Penny Wong.": ("held", "sure"),
    "Wang Yi postponed his meeting with Penny Wong planned for Thursday.": ("postponed", "sure"),
    "Wang Yi’s meeting with Penny Wong on Thursday was called off.": ("called_off", "sure"),
    "Wang Yi called off his talks with Penny Wong planned for Thursday.": ("called_off", "sure"),
    "Russia denied that Sergey Lavrov had met Antony Blinken.": ("denied", "sure"),
    "Wang Yi did not meet Penny Wong.": ("denied", "sure"),
    "The talks of Wang Yi with Penny Wong will take place on Thursday.": ("announced", "sure"),
}


@pytest.mark.parametrize("text", MODALITIES)
def test_verb_tells_whether_it_takes_place(told: Told, text: str) -> None:
    (meeting,) = told.meetings(text)
    assert (meeting.occurrence, meeting.certainty) == MODALITIES[text]


CHANNELS = {
    "Emmanuel Macron spoke by video link with Olaf Scholz on Monday.": ("video", "talks"),
    "Antony Blinken phoned Dmytro Kuleba on Monday.": ("call", "talks"),
    "Olaf Scholz had dinner with Emmanuel Macron in Paris on Monday.": ("in_person", "meal"),
    "Wang Yi met briefly with Penny Wong on Monday.": ("in_person", "brief_encounter"),
}


@pytest.mark.parametrize("text", CHANNELS)
def test_words_tell_the_channel_and_the_setting(told: Told, text: str) -> None:
    (meeting,) = told.meetings(text)
    assert (meeting.channel, meeting.setting) == CHANNELS[text]


REFERENCES = {
    "pronoun": "Wang Yi landed in Canberra on Monday. He met Penny Wong.",
    "office": "Chinese Foreign Minister Wang Yi landed on Monday. The minister met Penny Wong.",
    "counterpart": "Foreign Minister Wang Yi of China landed on Monday. Penny Wong received "
    "her Chinese counterpart.",
    "they": "Wang Yi and Penny Wong landed on Monday. They met for an hour.",
    "the two": "Foreign Minister Wang Yi flew to see Penny Wong, Foreign Minister of Australia. "
    "The two ministers met on Monday.",
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_pronouns_and_offices_stand_for_people_named_before(told: Told, kind: str) -> None:
    met = {frozenset(names(meeting)) for meeting in told.meetings(REFERENCES[kind])}
    assert met == {frozenset({"Wang Yi", "Penny Wong"})}


NO_MEETINGS = (
    "Narendra Modi spoke about trade with China at a rally in New Delhi.",
    "Emmanuel Macron congratulated William Ruto on his election on Monday.",
    "Emmanuel Macron sent a letter to Vladimir Putin on Monday.",
    "Volodymyr Zelensky called on Emmanuel Macron to send more weapons.",
    "Emmanuel Macron met with business leaders in Nairobi on Monday.",
    "Joe Biden imposed sanctions on Russia over Ukraine.",
    "A spokesperson for Emmanuel Macron met reporters on Monday.",
)


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_words_that_tell_of_no_meeting(told: Told, text: str) -> None:
    assert told.who(text) == []


def test_subject_of_a_verb_after_and_is_not_the_object_before(told: Told) -> None:
    text = "Wang Yi landed. Today he will meet Emmanuel Macron and hold talks with Olaf Scholz."
    assert told.who(text) == [["Wang Yi", "Olaf Scholz"], ["Wang Yi", "Emmanuel Macron"]]


def test_two_of_an_office_are_the_last_that_the_story_has_named(told: Told) -> None:
    text = (
        "Chinese President Xi Jinping met French President Emmanuel Macron and German Chancellor "
        "Olaf Scholz on Monday. The two presidents met again on Tuesday."
    )
    people = told.steps(text).encounters[-1].people
    assert [person.figure.name for person in people if person.figure] == [
        "Emmanuel Macron",
        "Xi Jinping",
    ]


def test_officials_as_a_subject_leave_he_to_whoever_the_story_is_about(told: Told) -> None:
    text = (
        "Antony Blinken landed in Cairo. American officials had feared a storm; the Russian "
        "President had warned of it. On Monday he met Sameh Shoukry."
    )
    assert told.who(text) == [["Antony Blinken", "Sameh Shoukry"]]


def test_author_of_a_text_of_their_own_says_i(told: Told) -> None:
    text = (
        "A journey to the east\n\nBy Annalena Baerbock, Foreign Minister of Germany\n\n"
        "In Beijing I met Wang Yi on Monday, and we talked about trade for two long hours, "
        "and more than once about the war that Russia wages.\n"
    )
    assert told.who(text) == [["Annalena Baerbock", "Wang Yi"]]
