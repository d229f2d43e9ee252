"""Consents, documents that were read, and names in place of a signature."""

import pytest

from forms.engine.base import Json
from forms.engine.evaluate import evaluate
from tests.forms.engine.small_forms import cleaned, minimal, one_step, parsed, question, refusal

CONSENT = minimal("consent")
AGREED = {"accepted": True, "text": "You may write to us."}


@pytest.mark.parametrize("raw", [True, "true", "on", "1", {"accepted": True}, {"accepted": "on", "text": "Forged."}])
def test_what_is_agreed_to_is_kept_as_it_was_shown(raw: Json) -> None:
    assert cleaned(CONSENT, raw) == AGREED


@pytest.mark.parametrize("raw", [None, False, "", " ", "false", "0", [], {}, {"accepted": False}, {"text": "x"}])
def test_a_box_that_is_not_ticked_is_no_answer(raw: Json) -> None:
    outcome = evaluate(one_step(CONSENT), {"q": raw})
    assert (dict(outcome.cleaned), outcome.errors) == ({}, ())
    (error,) = evaluate(one_step(CONSENT | {"required": True}), {"q": raw}).errors
    assert (error.code, error.path) == ("agreement_required", ("q",))
    assert refusal(CONSENT, raw) == ("wrong_type_agreement", {})


@pytest.mark.parametrize("raw", [1, 0, "yes", ["true"], {"accepted": 1}, {"accepted": {"accepted": True}}])
def test_an_agreement_is_true_or_nothing(raw: Json) -> None:
    assert refusal(CONSENT, raw) == ("wrong_type_agreement", {})


@pytest.mark.parametrize(
    ("value", "typed"),
    [(AGREED, "true"), (True, "true"), ("on", "true"), (None, ""), ({"accepted": False}, ""), ("x", "")],
)
def test_an_agreement_is_typed_as_a_tick(value: Json, typed: str) -> None:
    assert parsed(CONSENT).typed(value, "sv") == typed


@pytest.mark.parametrize("locale", ["sv", "fi", "en"])
def test_the_statement_is_shown(locale: str) -> None:
    assert parsed(CONSENT).display({"q": AGREED}, locale) == ["You may write to us."]


@pytest.mark.parametrize("name", ["Aino Exempel", "Aino von Exempel", "Åsa-Lill Ö. Exempel", "山田 太郎"])
def test_a_signature_is_two_names(name: str) -> None:
    assert cleaned(question("signature_name"), name) == name


@pytest.mark.parametrize("name", ["Aino", "Aino 2", "- -", "1 2", "Aino _"])
def test_a_name_alone_is_no_signature(name: str) -> None:
    assert refusal(question("signature_name"), name) == ("signature_name", {})


def test_a_signature_is_a_text_of_some_length() -> None:
    assert refusal(question("signature_name"), 5) == ("wrong_type_text", {})
    assert refusal(question("signature_name"), "A " + "x" * 199)[0] == "too_long"
