# serve: wat de leespagina zegt.

web-title = heraut
web-tab-overview = Overzicht
web-tab-mails = Mails
web-tab-remarks = Opmerkingen
web-tab-agree = Akkoord
web-tab-live = Verzending
web-act-read = Lees de mails. Zet erbij wat niet klopt.
web-act-read-now = Naar de mails
web-act-agree = Lees de mails, en geef dan akkoord als { $roles }.
web-act-agree-now = Naar het akkoord
web-act-remarks = { $count ->
        [one] Er staat één opmerking open. Die moet afgehandeld zijn voordat iemand akkoord geeft.
       *[other] Er staan { $count } opmerkingen open. Die moeten afgehandeld zijn voordat iemand akkoord geeft.
    }
web-act-remarks-now = Naar de opmerkingen
web-act-watch = De verzending loopt.
web-act-watch-now = Kijk mee
web-done-approved = Uw akkoord is vastgelegd.
    .hint = Het geldt voor precies deze mails. Verandert er iets, dan vragen we het u opnieuw.
web-done-withdrawn = Uw akkoord is ingetrokken.
    .hint = Loopt de verzending, dan stopt die vóór de volgende mail.
web-done-remarked = Uw opmerking is vastgelegd.
web-done-answered = Uw antwoord is vastgelegd.
web-done-closed = De opmerking is afgehandeld.
web-done-stopped = De verzending stopt.
    .hint = Mails die onderweg zijn, worden afgemaakt.
web-files-changed = { $count ->
        [one] Na het verzegelen is { $files } veranderd.
       *[other] Na het verzegelen zijn deze bestanden veranderd: { $files }.
    }
    .hint = Wat u hier leest, is wat verzegeld is. Wordt er opnieuw verzegeld, dan is opnieuw akkoord nodig.
web-agree-words = { $count ->
        [one] Ik ga akkoord met het versturen van deze ene mail van { $campaign }, met controlegetal { $digest }.
       *[other] Ik ga akkoord met het versturen van deze { $count } mails van { $campaign }, met controlegetal { $digest }.
    }
web-open-remarks = { $count ->
        [one] Er staat nog één opmerking open.
       *[other] Er staan nog { $count } opmerkingen open.
    }
web-mails-line = { $all ->
        [one] { $found } van { $all } mail
       *[other] { $found } van { $all } mails
    }
web-page-of = pagina { $page } van { $pages }
web-view-desk = Computer
web-view-phone = Telefoon
web-view-dark = Donker
web-view-text = Alleen tekst
web-view-header = Kopregels
web-view-list = Uit de lijst
web-view-list-text = Uit de lijst, als tekst
web-remarks-file = opmerkingen.csv
web-remark-long = Deze opmerking is te lang.
    .hint = Houd het korter dan { $most } tekens, of maak er twee van. Met de knop Terug van uw browser ziet u uw tekst weer.
web-how-to-check = Wie het controlegetal zelf wil narekenen, vraagt de beheerder om de map met alle mails (heraut review). Daarin staat hoe dat gaat, met gewone hulpmiddelen.
web-live-running = De verzending loopt: { $accepted } van { $mails } mails zijn aangenomen door de mailserver.
web-live-nothing = Er is nog niets verstuurd.
web-live-stopped = De verzending staat stil: { $accepted } van { $mails } mails zijn aangenomen door de mailserver.
web-live-done = Klaar: { $accepted } van { $mails } mails zijn aangenomen door de mailserver.
web-stopped = Dat gaat niet
web-no-session = Hier komt u alleen met een uitnodiging.
    .hint = Open de link die u kreeg. Werkt die niet meer? Vraag dan een nieuwe bij wie u uitnodigde.
web-session-ended = De tijd van uw uitnodiging is voorbij.
    .hint = Vraag een nieuwe bij wie u uitnodigde.
web-session-revoked = Uw uitnodiging is ingetrokken.
    .hint = Vraag een nieuwe bij wie u uitnodigde.
web-link-used = Deze link is al een keer geopend. Een link werkt één keer.
    .hint = Hebt u hem zelf geopend? Ga dan verder in die browser. Zo niet, meld het bij wie u uitnodigde: dan heeft iemand anders uw link gebruikt.
web-not-found = Deze pagina is er niet.
web-not-our-form = Dit formulier komt niet van deze pagina.
    .hint = Ga terug, laad de pagina opnieuw, en probeer het nog een keer.
web-other-digest = De mails zijn intussen opnieuw verzegeld. Uw akkoord is daarom niet vastgelegd.
    .hint = Kijk op het overzicht wat er veranderd is, en geef dan akkoord op wat er nu staat.
web-not-running = Er loopt geen verzending.
web-page = Deze pagina kon niet gemaakt worden. Dat is een fout van heraut.
    .hint = Meld het aan de beheerder.
web-listen = Op { $address } kan de leespagina niet luisteren: { $why }
    .hint = Kies een andere poort: heraut serve --port …
web-tls = In { $file } staat geen certificaat of sleutel die bij elkaar passen.
    .hint = Beide bestanden zijn PEM; kijk in de instellingen bij [serve].
web-verify-long = Deze mail is groter dan { $most } MB.
    .hint = Zo groot is geen mail van deze campagne.
web-no-entry = U bent niet aangemeld
web-left-heading = U bent afgemeld
web-left = In deze browser kan niemand deze pagina's nu nog zien.
    .hint = Wilt u weer naar binnen? Vraag een nieuwe link bij wie u uitnodigde.
