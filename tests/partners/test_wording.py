"""Advice on a goal's words: concrete, and claiming no more than is measured, in three languages."""

import json
from pathlib import Path

import pytest

import partners
from partners.pledges import sentence
from partners.wording import advise

LIBRARY = json.loads((Path(partners.__file__).parent / "data/goal_library.json").read_text())
CONCRETE = {
    "sv": "Vi minskar vår elförbrukning med 10 % senast 2027.",
    "fi": "Vähennämme sähkönkulutustamme 10 % vuoteen 2027 mennessä.",
    "en": "We will cut our electricity use by 10% by 2027.",
}


def codes(pledge: str, language: str, *, target: bool = True, year: bool = True, indicator: bool = True) -> list[str]:
    advice = advise(pledge=pledge, language=language, has_target=target, has_year=year, has_indicator=indicator)
    return [one.code for one in advice]


@pytest.mark.parametrize("language", CONCRETE)
def test_a_concrete_goal_gets_no_advice(language: str) -> None:
    assert codes(CONCRETE[language], language) == []


@pytest.mark.parametrize("language", CONCRETE)
def test_a_number_and_a_year_may_stand_in_the_words_alone(language: str) -> None:
    assert codes(CONCRETE[language], language, target=False, year=False) == []


@pytest.mark.parametrize("language", CONCRETE)
def test_a_year_is_no_target(language: str) -> None:
    words = {
        "sv": "Vi minskar vår elförbrukning till 2027",
        "fi": "Vähennämme sähköä vuoteen 2027",
        "en": "Less by 2027",
    }
    assert "no_target" in codes(words[language], language, target=False, year=False)


@pytest.mark.parametrize("missing", ["target", "year", "indicator"])
@pytest.mark.parametrize(
    ("language", "pledge"),
    [
        ("sv", "Vi minskar vår elförbrukning tydligt."),
        ("fi", "Vähennämme sähkönkulutustamme selvästi nykyisestä."),
        ("en", "We will cut our electricity use."),
    ],
)
def test_what_is_missing_is_named(language: str, pledge: str, missing: str) -> None:
    assert codes(pledge, language, **{missing: False}) == [f"no_{missing}"]


@pytest.mark.parametrize(
    ("language", "pledge"), [("sv", "Mindre el"), ("fi", "Säästämme sähköä"), ("en", "Less power")]
)
def test_a_few_words_are_too_short(language: str, pledge: str) -> None:
    assert codes(pledge, language) == ["too_short"]


@pytest.mark.parametrize("pledge", ["", "  \n"])
@pytest.mark.parametrize("language", CONCRETE)
def test_an_empty_goal_gets_one_piece_of_advice(language: str, pledge: str) -> None:
    assert codes(pledge, language, target=False, year=False, indicator=False) == ["too_short"]


@pytest.mark.parametrize(
    ("language", "pledge"),
    [
        ("sv", "Vi försöker köra mindre med bil."),
        ("sv", "Vi strävar efter att minska vårt avfall."),
        ("sv", "Vi minskar vårt avfall så långt som möjligt."),
        ("sv", "Vi byter lampor i mån av möjlighet."),
        ("fi", "Pyrimme vähentämään jätettämme."),
        ("fi", "Yritämme ajaa vähemmän autolla."),
        ("fi", "Lajittelemme jätteemme mahdollisuuksien mukaan."),
        ("fi", "Käytämme mahdollisimman vähän paperia."),
        ("en", "We try to drive less by car."),
        ("en", "We aim to cut our waste."),
        ("en", "We will cut our waste as far as possible."),
    ],
)
def test_an_attempt_is_vague(language: str, pledge: str) -> None:
    assert codes(pledge, language) == ["vague"]


@pytest.mark.parametrize(
    ("language", "pledge"),
    [
        ("fi", "Yritys vähentää yrityksen jätteitä 10 %."),
        ("fi", "Yrittäjä ajaa 10 % vähemmän autolla."),
        ("sv", "Vi låter göra försök med 3 elbilar."),
        ("en", "The industry will cut 10% of its waste."),
    ],
)
def test_words_that_only_look_vague_are_not(language: str, pledge: str) -> None:
    assert codes(pledge, language) == []


@pytest.mark.parametrize(
    ("language", "pledge"),
    [
        ("sv", "Vårt café är klimatneutralt år 2030."),
        ("sv", "Alla våra klimatneutrala paket 2030."),
        ("sv", "Våra resor är koldioxidfria 2030."),
        ("sv", "Vi klimatkompenserar alla flygresor."),
        ("fi", "Olemme hiilineutraali kahvila vuonna 2030."),
        ("fi", "Tarjoamme hiilineutraalin palvelun vuonna 2030."),
        ("fi", "Saavutamme hiilineutraaliuden vuonna 2030."),
        ("fi", "Toimintamme on ilmastoneutraalia vuonna 2030."),
        ("en", "We will be climate neutral by 2030."),
        ("en", "Our carbon-neutral café opens in 2030."),
        ("en", "All travel is carbon free by 2030."),
        ("en", "We will reach net zero by 2030."),
    ],
)
def test_a_neutral_claim_is_advised_against_even_with_numbers(language: str, pledge: str) -> None:
    assert codes(pledge, language) == ["neutral_claim"]


BROAD = [
    ("sv", "Vi erbjuder gröna tjänster åt kunderna."),
    ("sv", "Vi gör miljövänligt städarbete."),
    ("sv", "Vi arbetar hållbart varje dag."),
    ("sv", "GRÖNA TJÄNSTER ÅT ALLA"),
    ("fi", "Tarjoamme vihreitä palveluja asiakkaille."),
    ("fi", "Siivoamme ympäristöystävällisesti joka päivä."),
    ("fi", "Toimimme kestävästi joka päivä."),
    ("fi", "Vihreä siirtymä on meille tärkeä."),
    ("en", "We offer green services to all."),
    ("en", "We clean in an environmentally friendly way."),
    ("en", "We work sustainably every day."),
    ("en", "Our packages are eco-friendly from now on."),
]


@pytest.mark.parametrize(("language", "pledge"), BROAD)
def test_broad_praise_without_a_measure_is_advised_against(language: str, pledge: str) -> None:
    assert "broad_claim" in codes(pledge, language, target=False, year=False)


@pytest.mark.parametrize(("language", "pledge"), BROAD)
def test_broad_praise_with_a_measure_stands(language: str, pledge: str) -> None:
    assert "broad_claim" not in codes(pledge, language)


@pytest.mark.parametrize(
    ("language", "pledge"),
    [
        ("sv", "Vi serverar grönsaker från Borgå."),
        ("sv", "Vi reser inte till Grönland."),
        ("sv", "Vi flyttar till Gröna gatan i höst."),
        ("sv", "Vi sköter våra grönområden och gröna tak."),
        ("sv", "Vi läser vår hållbarhetsrapport tillsammans."),
        ("sv", "Vi ser över ekonomin och ekosystemen."),
        ("sv", "Vi är med i Klimatsmart Borgå."),
        ("fi", "Tarjoamme vihanneksia ja vihreää teetä."),
        ("fi", "Muutamme osoitteeseen Vihreän Kahvan katu."),
        ("fi", "Hoidamme viheralueita ja istutamme puita."),
        ("fi", "Järjestämme kestävyysjuoksun henkilöstölle."),
        ("en", "We serve green tea in the café."),
        ("en", "We measure our greenhouse gas emissions."),
        ("en", "We read our sustainability report together."),
        ("en", "We move to Green Street in the autumn."),
    ],
)
def test_false_friends_are_no_claims(language: str, pledge: str) -> None:
    assert codes(pledge, language, target=False, year=False) == ["no_target", "no_year"]


@pytest.mark.usefixtures("in_english")
def test_the_advice_names_the_word_as_it_was_written() -> None:
    advice = advise(
        pledge="Tarjoamme Hiilineutraalin ja hiilineutraalin palvelun",
        language="fi",
        has_target=True,
        has_year=True,
        has_indicator=True,
    )
    assert str(advice[0].words).startswith("“hiilineutraalin” is hard to prove")


@pytest.mark.parametrize("language", CONCRETE)
@pytest.mark.parametrize("goal", LIBRARY["goals"], ids=lambda goal: goal["id"])
def test_the_library_needs_no_advice(goal: dict, language: str) -> None:
    pledge = sentence(
        goal["pledge_template"][language], language, target=goal["default_target"] or 1, year=2027, baseline_year=2025
    )
    assert codes(pledge, language, year=False) == []


@pytest.mark.parametrize("language", [*CONCRETE, "de", ""])
def test_any_text_is_read(language: str) -> None:
    text = "grön vihreä kestävä hållbar green %()s{}\\*#\n\x00\u202e" * 100
    assert isinstance(codes(text, language), list)
