"""SurveyJS's question types: each comes over as the type of ours that asks the same."""

from typing import Any

import pytest

from tests.forms.importers.sources import converted, element, surveyjs


def question(members: dict[str, Any]) -> dict[str, Any]:
    """The question of the survey that has the one element."""
    (step,) = converted(surveyjs({"name": "q"} | members)).definition["steps"]
    return {name: value for name, value in step["questions"][0].items() if name not in ("key", "label")}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"type": "text"}, {"type": "text"}),
        ({"type": "text", "maxLength": 20}, {"type": "text", "max_length": 20}),
        ({"type": "text", "inputType": "email"}, {"type": "email"}),
        ({"type": "text", "inputType": "tel", "isRequired": True}, {"type": "phone", "required": True}),
        ({"type": "text", "inputType": "url", "description": "Hela"}, {"type": "url", "help": "Hela"}),
        (
            {"type": "text", "inputType": "number", "min": 0, "max": "10", "step": 0.5},
            {"type": "number", "min": 0.0, "max": 10.0, "step": 0.5},
        ),
        ({"type": "text", "inputType": "range", "max": 5}, {"type": "number", "max": 5.0}),
        ({"type": "text", "inputType": "date", "min": "2026-01-02"}, {"type": "date", "earliest": "2026-01-02"}),
        ({"type": "text", "inputType": "datetime-local"}, {"type": "datetime"}),
        ({"type": "text", "inputType": "time"}, {"type": "time"}),
        ({"type": "text", "inputType": "color"}, {"type": "text"}),
        ({"type": "text", "autocomplete": "given-name"}, {"type": "text", "autocomplete": "given-name"}),
        ({"type": "text", "validators": [{"type": "email"}]}, {"type": "email"}),
        (
            {"type": "text", "validators": [{"type": "numeric", "minValue": 1, "maxValue": 9}]},
            {"type": "number", "min": 1.0, "max": 9.0},
        ),
        ({"type": "text", "validators": [{"type": "text", "maxLength": 30}]}, {"type": "text", "max_length": 30}),
        ({"type": "comment", "maxLength": 900}, {"type": "long_text", "max_length": 900}),
        (
            {"type": "radiogroup", "choices": ["a", {"value": "b", "text": "Be"}, 3]},
            {
                "type": "single_choice",
                "display_as": "radio",
                "choices": [
                    {"value": "a", "label": "a"},
                    {"value": "b", "label": "Be"},
                    {"value": "3", "label": "3"},
                ],
            },
        ),
        (
            {"type": "dropdown", "choices": ["a"], "hasNone": True, "noneText": "Inget"},
            {
                "type": "single_choice",
                "display_as": "select",
                "choices": [{"value": "a", "label": "a"}, {"value": "none", "label": "Inget"}],
            },
        ),
        (
            {
                "type": "checkbox",
                "choices": ["a", "b"],
                "showNoneItem": True,
                "noneText": "Inget",
                "hasOther": True,
                "otherText": "Annat",
                "maxSelectedChoices": 2,
            },
            {
                "type": "multiple_choice",
                "max_selected": 2,
                "choices": [
                    {"value": "a", "label": "a"},
                    {"value": "b", "label": "b"},
                    {"value": "none", "label": "Inget", "exclusive": True},
                    {"value": "other", "label": "Annat", "free_text": True},
                ],
            },
        ),
        (
            {"type": "tagbox", "choices": ["a"], "validators": [{"type": "answercount", "minCount": 1}]},
            {"type": "multiple_choice", "min_selected": 1, "choices": [{"value": "a", "label": "a"}]},
        ),
        (
            {"type": "imagepicker", "multiSelect": True, "choices": [{"value": "a", "imageLink": "x.png"}]},
            {"type": "multiple_choice", "choices": [{"value": "a", "label": "a"}]},
        ),
        ({"type": "radiogroup", "choices": []}, {"type": "text"}),
        ({"type": "rating"}, {"type": "rating", "max": 5}),
        (
            {"type": "rating", "rateMax": 7, "minRateDescription": "Lite", "maxRateDescription": "Mycket"},
            {"type": "rating", "max": 7, "low": "Lite", "high": "Mycket"},
        ),
        (
            {"type": "rating", "rateMin": 0, "rateMax": 1, "minRateDescription": "Nej"},
            {
                "type": "single_choice",
                "choices": [{"value": "0", "label": "0 – Nej"}, {"value": "1", "label": "1"}],
            },
        ),
        ({"type": "rating", "rateValues": []}, {"type": "rating", "max": 5}),
        ({"type": "boolean"}, {"type": "yes_no"}),
        (
            {"type": "boolean", "labelTrue": "Gärna", "labelFalse": "Helst inte", "valueTrue": "y", "valueFalse": "n"},
            {
                "type": "single_choice",
                "choices": [{"value": "y", "label": "Gärna"}, {"value": "n", "label": "Helst inte"}],
            },
        ),
        (
            {"type": "matrix", "columns": ["bad", "good"], "rows": [{"value": "The food", "text": "Maten"}]},
            {
                "type": "matrix",
                "rows": [{"key": "the_food", "label": "Maten"}],
                "choices": [
                    {"value": "bad", "label": "bad", "score": None},
                    {"value": "good", "label": "good", "score": None},
                ],
            },
        ),
        (
            {"type": "matrix", "columns": ["bad", "good"]},
            {
                "type": "single_choice",
                "choices": [{"value": "bad", "label": "bad"}, {"value": "good", "label": "good"}],
            },
        ),
        ({"type": "matrix"}, {"type": "text"}),
        (
            {"type": "ranking", "choices": ["a", "b"], "selectToRankEnabled": True, "maxSelectedChoices": 1},
            {"type": "ranking", "most": 1, "choices": [{"value": "a", "label": "a"}, {"value": "b", "label": "b"}]},
        ),
        ({"type": "ranking", "choices": ["a"]}, {"type": "text"}),
        ({"type": "file"}, {"type": "file"}),
        (
            {
                "type": "file",
                "acceptedTypes": "image/*, .docx",
                "allowMultiple": True,
                "maxFiles": 3,
                "maxSize": 5_000_000,
            },
            {"type": "file", "accept": ["image", "document"], "max_files": 3, "max_size_mb": 5},
        ),
        ({"type": "signaturepad"}, {"type": "signature_name"}),
        (
            {"type": "html", "html": "<p>Hej <b>du</b></p>"},
            {"type": "statement", "body": "<p>Hej <strong>du</strong></p>"},
        ),
        (
            {
                "type": "paneldynamic",
                "minPanelCount": 1,
                "maxPanelCount": 3,
                "templateElements": [element("text", "who")],
            },
            {
                "type": "group",
                "questions": [{"type": "text", "key": "who", "label": "Who"}],
                "min_rows": 1,
                "max_rows": 3,
                "required": True,
            },
        ),
        (
            {
                "type": "matrixdynamic",
                "choices": ["new"],
                "columns": [{"name": "age"}, {"name": "what", "title": "Vad?", "cellType": "text"}],
            },
            {
                "type": "group",
                "questions": [
                    {
                        "type": "single_choice",
                        "display_as": "select",
                        "key": "age",
                        "label": "age",
                        "choices": [{"value": "new", "label": "new"}],
                    },
                    {"type": "text", "key": "what", "label": "Vad?"},
                ],
            },
        ),
    ],
)
def test_a_question_comes_over(members, expected):
    assert question(members) == expected


def test_choices_without_words_get_them_in_the_language_of_the_survey():
    special = {"showNoneItem": True, "showRefuseItem": True, "showDontKnowItem": True, "showOtherItem": True}
    found = question(element("checkbox", choices=["a"], **special))["choices"][1:]
    assert [choice["value"] for choice in found] == ["none", "refused", "dontknow", "other"]
    assert not {choice["label"] for choice in found} & {choice["value"] for choice in found}


def test_an_expression_becomes_a_calculated_value():
    number = element("text", "n", inputType="number")
    total = element("expression", "total", expression="{n} * 2", maximumFractionDigits=0)
    (step,) = converted(surveyjs(number, total)).definition["steps"]
    assert step["questions"][1] == {
        "type": "calculated",
        "key": "total",
        "label": "Total",
        "decimals": 0,
        "formula": {"*": [{"var": "n"}, 2]},
    }
