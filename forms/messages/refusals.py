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
        "sv": "Samma Idempotency-Key har använts för en annan begäran. Använd en ny nyckel.",
        "fi": "Samaa Idempotency-Key-avainta on käytetty toiseen pyyntöön. Käyttäkää uutta avainta.",
        "en": "The same Idempotency-Key was used for another request. Use a new key.",
    },
    "idempotency_key_short": {
        "sv": "Idempotency-Key är för kort för att vara hemlig. Använd en slumpad text på minst $least tecken, "
        "till exempel en UUID.",
        "fi": "Idempotency-Key on liian lyhyt ollakseen salainen. Käyttäkää satunnaista, vähintään $least merkin "
        "pituista tekstiä, esimerkiksi UUID-tunnusta.",
        "en": "The Idempotency-Key is too short to be secret. Use a random text of at least $least characters, such "
        "as a UUID.",
    },
    "answers_invalid": {
        "sv": "En del av svaren behöver rättas.",
        "fi": "Osa vastauksista pitää korjata.",
        "en": "Some of the answers need to be mended.",
    },
    "too_many_requests": {
        "sv": "Det kom för många försök på kort tid. Vänta en stund och försök igen.",
        "fi": "Yrityksiä tuli liian monta lyhyessä ajassa. Odottakaa hetki ja yrittäkää uudelleen.",
        "en": "There were too many attempts in a short time. Wait a while and try again.",
    },
    "links_too_many": {
        "sv": "Så många länkar har skickats i dag att vi inte skickar fler. Svaren är sparade: be om en länk i morgon.",
        "fi": "Linkkejä on lähetetty tänään niin monta, ettemme lähetä enempää. Vastaukset ovat tallessa: "
        "pyytäkää linkki huomenna.",
        "en": "So many links have been sent today that we send no more. The answers are saved: ask again tomorrow.",
    },
    "draft_unknown": {
        "sv": "Det finns inga svar på den här adressen. De kan ha tagits bort. Börja på nytt.",
        "fi": "Tässä osoitteessa ei ole vastauksia. Ne on ehkä poistettu. Aloittakaa alusta.",
        "en": "There are no answers at this address. They may have been deleted. Begin again.",
    },
    "draft_sent": {
        "sv": "Svaren är redan skickade. Öppna kvittot för att se dem.",
        "fi": "Vastaukset on jo lähetetty. Avatkaa kuitti, niin näette ne.",
        "en": "The answers have been sent already. Open the receipt to see them.",
    },
    "draft_changed": {
        "sv": "Någon annan har ändrat svaren under tiden. Se efter vad som gäller och spara på nytt.",
        "fi": "Joku muu on muuttanut vastauksia sillä välin. Katsokaa, mikä pätee, ja tallentakaa uudelleen.",
        "en": "Someone else has changed the answers meanwhile. See which ones hold and save again.",
    },
    "token_missing": {
        "sv": "Här behövs en åtkomstnyckel. Skicka den i huvudet Authorization: Bearer.",
        "fi": "Tähän tarvitaan käyttöavain. Lähettäkää se otsakkeessa Authorization: Bearer.",
        "en": "An access token is needed here. Send it in the header Authorization: Bearer.",
    },
    "token_invalid": {
        "sv": "Åtkomstnyckeln gäller inte. Be en administratör om en ny.",
        "fi": "Käyttöavain ei kelpaa. Pyytäkää ylläpitäjältä uusi.",
        "en": "The access token is not valid. Ask an administrator for a new one.",
    },
    "submissions_unknown": {
        "sv": "Det finns inga svar här som ni får läsa. Kontrollera adressen, eller be om rätt att läsa enkätens svar.",
        "fi": "Täällä ei ole vastauksia, joita saatte lukea. Tarkistakaa osoite tai pyytäkää oikeutta lukea kyselyn "
        "vastauksia.",
        "en": "There are no answers here that you may read. Check the address, or ask for the right to read the "
        "survey's answers.",
    },
    "change_not_allowed": {
        "sv": "Ni får läsa svaren men inte ändra något. Be en administratör om rätt att behandla svar.",
        "fi": "Saatte lukea vastaukset mutta ette muuttaa mitään. Pyytäkää ylläpitäjältä oikeutta käsitellä "
        "vastauksia.",
        "en": "You may read the answers but not change anything. Ask an administrator for the right to decide on them.",
    },
    "submission_changed": {
        "sv": "Någon annan har ändrat svarets läge eller anteckning. Hämta svaret på nytt och försök igen.",
        "fi": "Joku muu on muuttanut vastauksen tilaa tai muistiinpanoa. Hakekaa vastaus uudelleen ja yrittäkää "
        "uudelleen.",
        "en": "Someone else has changed the state or the note. Fetch the submission again and try again.",
    },
    "correction_waiting": {
        "sv": "En rättelse väntas redan. Invänta den, eller ändra läget: då tas begäran tillbaka.",
        "fi": "Korjausta odotetaan jo. Odottakaa sitä tai muuttakaa tilaa, niin pyyntö perutaan.",
        "en": "A correction is waited for already. Wait for it, or change the state, which withdraws the request.",
    },
    "delivery_running": {
        "sv": "Leveransen pågår just nu. Vänta en stund och se hur det gick.",
        "fi": "Toimitus on juuri käynnissä. Odottakaa hetki ja katsokaa, miten se onnistui.",
        "en": "The delivery is under way. Wait a while and see how it went.",
    },
    "invitation_needed": {
        "sv": "Enkäten besvaras bara med en personlig länk. Öppna länken i inbjudan, eller be staden om en ny.",
        "fi": "Kyselyyn vastataan vain henkilökohtaisella linkillä. Avatkaa kutsussa oleva linkki tai pyytäkää "
        "kaupungilta uusi.",
        "en": "The survey is answered with a personal link only. Open the link in the invitation, or ask the city for "
        "a new one.",
    },
    "invitation_used": {
        "sv": "Svaren med den här inbjudan är redan skickade. Öppna länken i inbjudan för att se dem.",
        "fi": "Tämän kutsun vastaukset on jo lähetetty. Avatkaa kutsussa oleva linkki, niin näette ne.",
        "en": "The answers with this invitation have been sent already. Open the link in the invitation to see them.",
    },
    "invitation_begun": {
        "sv": "Svaren med den här inbjudan är påbörjade. Fortsätt på dem och skicka dem.",
        "fi": "Tämän kutsun vastaukset on jo aloitettu. Jatkakaa niitä ja lähettäkää ne.",
        "en": "The answers with this invitation have been begun. Go on with them and send them.",
    },
}
