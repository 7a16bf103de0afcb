# Teruggekomen mail: wat het is, waarom, en wat nu te doen.

bounce-failed = niet aangekomen
bounce-delayed = nog niet bezorgd; het wordt nog geprobeerd
bounce-delivered = bezorgd
bounce-relayed = doorgegeven; er volgt geen bericht meer
bounce-expanded = doorgegeven aan een lijst of aan meer adressen
bounce-auto-reply = automatisch antwoord
bounce-refused = geweigerd door de ontvanger of een lijst
bounce-held = wacht op een mens
bounce-feedback = melding van misbruik
bounce-other = niet begrepen: kijk ernaar

bounce-why = { $cause }{ $fault ->
    [them] {""}; het ligt aan het adres of de ontvanger
    [us] {""}; het ligt aan de afzender, niet aan het adres
    [line] {""}; het ligt aan de weg ernaartoe
   *[unknown] {""}
}{ $code ->
    [none] {""}
   *[other] {" "}({ $code })
}

bounce-cause-unknown-user = de mailbox bestaat niet
bounce-cause-moved = de ontvanger heeft een ander adres
bounce-cause-disabled = de mailbox is afgesloten
bounce-cause-mailbox-full = de mailbox is vol
bounce-cause-domain-unknown = het domein van het adres bestaat niet
bounce-cause-domain-takes-no-mail = het domein van het adres neemt geen mail aan
bounce-cause-recipient-rule = een regel van de ontvanger weigert het
bounce-cause-list-moderation = een mailinglijst wacht op de beheerder
bounce-cause-list-not-subscribed = een mailinglijst neemt alleen mail van leden aan
bounce-cause-challenge = de ontvanger vraagt u te bevestigen dat u het hebt verstuurd
bounce-cause-policy = hun mailserver weigert mail van deze afzender
bounce-cause-blocklist = uw mailserver staat op een blokkeerlijst
bounce-cause-authentication = niet kon worden aangetoond dat de mail van u komt (SPF, DKIM, DMARC)
bounce-cause-content = de inhoud werd voor spam aangezien of is niet toegestaan
bounce-cause-sender-quota = uw mailserver verstuurt te veel tegelijk
bounce-cause-relay-denied = een mailserver verstuurt niet voor u
bounce-cause-sender-refused = uw afzenderadres wordt geweigerd
bounce-cause-too-big = de mail is te groot voor hen
bounce-cause-tls = het moest versleuteld en dat kon niet
bounce-cause-not-now = hun mailserver vroeg later terug te komen
bounce-cause-unreachable = hun mailserver was niet op tijd te bereiken
bounce-cause-name-service = de naamdienst gaf geen antwoord
bounce-cause-loop = de mail ging in een kringetje rond
bounce-cause-server = hun mailserver had een storing
bounce-cause-unclear = de teruggekomen mail zegt niet waarom

bounce-next-unknown-user = zoek een ander adres, verbeter de rij, en dan: heraut rerun
bounce-next-moved = vraag het nieuwe adres, verbeter de rij, en dan: heraut rerun
bounce-next-disabled = zoek een ander adres, verbeter de rij, en dan: heraut rerun
bounce-next-mailbox-full = bereik hen op een andere manier, of verstuur opnieuw zodra er ruimte is
bounce-next-domain-unknown = zoek naar tikfouten in het adres, verbeter de rij, en dan: heraut rerun
bounce-next-domain-takes-no-mail = zoek een ander adres, verbeter de rij, en dan: heraut rerun
bounce-next-recipient-rule = bereik hen op een andere manier, en vraag een adres dat gelezen wordt
bounce-next-list-moderation = vraag het de beheerder van de lijst, of zoek een adres van de organisatie zelf
bounce-next-list-not-subscribed = zoek een adres van de organisatie zelf, en dan: heraut rerun
bounce-next-challenge = open de teruggekomen mail en doe wat er gevraagd wordt
bounce-next-policy = laat de teruggekomen mail zien aan wie uw mailserver beheert; het adres kan kloppen
bounce-next-blocklist = vraag wie uw mailserver beheert om die eraf te laten halen; het adres kan kloppen
bounce-next-authentication = vraag het wie uw mailserver en uw domein beheert; het adres kan kloppen
bounce-next-content = laat de teruggekomen mail zien aan wie uw mailserver beheert; het adres kan kloppen
bounce-next-sender-quota = verlaag het tempo in de instellingen en vraag het wie uw mailserver beheert
bounce-next-relay-denied = vraag het wie uw mailserver beheert: de aanmelding of de route klopt niet
bounce-next-sender-refused = vraag het wie uw mailserver en uw domein beheert; het adres kan kloppen
bounce-next-too-big = maak de bijlagen kleiner en verzegel opnieuw
bounce-next-tls = vraag het wie uw mailserver beheert
bounce-next-not-now = het adres kan kloppen: verstuur later opnieuw
bounce-next-unreachable = het adres kan kloppen: verstuur later opnieuw, of bereik hen op een andere manier
bounce-next-name-service = verstuur later opnieuw; blijft het zo, vraag het dan wie uw mailserver beheert
bounce-next-loop = laat de organisatie weten dat mail naar dit adres rondgaat, en bereik hen op een andere manier
bounce-next-server = verstuur later opnieuw, of bereik hen op een andere manier
bounce-next-unclear = lees de teruggekomen mail

## Hoeveel er bereikt zijn

bounce-told-waiting = { $kind ->
        [trial] In deze proef tot nu toe bereikt
       *[live] Tot nu toe bereikt
    }: { $count }; retouren tot { $until }.
bounce-told-so-far = { $kind ->
        [trial] In deze proef tot nu toe bereikt
       *[live] Tot nu toe bereikt
    }: { $count }.
bounce-told-over = { $kind ->
        [trial] In deze proef bereikt
       *[live] Bereikt
    }: { $count }; van hen kwam geen mail terug voor { $until }.
