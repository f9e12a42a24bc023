"""What an editor types, resolved to a thing of the register."""

import pytest
from django.core.exceptions import ValidationError

from meetings.admin.typed.kinds import KINDS
from meetings.admin.typed.resolving import canonical, resolve
from meetings.desk.creation import new_person
from meetings.models import Person, Publisher
from tests.drafts import state

pytestmark = pytest.mark.django_db

PERSON, ACTOR, PUBLISHER = KINDS["person"], KINDS["actor"], KINDS["publisher"]


def wang() -> Person:
    person = Person.objects.create(name="Wang Yi", sort_name="Wang Yi")
    person.names.create(name="王毅", language="zh-Hans")
    person.refresh_search_text()
    return person


def refusal(kind: str, text: str, *, creates: bool = True) -> str:
    with pytest.raises(ValidationError) as refused:
        resolve(KINDS[kind], text, KINDS[kind].make if creates else None)
    return refused.value.messages[0]


@pytest.mark.parametrize("text", ["China [CHN]", "CHN", "chn", "china", "[CHN]", "Chinese [CHN]"])
def test_an_actor_by_code_or_name(text: str) -> None:
    china = state("CHN", "China", demonym="Chinese")
    assert resolve(ACTOR, text) == china


@pytest.mark.parametrize("text", ["Wang Yi", "  wang  yi ", "Yi Wang", "王毅", "WANG YI"])
def test_a_person_by_any_name_in_any_order(text: str) -> None:
    person = wang()
    assert resolve(PERSON, text) == person


def test_a_key_decides_and_its_label_has_to_agree() -> None:
    person = wang()
    assert resolve(PERSON, f"Wang Yi [#{person.pk}]") == person
    assert refusal("person", f"Li Qiang [#{person.pk}]") == (
        f"[#{person.pk}] is “Wang Yi”, not “Li Qiang”. Correct the one or the other."
    )
    assert refusal("person", "Wang Yi [#999]") == "There is no person [#999]."


def test_homonyms_are_named_with_their_keys() -> None:
    one, two = wang(), Person.objects.create(name="Wang Yi")
    sentence = refusal("person", "Wang Yi")
    assert sentence.startswith("Several are called “Wang Yi”: ")
    assert f"[#{one.pk}]" in sentence
    assert f"[#{two.pk}]" in sentence


def test_an_unknown_name_says_how_to_create_it_and_what_is_like_it() -> None:
    person = wang()
    assert refusal("person", "Wang") == (
        f"No person is called “Wang”. Did you mean Wang Yi [#{person.pk}]? "
        "Write “+ Wang” to create it."
    )
    assert refusal("actor", "Narnia") == "No actor is called “Narnia”."


def test_a_plus_makes_a_new_thing_that_is_not_saved_yet() -> None:
    made = resolve(PERSON, "+ Sergey LAVROV", PERSON.make)
    assert isinstance(made, Person)
    assert made._state.adding
    assert (made.name, made.family_name, made.sort_name) == (
        "Sergey Lavrov",
        "Lavrov",
        "Lavrov, Sergey",
    )
    assert Person.objects.count() == 0


def test_a_plus_refuses_a_name_that_exists_and_two_insist() -> None:
    person = wang()
    assert refusal("person", "+ WANG Yi") == (
        f"There is one already: Wang Yi [#{person.pk}]. Choose it, "
        "or write “++ WANG Yi” for another of the same name."
    )
    again = resolve(PERSON, "++ Wang Yi", PERSON.make)
    assert again.pk is None


def test_what_may_not_be_repeated_is_refused_even_with_two() -> None:
    Publisher.objects.create(name="TRT World")
    assert refusal("publisher", "++ TRT World") == "Publisher with this Name already exists."


def test_no_plus_where_nothing_can_be_created() -> None:
    sentence = "A name alone does not make one of these: use the plus sign beside."
    assert refusal("actor", "+ Narnia") == sentence
    assert refusal("person", "+ Li Qiang", creates=False) == sentence
    assert refusal("person", "+ ") == "Write a name after the plus sign."


@pytest.mark.parametrize(
    ("text", "name", "family", "sort"),
    [
        ("Wang Yi", "Wang Yi", "", ""),
        ("WANG Yi", "Wang Yi", "Wang", "Wang Yi"),
        ("S. JAISHANKAR", "S. Jaishankar", "Jaishankar", "Jaishankar, S."),
        ("Luigi DI MAIO", "Luigi Di Maio", "Di Maio", "Di Maio, Luigi"),
        ("Herman VAN ROMPUY", "Herman Van Rompuy", "Van Rompuy", "Van Rompuy, Herman"),
        ("Ursula von der LEYEN", "Ursula von der Leyen", "Leyen", "Leyen, Ursula von der"),
        ("Recep Tayyip ERDOĞAN", "Recep Tayyip Erdoğan", "Erdoğan", "Erdoğan, Recep Tayyip"),
        ("İlham ALİYEV", "İlham Aliyev", "Aliyev", "Aliyev, İlham"),
        ("Tamim AL-THANI", "Tamim Al-Thani", "Al-Thani", "Al-Thani, Tamim"),
        ("WANG YI", "Wang Yi", "", ""),
        ("王毅", "王毅", "", ""),
    ],
)
def test_capitals_mark_the_family_name(text: str, name: str, family: str, sort: str) -> None:
    person = new_person(text)
    assert (person.name, person.family_name, person.sort_name) == (name, family, sort)


def test_two_texts_name_the_same_when_their_keys_do() -> None:
    assert canonical("Wang Yi [#7]") == canonical("WANG Yi [#7]") == "#7"
    assert canonical(" Wang Yi ") == "Wang Yi"


def test_a_name_spelt_alike_is_asked_about_before_another_is_made() -> None:
    lavrov = Person.objects.create(name="Sergey Lavrov")
    assert refusal("person", "Lavrow Sergej") == (
        f"No person is called “Lavrow Sergej”. Did you mean Sergey Lavrov [#{lavrov.pk}]? "
        "Write “+ Lavrow Sergej” to create it."
    )
    assert refusal("person", "+ Sergej Lavrow").startswith(
        f"Is it Sergey Lavrov [#{lavrov.pk}]? Choose it, or write “++ Sergej Lavrow” for "
    )
    made = resolve(PERSON, "++ Sergej Lavrow", PERSON.make)
    assert isinstance(made, Person)
    assert made.pk is None
