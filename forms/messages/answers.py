"""What to mend in an answer, by the engine's code, in each language."""

ANSWERS: dict[str, dict[str, str]] = {
    "required": {
        "sv": "Svara på frågan.",
        "fi": "Vastatkaa kysymykseen.",
        "en": "Answer this question.",
    },
    "agreement_required": {
        "sv": "Kryssa i rutan för att gå vidare.",
        "fi": "Rastittakaa ruutu jatkaaksenne.",
        "en": "Tick the box to go on.",
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
    "step_unknown": {
        "sv": "Enkäten har inget sådant steg. Använd nycklarna i definitionens ”steps”.",
        "fi": "Kyselyssä ei ole tällaista vaihetta. Käyttäkää määritelmän kohdan ”steps” avaimia.",
        "en": "The survey has no such step. Use the keys in the definition's “steps”.",
    },
    "mode_unknown": {
        "sv": "Välj hur ni har fyllt i formuläret.",
        "fi": "Valitkaa, miten täytitte lomakkeen.",
        "en": "Choose how you filled in the form.",
    },
    "choice_withheld": {
        "sv": "Svaret ”$choice” passar inte ihop med era andra svar. Välj på nytt.",
        "fi": "Vastaus ”$choice” ei sovi muihin vastauksiinne. Valitkaa uudelleen.",
        "en": "The answer “$choice” does not go with your other answers. Choose again.",
    },
    "date": {
        "sv": "Skriv datumet som 24.11.2026.",
        "fi": "Kirjoittakaa päivämäärä muodossa 24.11.2026.",
        "en": "Write the date as 24.11.2026.",
    },
    "date_impossible": {
        "sv": "Det finns inget sådant datum. Kontrollera dag och månad.",
        "fi": "Tällaista päivämäärää ei ole. Tarkistakaa päivä ja kuukausi.",
        "en": "There is no such date. Check the day and the month.",
    },
    "date_min": {
        "sv": "Skriv ett datum som är tidigast $min.",
        "fi": "Kirjoittakaa päivämäärä, joka on aikaisintaan $min.",
        "en": "Write a date that is no earlier than $min.",
    },
    "date_max": {
        "sv": "Skriv ett datum som är senast $max.",
        "fi": "Kirjoittakaa päivämäärä, joka on viimeistään $max.",
        "en": "Write a date that is no later than $max.",
    },
    "time": {
        "sv": "Skriv klockslaget som 13:05.",
        "fi": "Kirjoittakaa kellonaika muodossa 13.05.",
        "en": "Write the time as 13:05.",
    },
    "phone": {
        "sv": "Skriv ett telefonnummer med 5–15 siffror, såsom 040 123 4567 eller +358 40 123 4567.",
        "fi": "Kirjoittakaa puhelinnumero, jossa on 5–15 numeroa, esimerkiksi 040 123 4567 tai +358 40 123 4567.",
        "en": "Write a telephone number of 5–15 digits, such as 040 123 4567 or +358 40 123 4567.",
    },
    "url": {
        "sv": "Skriv en webbadress, såsom https://www.exempel.fi.",
        "fi": "Kirjoittakaa verkko-osoite, esimerkiksi https://www.esimerkki.fi.",
        "en": "Write a web address, such as https://www.example.com.",
    },
    "url_login": {
        "sv": "Skriv webbadressen utan användarnamn och lösenord.",
        "fi": "Kirjoittakaa verkko-osoite ilman käyttäjätunnusta ja salasanaa.",
        "en": "Write the web address without a user name and password.",
    },
    "postal_code": {
        "sv": "Skriv postnumret med fem siffror, såsom 06100.",
        "fi": "Kirjoittakaa postinumero viidellä numerolla, esimerkiksi 06100.",
        "en": "Write the postal code in five digits, such as 06100.",
    },
    "number_step": {
        "sv": "Skriv ett tal som ligger ett helt antal steg om $step från $start.",
        "fi": "Kirjoittakaa luku, joka on tasamäärän $step:n suuruisia askelia luvusta $start.",
        "en": "Write a number that is a whole number of steps of $step from $start.",
    },
    "rating": {
        "sv": "Välj ett helt tal från 1 till $max.",
        "fi": "Valitkaa kokonaisluku väliltä 1–$max.",
        "en": "Choose a whole number from 1 to $max.",
    },
    "ranking_count": {
        "sv": "Ge plats åt precis $count alternativ.",
        "fi": "Antakaa sija täsmälleen näin monelle vaihtoehdolle: $count.",
        "en": "Give a place to exactly $count of the choices.",
    },
    "ranking_twice": {
        "sv": "Ge varje plats åt ett enda alternativ.",
        "fi": "Antakaa kukin sija vain yhdelle vaihtoehdolle.",
        "en": "Give each place to one choice only.",
    },
    "ranking_position": {
        "sv": "Välj en plats från 1 till $max.",
        "fi": "Valitkaa sija väliltä 1–$max.",
        "en": "Choose a place from 1 to $max.",
    },
    "ranking_gap": {
        "sv": "Använd platserna 1–$count utan att hoppa över någon.",
        "fi": "Käyttäkää sijoja 1–$count hyppäämättä yhdenkään yli.",
        "en": "Use the places 1–$count without leaving any out.",
    },
    "rows_min": {
        "sv": "Fyll i minst $min rader.",
        "fi": "Täyttäkää vähintään näin monta riviä: $min.",
        "en": "Fill in at least $min rows.",
    },
    "rows_max": {
        "sv": "Fyll i högst $max rader. Ta bort de övriga.",
        "fi": "Täyttäkää enintään näin monta riviä: $max. Poistakaa muut.",
        "en": "Fill in at most $max rows. Remove the others.",
    },
    "signature_name": {
        "sv": "Skriv både för- och efternamn.",
        "fi": "Kirjoittakaa sekä etu- että sukunimi.",
        "en": "Write both your first name and your last name.",
    },
    "file_unknown": {
        "sv": "Filen finns inte kvar. Välj den på nytt.",
        "fi": "Tiedostoa ei enää ole. Valitkaa se uudelleen.",
        "en": "The file is no longer here. Choose it again.",
    },
    "file_type": {
        "sv": "Filen ”$name” är av en typ som inte tas emot här. Välj en annan.",
        "fi": "Tiedosto ”$name” on tyyppiä, jota ei oteta vastaan. Valitkaa toinen.",
        "en": "The file “$name” is of a type that is not accepted here. Choose another.",
    },
    "file_size": {
        "sv": "Filen ”$name” är för stor. Välj en på högst $max MB.",
        "fi": "Tiedosto ”$name” on liian suuri. Valitkaa enintään $max Mt:n tiedosto.",
        "en": "The file “$name” is too large. Choose one of at most $max MB.",
    },
    "file_empty": {
        "sv": "Filen ”$name” är tom. Välj en annan.",
        "fi": "Tiedosto ”$name” on tyhjä. Valitkaa toinen.",
        "en": "The file “$name” is empty. Choose another.",
    },
    "file_damaged": {
        "sv": "Filen ”$name” gick inte att läsa. Spara eller skriv ut den på nytt och välj den nya filen.",
        "fi": "Tiedostoa ”$name” ei voitu lukea. Tallentakaa tai tulostakaa se uudelleen ja valitkaa uusi tiedosto.",
        "en": "The file “$name” could not be read. Save or print it anew and choose the new file.",
    },
    "file_unsafe": {
        "sv": "Filen ”$name” innehåller något som inte tas emot, såsom makron, skript, bilagor eller länkar till andra "
        "filer. Ta bort det eller skriv ut filen som PDF, och välj den nya filen.",
        "fi": "Tiedostossa ”$name” on jotakin, mitä ei oteta vastaan, kuten makroja, skriptejä, liitteitä tai linkkejä "
        "toisiin tiedostoihin. Poistakaa se tai tulostakaa tiedosto PDF:ksi, ja valitkaa uusi tiedosto.",
        "en": "The file “$name” holds something that is not accepted, such as macros, scripts, attachments or links to "
        "other files. Remove it or print the file as PDF, and choose the new file.",
    },
    "file_password": {
        "sv": "Filen ”$name” är skyddad. Spara den utan lösenord och välj den nya filen.",
        "fi": "Tiedosto ”$name” on suojattu. Tallentakaa se ilman salasanaa ja valitkaa uusi tiedosto.",
        "en": "The file “$name” is protected. Save it without a password and choose the new file.",
    },
    "file_encoding": {
        "sv": "Texten i filen ”$name” har en okänd teckenkodning. Spara den som UTF-8 och välj den nya filen.",
        "fi": "Tiedoston ”$name” merkistöä ei tunneta. Tallentakaa se UTF-8-muodossa ja valitkaa uusi tiedosto.",
        "en": "The text of the file “$name” is in an unknown encoding. Save it as UTF-8 and choose the new file.",
    },
    "image_pixels": {
        "sv": "Bilden ”$name” har för många bildpunkter. Förminska den till högst $max miljoner bildpunkter.",
        "fi": "Kuvassa ”$name” on liikaa kuvapisteitä. Pienentäkää se enintään $max miljoonaan kuvapisteeseen.",
        "en": "The picture “$name” has too many pixels. Make it smaller, of at most $max million pixels.",
    },
    "uploads_busy": {
        "sv": "Just nu tas för många filer emot. Vänta en stund och välj filen på nytt.",
        "fi": "Juuri nyt otetaan vastaan liian monta tiedostoa. Odottakaa hetki ja valitkaa tiedosto uudelleen.",
        "en": "Too many files are coming in just now. Wait a while and choose the file again.",
    },
    "question_not_file": {
        "sv": "Enkäten har ingen filfråga med den nyckeln. Ange nyckeln för en fråga av typen file.",
        "fi": "Kyselyssä ei ole tiedostokysymystä tällä avaimella. Antakaa file-tyyppisen kysymyksen avain.",
        "en": "The survey has no file question with that key. Give the key of a question of the type file.",
    },
    "state_by_correction": {
        "sv": "Svaret returneras genom att be om en rättelse. Använd corrections/.",
        "fi": "Vastaus palautetaan pyytämällä korjausta. Käyttäkää osoitetta corrections/.",
        "en": "Answers are returned by asking for a correction. Use corrections/.",
    },
    "questions_not_asked": {
        "sv": "Välj bland de frågor som den svarande fick, varje fråga en gång.",
        "fi": "Valitkaa kysymyksistä, jotka vastaaja sai, kukin kerran.",
        "en": "Choose among the questions that the respondent was asked, each once.",
    },
    "recipient_missing": {
        "sv": "Det finns ingen e-postadress bland svaren. Ange till vem begäran skickas.",
        "fi": "Vastausten joukossa ei ole sähköpostiosoitetta. Kertokaa, kenelle pyyntö lähetetään.",
        "en": "There is no e-mail address among the answers. Say to whom the request is sent.",
    },
    "files_max": {
        "sv": "Välj högst så här många filer: $max. Ta bort de övriga.",
        "fi": "Valitkaa enintään näin monta tiedostoa: $max. Poistakaa muut.",
        "en": "Choose at most this many files: $max. Remove the others.",
    },
    "not_a_question": {
        "sv": "Här kan inget svar ges. Ta bort det.",
        "fi": "Tähän ei voi vastata. Poistakaa vastaus.",
        "en": "No answer can be given here. Remove it.",
    },
    "wrong_type_yes_no": {
        "sv": "Svaret ska vara sant eller falskt (true eller false).",
        "fi": "Vastauksen pitää olla tosi tai epätosi (true tai false).",
        "en": "The answer must be true or false.",
    },
    "wrong_type_agreement": {
        "sv": "Svaret ska vara true där det godkänns, annars lämnas det bort.",
        "fi": "Vastauksen pitää olla true, kun se hyväksytään; muuten se jätetään pois.",
        "en": "The answer must be true where it is agreed to, and left out otherwise.",
    },
    "wrong_type_matrix": {
        "sv": "Svaret ska vara ett objekt med ett svar för varje rad.",
        "fi": "Vastauksen pitää olla olio, jossa on vastaus kullekin riville.",
        "en": "The answer must be an object with an answer for each row.",
    },
    "wrong_type_address": {
        "sv": "Svaret ska vara ett objekt med gata, postnummer och ort.",
        "fi": "Vastauksen pitää olla olio, jossa on katu, postinumero ja paikkakunta.",
        "en": "The answer must be an object with a street, a postal code and a city.",
    },
    "wrong_type_rows": {
        "sv": "Svaret ska vara en lista med ett objekt för varje rad.",
        "fi": "Vastauksen pitää olla luettelo, jossa on olio kullekin riville.",
        "en": "The answer must be a list with an object for each row.",
    },
}
