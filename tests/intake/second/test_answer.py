"""What a model wrote is read as an answer, or refused."""

import json

import pytest

from meetings.intake.second.answer import Answer, answer_of
from meetings.intake.second.errors import NoAnswer

EMPTY = '{"meetings": [], "quotations": []}'


@pytest.mark.parametrize(
    "content",
    [
        EMPTY,
        f"\n{EMPTY}\n",
        f"```json\n{EMPTY}\n```",
        f"<think>Is it {{}}? No.</think>\n{EMPTY}",
        f"<think>Hm.</think>```\n{EMPTY}\n```",
    ],
)
def test_json_is_read_also_after_thoughts_and_within_a_fence(content: str) -> None:
    assert answer_of(content) == Answer([], [])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("I cannot help with that.", "its answer is no JSON"),
        (EMPTY[:-1], "its answer is no JSON"),
        ("[" * 100_000, "its answer is no JSON"),
        ('{"meetings": NaN, "quotations": []}', "its answer is no JSON"),
        ('{"meetings": ' + "9" * 5000 + "}", "its answer is no JSON"),
        (
            "[]",
            "its answer does not fit the form (The form: expected an object, not a list.)",
        ),
        (
            '{"meetings": []}',
            "its answer does not fit the form (The form: “quotations” is missing.)",
        ),
        (
            '{"meetings": [], "quotations": [], "sql": ""}',
            "its answer does not fit the form (The form: there is no “sql” in the form.)",
        ),
        (
            json.dumps({"meetings": [], "quotations": [{}] * 61}),
            "its answer does not fit the form (quotations[0]: “quotation” is missing.)",
        ),
    ],
)
def test_all_else_is_refused(content: str, reason: str) -> None:
    with pytest.raises(NoAnswer) as refused:
        answer_of(content)
    detail = f" ({refused.value.detail})" if refused.value.detail else ""
    assert f"{refused.value}{detail}" == reason
