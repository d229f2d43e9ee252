"""Files that were made to hurt: each is refused in words, or is harmless; nothing is written, whatever its size."""

import json
from typing import Any

import pytest

from forms.models import SurveyPage
from forms.services.imports import propose
from forms.services.portable import (
    MAX_BYTES,
    MAX_HTML,
    MAX_TAGS,
    MOST_FINDINGS,
    ImportRefused,
    export_survey,
    import_survey,
    parse,
    read,
)
from tests.factories.surveys import definition, home
from tests.forms.importers.every_field import every_field

pytestmark = pytest.mark.django_db


def deep(levels: int, operator: str = "and") -> Any:
    value: Any = {}
    for _level in range(levels):
        value = {operator: [value]}
    return value


def with_question(**fields: Any) -> dict[str, Any]:
    steps = definition()["steps"]
    steps[0]["questions"][0].update(fields)
    return definition(steps=steps)


def with_questions(count: int, **fields: Any) -> dict[str, Any]:
    """So many questions in steps of at most 200."""
    made = [{"key": f"q{n}", "type": "text", "label": "L", **fields} for n in range(count)]
    steps = [{"key": f"s{n}", "title": "S", "questions": made[n : n + 200]} for n in range(0, count, 200)]
    return definition(steps=steps)


RULE = {"==": [{"var": "q0"}, "x"]}
READ = {"type": "acknowledgement", "statement": "Läst.", "document": "Regler", "document_version": "1"}
MANY = [{"value": f"v{n}", "label": "L"} for n in range(500)]


def refusal(content: object) -> ImportRefused:
    with pytest.raises(ImportRefused) as refused:
        import_survey(content, parent=home("sv"))
    assert not SurveyPage.objects.exists()
    return refused.value


@pytest.mark.parametrize(
    ("hostile", "pointer"),
    [
        ([], ""),
        ("text", ""),
        (None, ""),
        (5, ""),
        ({}, ""),
        ({"name": "other", "data": [1]}, ""),
        (definition(format="survey/2"), "/format"),
        (definition(format=["survey/1"]), "/format"),
        (definition(key="../etc"), "/key"),
        (definition(title=["x"]), "/title"),
        (definition(title="x" * 300), "/title"),
        (definition(title="a\x00b"), "/title"),
        (definition(title="\ud800"), "/title"),
        (definition(title="a\ufffe"), "/title"),
        (definition(surprise=1), "/surprise"),
        (definition(**{"a/b~c": 1}), "/a~1b~0c"),
        (definition(**{"a\ud800": 1}), ""),
        (definition(minutes=10**30), "/minutes"),
        (definition(minutes=1.5), "/minutes"),
        (definition(minutes="3"), "/minutes"),
        (definition(minutes=float("inf")), "/minutes"),
        (definition(minutes=float("nan")), "/minutes"),
        (definition(steps=[]), "/steps"),
        (definition(steps={}), "/steps"),
        (definition(steps=[5]), "/steps/0"),
        (definition(steps=[{"key": "s", "title": "S", "questions": [5, None]}]), "/steps/0/questions/0"),
        (definition(result={"title": "x" * 500}), "/result/title"),
        (definition(notice="x" * (MAX_BYTES + 1)), ""),
        (definition(intro="<p>" * (MAX_TAGS + 1)), "/intro"),
        (definition(privacy="x" * (MAX_HTML + 1)), "/privacy"),
        (with_question(type="statement", body="<ul><li>" * MAX_TAGS), "/steps/0/questions/0/body"),
        (with_question(type="bogus"), "/steps/0/questions/0"),
        (with_question(type=["text"]), "/steps/0/questions/0"),
        (with_question(key="A B"), "/steps/0/questions/0/key"),
        (with_question(max_length="many"), "/steps/0/questions/0/max_length"),
        (with_question(required="yes"), "/steps/0/questions/0/required"),
        (with_question(surprise=1), "/steps/0/questions/0/surprise"),
        (with_question(type="date", earliest="tomorrow"), "/steps/0/questions/0/earliest"),
        (with_question(type="number", max=1e300), "/steps/0/questions/0/max"),
        (
            with_question(**READ, document_url="javascript:alert(1)"),
            "/steps/0/questions/0/document_url",
        ),
        (
            with_question(type="group", questions=[{"type": "group", "key": "g", "label": "G", "questions": []}]),
            "/steps/0/questions/0/questions/0",
        ),
        (with_question(show_if={"eval": ["1"]}), "/steps/0/questions/0/show_if"),
        (with_question(show_if={"var": "gone"}), "/steps/0/questions/0/show_if"),
        (with_question(show_if={"==": [1, 1], "!=": [1, 1]}), "/steps/0/questions/0/show_if"),
        (with_question(show_if=deep(34)), "/steps/0/questions/0/show_if"),
        (with_question(show_if={"or": [True] * 200}), "/steps/0/questions/0/show_if"),
        (with_question(show_if={"==": [{"var": "email"}, 10**400]}), "/steps/0/questions/0/show_if/==/1"),
        (with_question(show_if=deep(100_000)), ""),
        (with_question(key="email"), "/steps/0/questions/1/key"),
        (
            with_question(type="single_choice", choices=[{"value": "a", "label": "A"}] * 501),
            "/steps/0/questions/0/choices",
        ),
        (with_questions(1001), "/steps"),
        (with_questions(120, show_if={"and": [{"or": [RULE] * 9}] * 29}), ""),
        (with_questions(11, type="multiple_choice", choices=MANY), "/steps"),
        (definition(steps=[{"key": f"s{n}", "title": "S"} for n in range(101)]), "/steps"),
    ],
)
def test_a_hostile_definition_is_refused_with_its_place(hostile, pointer):
    assert pointer in [finding.pointer for finding in refusal(hostile).findings]


def test_a_refusal_names_the_part_and_the_question():
    (line,) = refusal(with_question(max_length="many")).lines
    assert line.startswith("Del “Ni”, fråga “Namn” (/steps/0/questions/0/max_length): ") or "Namn" in line
    assert "(/steps/0/questions/0/max_length): " in line


def test_a_refusal_of_a_great_many_things_names_the_first():
    refused = refusal(with_questions(900, surprise=1))
    assert len(refused.findings) == MOST_FINDINGS
    assert "850" in refused.lines[-1]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"\x00\x01\x02",
        b"[" * 200_000,
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b"1" * 5000,
        b" " * (MAX_BYTES + 1),
        b"PK\x03\x04" + b"\x00" * 40,
        b"%PDF-1.7\n",
        b"<html></html>",
        b'{"a": 1, "a": 2}',
        b'{"steps": [{"\xed\xa0\x80": 1, "\xed\xa0\x80": 2}]}',
        '{"a": 1}'.encode("utf-16")[:-1],
    ],
)
def test_a_file_that_cannot_be_read_one_way_is_refused(text):
    with pytest.raises(ImportRefused) as refused:
        parse(text)
    assert "\n".join(refused.value.lines).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_may_be_in_any_encoding_of_json(encoding):
    assert parse(json.dumps(definition(), ensure_ascii=False).encode(encoding)) == definition()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"a": 1,\n "b": }', "2"),
        (b'{"twice": 1, "twice": 2}', "twice"),
        (b"PK\x03\x04", "(?i)zip"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(text, words):
    with pytest.raises(ImportRefused, match=words):
        parse(text)


def test_numbers_that_json_cannot_write_are_refused_wherever_they_stand():
    for text in ("1e999", "-1e999", "1" + "0" * 400):
        survey = json.dumps(with_question(show_if={"==": [{"var": "email"}, "HERE"]})).replace('"HERE"', text)
        with pytest.raises(ImportRefused):
            read(parse(survey))


BOMBS: dict[str, dict[str, Any]] = {
    "questions": with_questions(1000),
    "unknown fields": with_questions(9000, surprise=1),
    "choices": with_questions(10, type="multiple_choice", choices=MANY),
    "wide rules": with_questions(100, show_if={"and": [{"or": [RULE] * 9}] * 11}),
    "deep rules": with_questions(200, show_if=deep(30, "!!")),
    "rules that wait for each other": definition(
        steps=[
            {
                "key": "s",
                "title": "S",
                "questions": [
                    {
                        "key": f"q{n}",
                        "type": "text",
                        "label": "L",
                        "show_if": {
                            "and": [{"==": [{"var": f"q{m}"}, "x"]} for m in range(max(0, n - 45), n)] or [True]
                        },
                    }
                    for n in range(190)
                ],
            }
        ]
    ),
    "labels": with_questions(40, label="<" * 20_000),
    "tags": definition(intro="<ul><li>" * (MAX_TAGS // 2), privacy="<a " * MAX_TAGS + "linktype"),
    "statements": with_questions(110, type="statement", body="<ul><li>" * (MAX_TAGS // 2)),
    "strange texts": definition(notice="(a+)+$" * 1000 + "a" * 10_000),
}


HARMLESS = ("questions", "choices", "rules that wait for each other", "labels", "tags")
"""What is large, but right. `make bench` shows how long each takes."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_of_the_largest_kind_is_taken_in_or_refused(name):
    content = parse(json.dumps(BOMBS[name], separators=(",", ":")))
    if name in HARMLESS:
        page = import_survey(content, parent=home("sv"))
        assert [found.pk for found in SurveyPage.objects.all()] == [page.pk]
    else:
        refusal(content)


def test_html_is_cleaned_on_its_way_in():
    hostile = (
        '<p onclick="x()">Hej<script>alert(1)</script><a href="javascript:alert(1)">du</a><img src=x onerror=y></p>'
    )
    steps = definition()["steps"]
    steps[0]["intro"] = hostile
    steps[0]["questions"].append({"type": "statement", "key": "read", "label": "Läs", "body": hostile})
    inner = [
        {"type": "statement", "key": "read_row", "label": "L", "body": hostile},
        {"type": "text", "key": "inner", "label": "I"},
    ]
    steps[0]["questions"].append({"type": "group", "key": "rows", "label": "Rader", "questions": inner})
    page = import_survey(definition(intro=hostile, privacy=hostile, steps=steps), parent=home("sv"), publish=True)
    found = page.live_version.definition
    clean = "<p>Hej<a>du</a></p>"
    assert (found["intro"], found["privacy"], found["steps"][0]["intro"]) == (clean, clean, clean)
    *_rest, statement, group = found["steps"][0]["questions"]
    assert statement["body"] == group["questions"][0]["body"] == clean


def test_a_link_into_another_site_does_not_lead_into_this_one():
    foreign = f'<p><a linktype="page" id="{home("sv").pk}">Hit</a></p>'
    page = import_survey(definition(intro=foreign), parent=home("sv"), publish=True)
    assert page.live_version.definition["intro"] == "<p><a>Hit</a></p>"


MARKUP = "<script>alert(1)</script>"


def marked(value: Any) -> Any:
    """The definition with markup in each text that people read."""
    words = {
        *("label", "help", "title", "notice", "unit", "low", "high", "statement", "document", "row_label", "strength"),
        *("improvement", "strengths_heading", "cta_send"),
    }
    if isinstance(value, dict):
        return {
            name: item + MARKUP if name in words and isinstance(item, str) else marked(item)
            for name, item in value.items()
        }
    return [marked(item) for item in value] if isinstance(value, list) else value


def test_plain_texts_stay_texts_everywhere(client, admin_user):
    page = import_survey(marked(every_field()), parent=home("sv"), publish=True)
    assert export_survey(page)["title"] == every_field()["title"] + MARKUP
    client.force_login(admin_user)
    proposal = propose(marked(every_field()), parent=home("sv"))
    assert proposal.form.title.endswith(MARKUP)
    addresses = [page.url, f"/admin/pages/{page.pk}/edit/", "/admin/surveys/"]
    for address in addresses:
        response = client.get(address)
        assert MARKUP not in response.content.decode(), address


def test_a_definition_with_everything_is_answered_as_text_over_the_api(client):
    import_survey(marked(every_field()), parent=home("sv"), publish=True)
    response = client.get("/api/v1/surveys/every-field/", {"locale": "sv"})
    assert response["Content-Type"] == "application/json"
    assert response.json()["title"].endswith(MARKUP)
