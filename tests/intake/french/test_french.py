"""Stories in French: who met whom, in the ways that French reports it."""

import datetime

import pytest

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.languages import language
from meetings.intake.languages.recognising import recognise
from meetings.intake.printing import as_answer
from meetings.intake.proposal import ProposedMeeting, Reading, Span
from meetings.intake.reader import read_with
from meetings.intake.words.dates import dates_in

PUBLISHED = "2022-11-17"  # a Thursday


def read(gazetteer: Gazetteer, text: str, *, url: str = "") -> Reading:
    reading = read_with(gazetteer, text, url=url, published=PUBLISHED)
    assert (reading.language, reading.is_read) == ("fr", True)
    return reading


def sides(meeting: ProposedMeeting) -> list[tuple[str, str]]:
    return [(participant.name, participant.actor) for participant in meeting.participants]


def the_meeting(gazetteer: Gazetteer, text: str, *, url: str = "") -> ProposedMeeting:
    (meeting,) = read(gazetteer, text, url=url).meetings
    return meeting


MACRON_XI = [("Emmanuel Macron", "FRA"), ("Xi Jinping", "CHN")]


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Le président français Emmanuel Macron a rencontré mardi à Pékin le président chinois "
            "Xi Jinping."
        ),
        "Emmanuel Macron s’est entretenu, mardi à Pékin, avec son homologue chinois, Xi Jinping.",
        (
            "Emmanuel Macron, président de la République française, a été reçu mardi à Pékin par "
            "M. Xi Jinping."
        ),
        (
            "Les présidents français Emmanuel Macron et chinois Xi Jinping se sont rencontrés "
            "mardi à Pékin."
        ),
        (
            "Les présidents français, Emmanuel Macron, et chinois, Xi Jinping, ont eu un "
            "tête-à-tête mardi à Pékin."
        ),
        "La rencontre entre Emmanuel Macron et Xi Jinping, mardi à Pékin, a duré une heure.",
        (
            "Le président de la France, M. Emmanuel Macron, a eu mardi à Pékin un long entretien "
            "avec le président de la Chine, M. Xi Jinping."
        ),
    ],
)
def test_two_presidents_met(gazetteer: Gazetteer, sentence: str) -> None:
    meeting = the_meeting(gazetteer, sentence)
    assert sides(meeting) == MACRON_XI
    assert (meeting.date, meeting.occurrence, meeting.channel) == (
        "2022-11-15",
        "held",
        "in_person",
    )
    assert meeting.place_name == "Beijing"


def test_an_adjective_stands_within_a_title(gazetteer: Gazetteer) -> None:
    meeting = the_meeting(
        gazetteer,
        "Le ministre russe des Affaires étrangères, Sergueï Lavrov, a reçu mercredi à Moscou "
        "le ministre chinois des Affaires étrangères, Wang Yi.",
    )
    assert [(p.name, p.person, p.title) for p in meeting.participants] == [
        ("Sergueï Lavrov", 4, "ministre des Affaires étrangères"),
        ("Wang Yi", 9, "ministre des Affaires étrangères"),
    ]
    assert meeting.participants[0].role == "host"


def test_a_counterpart_beside_a_name_keeps_name_and_title(gazetteer: Gazetteer) -> None:
    meeting = the_meeting(
        gazetteer,
        "Le chancelier allemand Olaf Scholz s’est entretenu par visioconférence avec le président "
        "américain Donald Trump et son homologue ukrainien Volodymyr Zelensky.",
    )
    assert [(p.name, p.title) for p in meeting.participants] == [
        ("Olaf Scholz", "chancelier"),
        ("Donald Trump", "président"),
        ("Volodymyr Zelensky", "président"),
    ]
    assert meeting.channel == "video"


def test_names_are_known_by_their_english_spelling() -> None:
    tongue = language("fr")
    spelled = [
        tongue.in_english_spelling(word)
        for word in ("poutine", "loukachenko", "gorbatchev", "eltsine", "macron")
    ]
    assert spelled == ["putin", "lukashenko", "gorbachev", "yeltsin", "macron"]


def test_the_president_of_an_elysee_readout_is_the_french(gazetteer: Gazetteer) -> None:
    reading = read(
        gazetteer,
        "Le Président de la République s’est entretenu ce jour par téléphone avec "
        "M. Vladimir Poutine, Président de la Fédération de Russie.\n"
        "Les deux Présidents ont évoqué la situation en Ukraine.\n"
        "Leur dernière conversation remontait au 11 septembre 2022.",
        url="https://www.elysee.fr/a",
    )
    call, before = reading.meetings
    assert sides(call) == [("Emmanuel Macron", "FRA"), ("Vladimir Poutine", "RUS")]
    assert (call.channel, call.date, call.background) == ("call", "2022-11-17", False)
    assert call.accounts[0].voices == ["FRA"]
    assert (before.channel, before.date, before.background) == ("call", "2022-09-11", True)


@pytest.mark.parametrize(
    ("sentence", "occurrence", "date"),
    [
        ("Emmanuel Macron recevra demain à Paris Olaf Scholz.", "announced", "2022-11-18"),
        ("Emmanuel Macron doit rencontrer Olaf Scholz lundi à Berlin.", "announced", "2022-11-21"),
        ("L’entretien entre Emmanuel Macron et Olaf Scholz a été reporté.", "postponed", ""),
        ("Emmanuel Macron a annulé sa rencontre avec Olaf Scholz.", "called_off", ""),
        (
            "Le Kremlin dément qu’une rencontre entre Vladimir Poutine et Olaf Scholz soit prévue.",
            "denied",
            "",
        ),
    ],
)
def test_what_has_not_taken_place(
    gazetteer: Gazetteer, sentence: str, occurrence: str, date: str
) -> None:
    meeting = the_meeting(gazetteer, sentence)
    assert (meeting.occurrence, meeting.date) == (occurrence, date)


def test_a_visit_that_is_put_off_names_the_country_visited(gazetteer: Gazetteer) -> None:
    meeting = the_meeting(
        gazetteer, "La visite du président russe Vladimir Poutine en France a été reportée."
    )
    assert sides(meeting) == [("Vladimir Poutine", "RUS"), ("", "FRA")]
    assert meeting.occurrence == "postponed"


def test_one_after_the_other_are_meetings_of_their_own(gazetteer: Gazetteer) -> None:
    reading = read(
        gazetteer,
        "En marge du sommet du G20 à Bali, Emmanuel Macron s’est entretenu, tour à tour, avec "
        "Xi Jinping et le chancelier allemand Olaf Scholz.",
    )
    assert [sides(meeting)[1][0] for meeting in reading.meetings] == ["Xi Jinping", "Olaf Scholz"]
    assert [meeting.summit_name for meeting in reading.meetings] == ["G20 summit, Bali 2022"] * 2


def test_the_object_of_a_verb_is_not_the_subject_of_the_next(gazetteer: Gazetteer) -> None:
    reading = read(
        gazetteer,
        "Emmanuel Macron recevra demain le chancelier allemand Olaf Scholz, puis se rendra à "
        "Washington pour y rencontrer Donald Trump.",
    )
    assert sorted(sides(meeting)[-1][0] for meeting in reading.meetings) == [
        "Donald Trump",
        "Olaf Scholz",
    ]
    assert {sides(meeting)[0][0] for meeting in reading.meetings} == {"Emmanuel Macron"}


def test_who_was_present_joins_the_meeting_of_the_sentence(gazetteer: Gazetteer) -> None:
    meeting = the_meeting(
        gazetteer,
        "Félix Tshisekedi et Paul Kagame se sont retrouvés mardi, autour d’Emmanuel Macron.",
    )
    assert sides(meeting) == [
        ("Félix Tshisekedi", "COD"),
        ("Paul Kagame", "RWA"),
        ("Emmanuel Macron", "FRA"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Emmanuel Macron a adressé ses félicitations à M. Paul Kagame, président du Rwanda.",
        "Un président de parti a reçu le soutien de ses membres, et la réunion a été longue.",
        "Le président américain Donald Trump a appelé la Russie à la retenue.",
        "Le chancelier allemand Olaf Scholz a critiqué la Russie dans un entretien à la presse.",
    ],
)
def test_no_meeting(gazetteer: Gazetteer, sentence: str) -> None:
    assert read(gazetteer, sentence).meetings == []


def test_a_quotation_in_guillemets_has_its_speaker(gazetteer: Gazetteer) -> None:
    reading = read(
        gazetteer,
        "Emmanuel Macron a reçu Olaf Scholz mardi à l’Élysée. "
        "« Nous travaillons main dans la main », a assuré M. Scholz.",
    )
    assert as_answer(reading)["statements"] == [
        {
            "speaker": "Olaf Scholz",
            "text": "Nous travaillons main dans la main",
            "evidence": [55, 89],
        }
    ]
    assert reading.meetings[0].place_name == "Elysee, Paris"


def test_topics_are_what_was_discussed(gazetteer: Gazetteer) -> None:
    meeting = the_meeting(
        gazetteer,
        "Emmanuel Macron a reçu Olaf Scholz mardi. Ils ont évoqué la défense européenne, "
        "le prix du gaz et l’aide à l’Ukraine.",
    )
    assert [topic.name for topic in meeting.accounts[0].topics][:3] == [
        "défense européenne",
        "prix du gaz",
        "aide à l’Ukraine",
    ]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("mercredi 6 novembre 2024", "2024-11-06"),
        ("le 1er juillet 2021", "2021-07-01"),
        ("du 26 au 29 mars 2023", "2023-03-26/2023-03-29"),
        ("le 15.01.2024", "2024-01-15"),
        ("hier", "2022-11-16"),
        ("lundi prochain", "2022-11-21"),
        ("le mois dernier", "2022-10"),
        ("la semaine prochaine", "[2022-11-21..2022-11-27]"),
        ("fin janvier", "2023-01"),
        ("il y a deux jours", "2022-11-15"),
    ],
)
def test_dates(words: str, edtf: str) -> None:
    (date,) = dates_in(words, Span(0, len(words)), datetime.date(2022, 11, 17), language("fr"))
    assert date.edtf == edtf


@pytest.mark.parametrize(("words", "days"), [("le lendemain", 1), ("la veille", -1)])
def test_days_that_count_from_another(words: str, days: int) -> None:
    (date,) = dates_in(words, Span(0, len(words)), datetime.date(2022, 11, 17), language("fr"))
    assert (date.edtf, date.follows) == ("", days)


def test_adjectives_have_their_other_forms() -> None:
    tongue = language("fr")
    assert tongue.forms_of("iranien") == ["iranien", "iranienne", "iraniens", "iraniennes"]
    assert tongue.forms_of("français") == ["français", "française", "françaises"]
    assert tongue.forms_of("grec") == ["grec", "grecque", "grecs", "grecques"]
    assert tongue.forms_of("russe") == ["russe", "russe", "russes"]


def test_french_is_recognised() -> None:
    assert recognise("Le président a reçu son homologue à l’Élysée, et les deux ont dîné.") == "fr"
