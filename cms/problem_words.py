"""What the API says of a request that no route of it could answer, by code, in each language."""

from django.http import HttpRequest

from cms.problems import answering_language

WORDS = {
    "body_invalid": {
        "sv": "Begäran gick inte att läsa. Skicka ett JSON-objekt i UTF-8 utan upprepade nycklar.",
        "fi": "Pyyntöä ei voitu lukea. Lähettäkää JSON-olio UTF-8-muodossa ilman toistuvia avaimia.",
        "en": "The request could not be read. Send a JSON object in UTF-8 without repeated keys.",
    },
    "bad_request": {
        "sv": "Begäran gick inte att läsa. Kontrollera adressen, rubrikerna och innehållet.",
        "fi": "Pyyntöä ei voitu lukea. Tarkistakaa osoite, otsakkeet ja sisältö.",
        "en": "The request could not be read. Check its address, its headers and its body.",
    },
    "body_too_large": {
        "sv": "Begäran är för stor. Korta svaren.",
        "fi": "Pyyntö on liian suuri. Lyhentäkää vastauksia.",
        "en": "The request is too large. Shorten the answers.",
    },
    "length_required": {
        "sv": "Begäran säger inte hur lång den är. Skicka den med Content-Length.",
        "fi": "Pyyntö ei kerro pituuttaan. Lähettäkää se Content-Length-otsakkeen kanssa.",
        "en": "The request does not say how long it is. Send it with Content-Length.",
    },
    "media_type_unsupported": {
        "sv": "Innehållet har fel typ. Skicka {type} och ange det i Content-Type.",
        "fi": "Sisällön tyyppi on väärä. Lähettäkää {type} ja ilmoittakaa se Content-Type-otsakkeessa.",
        "en": "The body has the wrong type. Send {type} and say so in Content-Type.",
    },
    "not_acceptable": {
        "sv": "Svaret finns bara som {type}. Nämn det i Accept eller lämna bort Accept.",
        "fi": "Vastaus on saatavilla vain muodossa {type}. Mainitkaa se Accept-otsakkeessa tai jättäkää otsake pois.",
        "en": "The answer comes as {type} only. Name it in Accept, or leave Accept out.",
    },
    "request_invalid": {
        "sv": "Begäran har fel form. Rätta det som anges i listan.",
        "fi": "Pyynnön muoto on väärä. Korjatkaa luetellut kohdat.",
        "en": "The request has the wrong shape. Mend what the list names.",
    },
    "parameter_unknown": {
        "sv": "Parametern {name} finns inte här. Ta bort den; de som finns är: {known}.",
        "fi": "Parametria {name} ei ole täällä. Poistakaa se; käytettävissä ovat: {known}.",
        "en": "There is no parameter {name} here. Remove it; those that there are: {known}.",
    },
    "missing": {
        "sv": "Den här delen saknas. Lägg till den.",
        "fi": "Tämä kohta puuttuu. Lisätkää se.",
        "en": "This part is missing. Add it.",
    },
    "extra_forbidden": {
        "sv": "Den här delen hör inte hit. Ta bort den.",
        "fi": "Tämä kohta ei kuulu tähän. Poistakaa se.",
        "en": "This part does not belong here. Remove it.",
    },
    "literal_error": {
        "sv": "Det värdet finns inte. Använd ett av: {expected}.",
        "fi": "Tällaista arvoa ei ole. Käyttäkää yhtä näistä: {expected}.",
        "en": "There is no such value. Use one of: {expected}.",
    },
    "value_invalid": {
        "sv": "Värdet har fel typ eller ligger utanför det som godtas. Se OpenAPI-dokumentet.",
        "fi": "Arvon tyyppi on väärä tai arvo ei ole sallituissa rajoissa. Katsokaa OpenAPI-dokumenttia.",
        "en": "The value has the wrong type or lies outside what is accepted. See the OpenAPI document.",
    },
    "unauthorized": {
        "sv": "Begäran behöver en giltig nyckel. Skicka den i Authorization.",
        "fi": "Pyyntö tarvitsee voimassa olevan avaimen. Lähettäkää se Authorization-otsakkeessa.",
        "en": "The request needs a valid token. Send it in Authorization.",
    },
    "forbidden": {
        "sv": "Det här får ni inte göra. Be staden om rätten.",
        "fi": "Teillä ei ole oikeutta tähän. Pyytäkää oikeutta kaupungilta.",
        "en": "You may not do this. Ask the city for the permission.",
    },
    "not_found": {
        "sv": "Det finns inget på den här adressen.",
        "fi": "Tässä osoitteessa ei ole mitään.",
        "en": "There is nothing at this address.",
    },
    "method_not_allowed": {
        "sv": "Adressen kan inte användas så. Se OpenAPI-dokumentet.",
        "fi": "Osoitetta ei voi käyttää näin. Katsokaa OpenAPI-dokumenttia.",
        "en": "This address cannot be used that way. See the OpenAPI document.",
    },
    "too_many_requests": {
        "sv": "Det kom för många försök på kort tid. Vänta en stund och försök igen.",
        "fi": "Yrityksiä tuli liian monta lyhyessä ajassa. Odottakaa hetki ja yrittäkää uudelleen.",
        "en": "There were too many attempts in a short time. Wait a while and try again.",
    },
    "refused": {
        "sv": "Begäran avvisades.",
        "fi": "Pyyntö hylättiin.",
        "en": "The request was refused.",
    },
    "internal": {
        "sv": "Något gick fel hos oss. Försök igen senare; felets nummer är {number}.",
        "fi": "Meillä tapahtui virhe. Yrittäkää myöhemmin uudelleen; virheen numero on {number}.",
        "en": "Something went wrong on our side. Try again later; the error's number is {number}.",
    },
}
CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "body_too_large",
    415: "media_type_unsupported",
    429: "too_many_requests",
}
"""The code of an answer that came without one, by its status."""


def say(request: HttpRequest, code: str, **params: object) -> str:
    return WORDS[code][answering_language(request)].format(**params)
