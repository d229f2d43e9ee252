"""SurveyJS's surveys: what belongs together stays together, and what does not come over is said with its place."""

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.engine.evaluate import evaluate
from forms.importers.surveyjs import is_surveyjs
from forms.services.portable import ImportRefused, read
from tests.forms.importers.sources import converted, element, energy_visit, surveyjs, words


def test_several_lines_become_a_question_each():
    lines = element(
        "multipletext",
        "where",
        items=[{"name": "street", "isRequired": True}, {"name": "floor", "inputType": "number"}],
    )
    asked = element("comment", "stairs", visibleIf="{where.floor} > 1")
    (step,) = converted(surveyjs(lines, asked)).definition["steps"]
    assert [(one["type"], one["key"], one.get("required", False)) for one in step["questions"]] == [
        ("section", "where", False),
        ("text", "where_street", True),
        ("number", "where_floor", False),
        ("long_text", "stairs", False),
    ]
    assert step["questions"][3]["show_if"] == {">": [{"var": "where_floor"}, 1]}


def test_a_panel_becomes_a_heading_and_its_condition_holds_for_what_is_in_it():
    inner = element("text", "b", visibleIf="{a} = 'y'")
    panel = element("panel", "p", visibleIf="{a} notempty", elements=[inner, element("html", "c", html="Hej")])
    (step,) = converted(surveyjs(element("text", "a"), panel)).definition["steps"]
    _first, section, asked, statement = step["questions"]
    assert (section["type"], section["label"], section["show_if"]) == ("section", "P", {"!!": {"var": "a"}})
    assert asked["show_if"] == {"and": [{"!!": {"var": "a"}}, {"==": [{"var": "a"}, "y"]}]}
    assert statement["show_if"] == {"!!": {"var": "a"}}


def test_pages_become_steps_with_their_conditions():
    pages = [
        {"name": "page1", "title": "Ni", "description": "Om <er>", "elements": [element("boolean", "a")]},
        {"name": "Page 2", "elements": [element("text", "b")], "visibleIf": "{a} = true"},
        {"name": "page3", "elements": []},
    ]
    steps = converted(surveyjs(pages=pages)).definition["steps"]
    assert [(step["key"], step["title"], step["intro"]) for step in steps] == [
        ("page1", "Ni", "<p>Om &lt;er&gt;</p>"),
        ("page_2", "2", ""),
    ]
    assert steps[1]["show_if"] == {"==": [{"var": "a"}, True]}


@pytest.mark.parametrize("name", ["elements", "questions"])
def test_a_survey_may_do_without_pages(name):
    survey = {name: [element("text", "a")]}
    assert is_surveyjs(survey)
    assert [step["questions"][0]["key"] for step in converted(survey).definition["steps"]] == ["a"]


def test_names_become_keys_and_answers_values_wherever_they_are_read():
    choice = element("radiogroup", "How many?", choices=["One or two", "More than two"])
    asked = element("text", "whoElse", visibleIf="{How many?} = 'More than two'", requiredIf="{How many?} notempty")
    conversion = converted(surveyjs(choice, asked))
    first, second = conversion.definition["steps"][0]["questions"]
    assert (first["key"], second["key"]) == ("how_many", "who_else")
    assert second["show_if"] == {"in": [{"var": "how_many"}, ["more_than_two"]]}
    assert second["required_if"] == {"!!": {"var": "how_many"}}
    assert "“how_many”; it was “How many?”" in words(conversion.report.changed)
    assert "“More than two” is kept as “more_than_two”" in words(conversion.report.changed)


def test_the_choices_conditions_come_over():
    choices = ["a", "b", {"value": "c", "visibleIf": "{size} > 5"}]
    asked = element("checkbox", "q", choices=choices, choicesVisibleIf="{done} notcontains {item}")
    done = element("checkbox", "done", choices=["a", "b"])
    questions = converted(surveyjs(done, element("text", "size", inputType="number"), asked)).definition["steps"][0][
        "questions"
    ]
    assert [choice["show_if"] for choice in questions[2]["choices"]] == [
        {"!": {"in": ["a", {"var": "done"}]}},
        {"!": {"in": ["b", {"var": "done"}]}},
        {">": [{"var": "size"}, 5]},
    ]


def test_a_name_that_is_kept_elsewhere_is_read_by_either_name():
    shared = element("text", "first", valueName="stored")
    survey = surveyjs(
        shared, element("text", "b", visibleIf="{stored} = 'x'"), element("text", "c", visibleIf="{first} = 'x'")
    )
    rules = [one.get("show_if") for one in converted(survey).definition["steps"][0]["questions"]]
    assert rules == [None, {"==": [{"var": "first"}, "x"]}, {"==": [{"var": "first"}, "x"]}]


def test_a_remark_becomes_a_question_that_can_be_read():
    survey = surveyjs(
        element("boolean", "ok", showCommentArea=True, commentText="Varför?", visibleIf="{b} notempty"),
        element("text", "b"),
        element("text", "c", visibleIf="{ok-Comment} notempty"),
    )
    questions = converted(survey).definition["steps"][0]["questions"]
    assert [(one["key"], one["type"], one["label"]) for one in questions[:2]] == [
        ("ok", "yes_no", "Ok"),
        ("ok_comment", "long_text", "Varför?"),
    ]
    assert questions[1]["show_if"] == {"!!": {"var": "b"}}
    assert questions[3]["show_if"] == {"!!": {"var": "ok_comment"}}


@pytest.mark.parametrize(
    ("survey", "note"),
    [
        (surveyjs(element("image", "map"), element("text")), "“map”: Questions of the type “image” do not exist here."),
        (surveyjs(element("matrixdropdown", "m"), element("text")), "“m”: Questions of the type “matrixdropdown”"),
        (surveyjs(element("text", visible=False), element("text", "b")), "“q”: It is hidden from everybody."),
        (surveyjs(element("text", placeholder="Här")), "“q”: Settings that have no counterpart: placeholder."),
        (surveyjs(element("text", enableIf="{a}", readOnly=True)), "no counterpart: enableIf, readOnly."),
        (surveyjs(element("text", defaultValue="x")), "“q”: The value filled in beforehand"),
        (surveyjs(element("text", validators=[{"type": "regex", "regex": "(a+)+$"}])), "The check “regex”"),
        (surveyjs(element("text", validators=[{"type": "text", "minLength": 3}])), "The least length"),
        (surveyjs(element("text", visibleIf="age({b}) > 18")), "“q”: The condition “age({b}) > 18”: “age()”"),
        (
            surveyjs(element("panel", "p", visibleIf="{gone}", elements=[element("text")])),
            "“p”: The condition “{gone}”",
        ),
        (surveyjs(element("text", title="Hej {name}")), "“Hej {name}”: what stands in braces"),
        (surveyjs(element("dropdown", choicesByUrl={"url": "x"})), "choices that are fetched from a web address"),
        (surveyjs(element("dropdown", choicesFromQuestion="b")), "choices that follow from another question"),
        (surveyjs(element("checkbox", choices=["a"], hasSelectAll=True)), "The choice that ticks all others."),
        (surveyjs(element("checkbox", choices=["a", "a"])), "The choice “a”, which is there twice."),
        (surveyjs(element("radiogroup", choices=[{"value": "a", "enableIf": "1"}])), "choice “a” has settings"),
        (surveyjs(element("imagepicker", choices=[{"value": "a", "imageLink": "x"}])), "The pictures of the choices."),
        (surveyjs(element("html", html="<img src=x><p>a</p>"), element("text", "b")), "neither words nor links: img."),
        (surveyjs(element("html", html="<p>a</p>" * 4000), element("text", "b")), "A text of 32000 characters"),
        (surveyjs(element("text"), element("expression", "e", expression="today()")), "“E”: The calculated value."),
        (surveyjs(element("text"), element("expression", "e", expression="1 + 2")), "“E”: The question was left out."),
        (surveyjs(element("text", inputType="number", min=5, max=1)), "“Q”: A limit was taken away."),
        (surveyjs(element("checkbox", choices=["a"], minSelectedChoices=2)), "“Q”: A limit was taken away."),
        (surveyjs(element("text", "b"), element("text", visibleIf="'a' = 'b'")), "“Q”: A condition was taken away."),
        (surveyjs(element("boolean", "b"), element("text", visibleIf="{b} > 5")), "The condition “{b} > 5”: “>”"),
        (surveyjs(element("text", inputType="date", min="=today()"), element("text", "b")), "The limit “=today()”"),
        (surveyjs(element("text"), triggers=[{"type": "complete"}]), "The survey: “triggers” of the kind “complete”"),
        (surveyjs(element("text"), calculatedValues=[{"name": "sum"}]), "“calculatedValues” of the kind “sum”"),
        (surveyjs(element("text"), completedHtml="<p>Tack!</p>"), "“completedHtml”: “Tack!”"),
        (surveyjs(element("text"), cookieName="c", maxTimeToFinish=5), "no counterpart: cookieName, maxTimeToFinish."),
        (surveyjs(element("paneldynamic", "p"), element("text")), "“p”: Its rows have no questions"),
        (
            surveyjs(pages=[{"name": "a", "elements": []}, {"name": "b", "elements": [element("text")]}]),
            "Page “a”: The page",
        ),
        (
            surveyjs(
                element("paneldynamic", templateElements=[element("paneldynamic", "inner"), element("text", "b")])
            ),
            "“inner”: Questions of the type “paneldynamic”",
        ),
        (
            surveyjs(element("paneldynamic", templateElements=[element("text", f"q{n}") for n in range(31)])),
            "All but the first 30 questions",
        ),
        (surveyjs(element("dropdown", choices=list(range(501)))), "Only the first 500 choices"),
    ],
)
def test_what_cannot_be_carried_over_is_said_with_its_place(survey, note):
    conversion = converted(survey)
    assert note in words(conversion.report.left)
    read(conversion.definition)


def test_looks_are_not_worth_a_word():
    survey = surveyjs(
        element("text", startWithNewLine=False, titleLocation="left", width="50%"), showProgressBar="top", logo="x"
    )
    report = converted(survey).report
    assert not report.left
    assert not report.changed


def test_conditions_that_wait_for_each_other_are_taken_away_one_at_a_time():
    survey = surveyjs(
        element("text", "free"),
        element("text", "a", visibleIf="{b} notempty and {free} notempty"),
        element("text", "b", visibleIf="{a} notempty"),
        element("text", "c", visibleIf="{c} notempty"),
    )
    conversion = converted(survey)
    form = read(conversion.definition)
    assert sum(question.show_if is not None for question in form.questions()) == 1
    assert "wait for each other" in words(conversion.report.left)


def test_the_language_of_the_pages_is_picked_and_the_others_are_known():
    swedish, finnish = (converted(energy_visit(), locale).definition for locale in ("sv", "fi"))
    assert (swedish["title"], finnish["title"]) == ("Energibesök", "Energiakäynti")
    assert converted(energy_visit()).languages == ("en", "fi", "sv")
    first = [definition["steps"][0]["questions"][1] for definition in (swedish, finnish)]
    assert [question["key"] for question in first] == ["company_name", "company_name"]
    assert [question["label"] for question in first] == ["Företagets namn", "Yrityksen nimi"]
    assert swedish["key"] == finnish["key"] == "energy-visit"


def test_texts_in_another_language_are_counted():
    survey = {
        "elements": [element("text", "a", title={"default": "Name", "sv": "Namn"}), element("text", "b", title="Age")]
    }
    assert "Texts not in the language “sv” came over in another: 1. The first: “Age”." in words(
        converted(survey).report.changed
    )
    assert not converted(survey, "en").report.changed


def test_a_survey_that_does_not_say_its_language_is_taken_for_the_pages():
    assert "does not say what language" in words(converted({"elements": [element("text")]}).report.changed)


def test_the_whole_survey_comes_over_and_works():
    form = read(converted(energy_visit()).definition)
    answers = {"contact_by": "either", "size": 40, "heating": "oil", "done": ["led"], "solar": False, "visit": "true"}
    visible = evaluate(form, answers).visible
    assert {"phone", "size", "per_square", "heating", "done", "plans", "wish"} <= set(visible)
    assert not {"other_contact", "kwh"} & set(visible)


odd = st.none() | st.booleans() | st.integers(-5, 2000) | st.text(max_size=8) | st.sampled_from(["{q}", "{q} = 1", "q"])
names = st.sampled_from(["q", "Q", "b", "å", "", "question", 5])
json_values = st.recursive(
    odd, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
MEMBERS = (
    *(
        "name",
        "title",
        "description",
        "isRequired",
        "visibleIf",
        "requiredIf",
        "choices",
        "choicesVisibleIf",
        "columns",
    ),
    *("rows", "items", "elements", "templateElements", "html", "expression", "inputType", "validators", "min", "max"),
    *("rateMin", "rateMax", "rateValues", "showOtherItem", "showCommentArea", "labelTrue", "maxLength", "cellType"),
    *("minPanelCount", "maxPanelCount", "visible", "valueName", "maxSelectedChoices", "otherText", "acceptedTypes"),
)
KINDS = (
    *("text", "comment", "radiogroup", "dropdown", "checkbox", "tagbox", "imagepicker", "rating", "boolean", "matrix"),
    *("ranking", "file", "signaturepad", "expression", "html", "panel", "paneldynamic", "matrixdynamic", "image", ""),
    "multipletext",
)
REFUSALS = (
    *("The form has no questions.", "The conditions keep every question from being asked."),
    *("This text has characters that cannot be kept.", "A name in here has characters that cannot be kept."),
)


def elements(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    members = st.dictionaries(st.sampled_from(MEMBERS), json_values | st.lists(inner, max_size=3), max_size=8)
    return st.builds(
        lambda kind, given, name: {"name": name, **given, "type": kind}, st.sampled_from(KINDS), members, names
    )


@given(
    st.lists(st.recursive(elements(odd), elements, max_leaves=4), max_size=4),
    st.dictionaries(st.text(max_size=5), json_values, max_size=3),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
def test_whatever_the_file_holds_a_form_or_a_refusal_with_a_reason_comes_of_it(found, rest):
    conversion = converted(surveyjs(*found, **rest))
    reasons: list[str] = []
    try:
        with override("en"):
            read(conversion.definition)
    except ImportRefused as refused:
        reasons = [finding.message for finding in refused.findings]
    assert [reason for reason in reasons if not reason.startswith(REFUSALS)] == []


def test_a_text_that_is_longer_than_the_editor_takes_is_cut():
    conversion = converted(surveyjs(element("text", title="å" * 600), title="T" * 300))
    (question,) = conversion.definition["steps"][0]["questions"]
    assert (len(question["label"]), question["label"][-1]) == (500, "…")
    assert len(conversion.definition["title"]) == 255
    assert "“q”: The text “åååååå" in words(conversion.report.changed)
    assert "was cut to 500 characters." in words(conversion.report.changed)


def test_a_page_of_more_questions_than_a_step_takes_is_refused():
    survey = surveyjs(*(element("text", f"q{number}") for number in range(201)))
    with override("en"), pytest.raises(ImportRefused, match="too long: at most 200"):
        read(converted(survey).definition)
