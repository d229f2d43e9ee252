"""The words for every code of the engine and of the doors, in each language. HTML and API share them."""

from collections.abc import Mapping
from string import Template

from babel.numbers import format_decimal

from forms.engine.errors import AnswerError, Param, Problem

FALLBACK = "en"

ANSWERS: dict[str, dict[str, str]] = {
    "required": {
        "sv": "Svara på frågan.",
        "fi": "Vastatkaa kysymykseen.",
        "en": "Answer this question.",
    },
    "wrong_type_text": {
        "sv": "Svara med text.",
        "fi": "Vastatkaa tekstillä.",
        "en": "Answer with text.",
    },
    "wrong_type_choice": {
        "sv": "Välj ett av alternativen.",
        "fi": "Valitkaa yksi vaihtoehdoista.",
        "en": "Choose one of the options.",
    },
    "wrong_type_choices": {
        "sv": "Välj bland alternativen.",
        "fi": "Valitkaa vaihtoehdoista.",
        "en": "Choose from the options.",
    },
    "too_long": {
        "sv": "Texten är $length tecken lång. Korta den till högst $max tecken.",
        "fi": "Tekstissä on $length merkkiä. Lyhentäkää se enintään $max merkkiin.",
        "en": "The text has $length characters. Shorten it to at most $max characters.",
    },
    "unstorable_characters": {
        "sv": "Texten har osynliga tecken som inte kan sparas. Skriv om den eller klistra in den som vanlig text.",
        "fi": "Tekstissä on näkymättömiä merkkejä, joita ei voi tallentaa. Kirjoittakaa se uudelleen tai "
        "liittäkää se pelkkänä tekstinä.",
        "en": "The text has invisible characters that cannot be saved. Type it again or paste it as plain text.",
    },
    "email": {
        "sv": "Skriv en e-postadress av formen namn@exempel.fi.",
        "fi": "Kirjoittakaa sähköpostiosoite muodossa nimi@esimerkki.fi.",
        "en": "Write an e-mail address such as name@example.com.",
    },
    "business_id_shape": {
        "sv": "Skriv FO-numret i formen 1234567-8, eller lämna fältet tomt.",
        "fi": "Kirjoittakaa Y-tunnus muodossa 1234567-8 tai jättäkää kenttä tyhjäksi.",
        "en": "Write the business ID as 1234567-8, or leave the field empty.",
    },
    "business_id_check_digit": {
        "sv": "Kontrollsiffran i FO-numret stämmer inte. Kontrollera siffrorna.",
        "fi": "Y-tunnuksen tarkistusnumero ei täsmää. Tarkistakaa numerot.",
        "en": "The check digit of the business ID does not match. Check the digits.",
    },
    "number": {
        "sv": "Skriv ett tal med siffror, till exempel 1 250,5.",
        "fi": "Kirjoittakaa luku numeroin, esimerkiksi 1 250,5.",
        "en": "Write a number in digits, such as 1,250.5.",
    },
    "number_too_large": {
        "sv": "Talet är för stort. Kontrollera siffrorna.",
        "fi": "Luku on liian suuri. Tarkistakaa numerot.",
        "en": "The number is too large. Check the digits.",
    },
    "number_min": {
        "sv": "Ange minst $min.",
        "fi": "Antakaa vähintään $min.",
        "en": "Give at least $min.",
    },
    "number_max": {
        "sv": "Ange högst $max.",
        "fi": "Antakaa enintään $max.",
        "en": "Give at most $max.",
    },
    "number_decimals": {
        "sv": "Antal decimaler får vara högst $decimals. Avrunda talet.",
        "fi": "Desimaaleja voi olla enintään $decimals. Pyöristäkää luku.",
        "en": "The number of decimals can be at most $decimals. Round the number.",
    },
    "choice_unknown": {
        "sv": "Välj ett av alternativen på listan.",
        "fi": "Valitkaa jokin luettelon vaihtoehdoista.",
        "en": "Choose one of the options listed.",
    },
    "choice_exclusive": {
        "sv": "”$choice” passar inte ihop med andra val. Ta bort det eller de andra.",
        "fi": "”$choice” ei sovi yhteen muiden valintojen kanssa. Poistakaa se tai muut.",
        "en": "“$choice” does not go together with other choices. Remove it or the others.",
    },
    "choices_min": {
        "sv": "Välj minst $min.",
        "fi": "Valitkaa vähintään $min.",
        "en": "Choose at least $min.",
    },
    "choices_max": {
        "sv": "Välj högst $max.",
        "fi": "Valitkaa enintään $max.",
        "en": "Choose at most $max.",
    },
    "unknown_key": {
        "sv": "Formuläret har ingen fråga med nyckeln ”$key”. Ta bort den.",
        "fi": "Lomakkeella ei ole kysymystä, jonka avain on ”$key”. Poistakaa se.",
        "en": "The form has no question with the key “$key”. Remove it.",
    },
    "mode_unknown": {
        "sv": "Välj hur ni har fyllt i formuläret.",
        "fi": "Valitkaa, miten täytitte lomakkeen.",
        "en": "Choose how you filled in the form.",
    },
}

REFUSALS: dict[str, dict[str, str]] = {
    "survey_closed": {
        "sv": "Enkäten tar inte emot svar just nu. Kontakta staden om ni vill svara.",
        "fi": "Kysely ei ota juuri nyt vastauksia vastaan. Ottakaa yhteyttä kaupunkiin, jos haluatte vastata.",
        "en": "The survey does not take answers now. Contact the city if you want to answer.",
    },
    "survey_unknown": {
        "sv": "Det finns ingen öppen enkät med den nyckeln. Kontrollera adressen.",
        "fi": "Tällä avaimella ei ole avointa kyselyä. Tarkistakaa osoite.",
        "en": "There is no open survey with that key. Check the address.",
    },
    "version_stale": {
        "sv": "Enkäten har ändrats. Hämta den på nytt (version $current) och svara på den.",
        "fi": "Kysely on muuttunut. Hakekaa se uudelleen (versio $current) ja vastatkaa siihen.",
        "en": "The survey has changed. Fetch it again (version $current) and answer that one.",
    },
    "idempotency_conflict": {
        "sv": "Samma Idempotency-Key har använts för andra svar. Använd en ny nyckel.",
        "fi": "Samaa Idempotency-Key-avainta on käytetty muihin vastauksiin. Käyttäkää uutta avainta.",
        "en": "The same Idempotency-Key was used for other answers. Use a new key.",
    },
    "answers_invalid": {
        "sv": "En del av svaren behöver rättas.",
        "fi": "Osa vastauksista pitää korjata.",
        "en": "Some of the answers need to be mended.",
    },
}

PROBLEMS: dict[str, dict[str, str]] = {
    "no_questions": {
        "sv": "Formuläret har inga frågor. Lägg till minst en.",
        "fi": "Lomakkeella ei ole kysymyksiä. Lisätkää vähintään yksi.",
        "en": "The form has no questions. Add at least one.",
    },
    "nothing_asked": {
        "sv": "Villkoren hindrar att någon fråga ställs. Låt åtminstone en fråga ställas till alla.",
        "fi": "Ehdot estävät kaikkien kysymysten esittämisen. Antakaa vähintään yhden kysymyksen näkyä kaikille.",
        "en": "The conditions keep every question from being asked. Let at least one be asked of everybody.",
    },
    "duplicate_step": {
        "sv": "Två steg har nyckeln ”$key”.",
        "fi": "Kahdella vaiheella on avain ”$key”.",
        "en": "Two steps have the key “$key”.",
    },
    "duplicate_question": {
        "sv": "Två frågor har nyckeln ”$key”.",
        "fi": "Kahdella kysymyksellä on avain ”$key”.",
        "en": "Two questions have the key “$key”.",
    },
    "duplicate_theme": {
        "sv": "Två teman har nyckeln ”$key”.",
        "fi": "Kahdella teemalla on avain ”$key”.",
        "en": "Two themes have the key “$key”.",
    },
    "duplicate_choice": {
        "sv": "Två alternativ har värdet ”$value”.",
        "fi": "Kahdella vaihtoehdolla on arvo ”$value”.",
        "en": "Two choices have the value “$value”.",
    },
    "range_reversed": {
        "sv": "Det minsta som godtas, $min, är mer än det största, $max. Byt plats på dem.",
        "fi": "Pienin sallittu, $min, on enemmän kuin suurin, $max. Vaihtakaa ne keskenään.",
        "en": "The least that is accepted, $min, is more than the most, $max. Swap them.",
    },
    "unknown_question": {
        "sv": "Det finns ingen fråga med nyckeln ”$key”. Välj en av formulärets frågor.",
        "fi": "Kysymystä, jonka avain on ”$key”, ei ole. Valitkaa jokin lomakkeen kysymyksistä.",
        "en": "There is no question with the key “$key”. Choose one of the form's questions.",
    },
    "unknown_theme": {
        "sv": "Det finns inget tema med nyckeln ”$key”. Välj ett av formulärets teman.",
        "fi": "Teemaa, jonka avain on ”$key”, ei ole. Valitkaa jokin lomakkeen teemoista.",
        "en": "There is no theme with the key “$key”. Choose one of the form's themes.",
    },
    "rule_unknown_question": {
        "sv": "Villkoret läser frågan ”$key”, som inte finns. Välj en av formulärets frågor.",
        "fi": "Ehto lukee kysymystä ”$key”, jota ei ole. Valitkaa jokin lomakkeen kysymyksistä.",
        "en": "The condition reads the question “$key”, which does not exist. Choose one of the form's questions.",
    },
    "rule_cycle": {
        "sv": "Villkoren väntar på varandra: $keys. Ta bort ett av dem.",
        "fi": "Ehdot odottavat toisiaan: $keys. Poistakaa yksi niistä.",
        "en": "The conditions wait for each other: $keys. Remove one of them.",
    },
    "rule_operator": {
        "sv": "Villkoret använder jämförelsen ”$operator”, som inte finns.",
        "fi": "Ehto käyttää vertailua ”$operator”, jota ei ole.",
        "en": "The condition uses the comparison “$operator”, which does not exist.",
    },
    "rule_arguments": {
        "sv": "Villkoret ger fel antal värden till ”$operator”.",
        "fi": "Ehto antaa väärän määrän arvoja vertailulle ”$operator”.",
        "en": "The condition gives a wrong number of values to “$operator”.",
    },
    "rule_shape": {
        "sv": "Varje del av villkoret ska ha precis en jämförelse.",
        "fi": "Ehdon jokaisessa osassa pitää olla täsmälleen yksi vertailu.",
        "en": "Each part of the condition must have exactly one comparison.",
    },
    "rule_variable": {
        "sv": "Villkoret ska läsa en fråga med dess nyckel.",
        "fi": "Ehdon pitää lukea kysymystä sen avaimella.",
        "en": "The condition must read a question by its key.",
    },
    "rule_too_deep": {
        "sv": "Villkoret har fler än $max nivåer. Förenkla det.",
        "fi": "Ehdossa on yli $max tasoa. Yksinkertaistakaa sitä.",
        "en": "The condition has more than $max levels. Simplify it.",
    },
}


def _words(texts: Mapping[str, str], params: Mapping[str, Param], locale: str) -> str:
    shown = {
        name: format_decimal(value, format="#,##0.######", locale=locale) if isinstance(value, int | float) else value
        for name, value in params.items()
    }
    return Template(texts.get(locale, texts[FALLBACK])).substitute(shown)


def answer_error(error: AnswerError, locale: str) -> str:
    """What to do about `error`, in the reader's language."""
    return _words(ANSWERS[error.code], error.params, locale)


def refusal(code: str, locale: str, **params: Param) -> str:
    """Why nothing was taken in, and what to do, in the reader's language."""
    return _words(REFUSALS[code], params, locale)


def problem(found: Problem, locale: str) -> str:
    """What to do about a form's `found` problem, in the editor's language."""
    return _words(PROBLEMS[found.code], found.params, locale)
