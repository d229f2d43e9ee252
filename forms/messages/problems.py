"""What to mend in a form before it is published, by the engine's code, in each language."""

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
    "rule_value": {
        "sv": "Frågan ”$question” kan aldrig ha svaret ”$value”, som villkoret jämför med. Välj ett av dess svar.",
        "fi": "Kysymyksen ”$question” vastaus ei voi koskaan olla ”$value”, johon ehto vertaa sitä. "
        "Valitkaa jokin sen vastauksista.",
        "en": "The question “$question” can never have the answer “$value” that the condition compares it with. "
        "Choose one of its answers.",
    },
    "rule_no_order": {
        "sv": "Svaren på frågan ”$question” har ingen ordning. Jämför med vilket svar som gavs.",
        "fi": "Kysymyksen ”$question” vastauksilla ei ole järjestystä. Verratkaa siihen, mikä vastaus annettiin.",
        "en": "The answers to the question “$question” have no order. Compare with which answer was given.",
    },
    "rule_no_number": {
        "sv": "Frågan ”$question” besvaras inte med ett tal. Räkna bara med frågor vars svar är tal.",
        "fi": "Kysymykseen ”$question” ei vastata luvulla. Laskekaa vain kysymyksillä, joiden vastaus on luku.",
        "en": "The question “$question” is not answered with a number. Calculate only with questions that are.",
    },
    "formula_constant": {
        "sv": "Formeln läser ingen fråga, så den blir alltid detsamma. Räkna med minst en frågas svar.",
        "fi": "Kaava ei lue yhtäkään kysymystä, joten tulos on aina sama. Laskekaa ainakin yhdellä vastauksella.",
        "en": "The formula reads no question, so it always comes to the same. Calculate with at least one answer.",
    },
    "formula_no_number": {
        "sv": "Formeln blir aldrig ett tal. Räkna med plus, minus, gånger eller delat med.",
        "fi": "Kaavan tulos ei ole koskaan luku. Laskekaa yhteen-, vähennys-, kerto- tai jakolaskulla.",
        "en": "The formula never comes to a number. Calculate with plus, minus, times or divided by.",
    },
    "unreachable": {
        "sv": "Villkoret kan aldrig uppfyllas, så detta visas aldrig för någon. Ändra villkoret eller ta bort det.",
        "fi": "Ehto ei voi koskaan täyttyä, joten tätä ei näytetä kenellekään. Muuttakaa ehtoa tai poistakaa se.",
        "en": "The condition can never hold, so nobody is ever shown this. Change the condition or remove it.",
    },
    "too_few_choices": {
        "sv": "Frågan vill ha minst $min val men har bara $count. Lägg till alternativ eller sänk antalet.",
        "fi": "Kysymys vaatii vähintään $min valintaa, mutta vaihtoehtoja on vain $count. "
        "Lisätkää vaihtoehtoja tai pienentäkää määrää.",
        "en": "The question wants at least $min choices but has only $count. Add choices or lower the number.",
    },
    "agreement_without_text": {
        "sv": "Skriv vad den som svarar går med på.",
        "fi": "Kirjoittakaa, mihin vastaaja suostuu.",
        "en": "Write what the respondent agrees to.",
    },
    "hidden_required": {
        "sv": "Ingen kan fylla i en dold fråga. Gör den frivillig.",
        "fi": "Piilotettua kysymystä ei voi täyttää. Tehkää siitä vapaaehtoinen.",
        "en": "Nobody can fill in a hidden question. Make it optional.",
    },
    "same_label": {
        "sv": "En annan fråga i samma steg heter också ”$label”. Formulera en av dem på ett annat sätt.",
        "fi": "Samassa vaiheessa on toinenkin kysymys ”$label”. Muotoilkaa toinen niistä eri tavalla.",
        "en": "Another question of the same step is called “$label” too. Word one of them in another way.",
    },
    "same_choice_label": {
        "sv": "Två alternativ heter ”$label”. Formulera ett av dem på ett annat sätt eller ta bort det.",
        "fi": "Kahden vaihtoehdon nimi on ”$label”. Muotoilkaa toinen niistä eri tavalla tai poistakaa se.",
        "en": "Two choices are called “$label”. Word one of them in another way or remove it.",
    },
    "bands_gap": {
        "sv": "Inget band täcker $from–$to procent. Låt banden följa på varandra från 0 till 100.",
        "fi": "Mikään taso ei kata prosentteja $from–$to. Antakaa tasojen seurata toisiaan nollasta sataan.",
        "en": "No band covers $from–$to per cent. Let the bands follow each other from 0 to 100.",
    },
    "bands_overlap": {
        "sv": "Två band täcker $from–$to procent. Låt varje procenttal höra till ett enda band.",
        "fi": "Kaksi tasoa kattaa prosentit $from–$to. Antakaa kunkin prosenttiluvun kuulua vain yhteen tasoon.",
        "en": "Two bands cover $from–$to per cent. Let each percentage belong to one band only.",
    },
    "theme_unscored": {
        "sv": "Ingen fråga med poäng hör till temat ”$theme”. Koppla en fråga till temat eller ta bort det.",
        "fi": "Teemaan ”$theme” ei kuulu pisteytettyjä kysymyksiä. Liittäkää siihen kysymys tai poistakaa teema.",
        "en": "No question with points belongs to the theme “$theme”. Connect a question to it or remove it.",
    },
    "rule_too_deep": {
        "sv": "Villkoret har fler än $max nivåer. Förenkla det.",
        "fi": "Ehdossa on yli $max tasoa. Yksinkertaistakaa sitä.",
        "en": "The condition has more than $max levels. Simplify it.",
    },
}
