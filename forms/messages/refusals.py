"""Why nothing was taken in, by the refusal's code, in each language."""

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
