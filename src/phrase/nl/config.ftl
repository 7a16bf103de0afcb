# config: de instellingen. Bestand, regel en sleutel staan er altijd al bij.

config-kind-text = een tekst
config-kind-whole = een geheel getal
config-kind-number = een getal
config-kind-truth = ja of nee (true of false)
config-kind-moment = een datum met een tijd
config-kind-list = een lijst
config-kind-table = een sectie

config-syntax = deze regel is geen geldige TOML ({ $message })
    .hint = Kijk of een aanhalingsteken, een haakje of het =-teken ontbreekt. Een tekst staat tussen "aanhalingstekens".
config-key-twice = dit staat er al eerder
    .hint = Elke sleutel en elke sectie mag er één keer staan. Haal één van de twee weg.
config-unknown-key = { $elsewhere ->
        [yes] de sleutel { $key } hoort hier niet
       *[no] de sleutel { $key } bestaat niet
    }
    .hint = { $nearest }
config-unknown-section = de sectie [{ $key }] bestaat niet
    .hint = { $nearest }
config-section-again = binnen een sectie schrijft u de naam van de sectie niet nog eens
    .hint = Schrijf onder [{ $section }] zonder “{ $name }.”: { $key } = …
config-nearest = Bedoelt u { $key }?
config-elsewhere = { $key } hoort bij { $places }.
config-known = Hier kan staan: { $keys }.
config-not-built = { $key } zit niet in deze versie en doet dus niets
    .hint = { $instead } Haal deze regel weg.
config-nothing-is-deleted = Namen en adressen worden niet vanzelf verwijderd.
config-secret = een wachtwoord hoort niet in de instellingen ({ $key })
    .hint = Haal deze regel weg en vervang het wachtwoord: het heeft in een bestand gestaan dat anderen lezen. Zet het nieuwe in een eigen bestand (relay.password_file, chmod 600), in HERAUT_RELAY_PASSWORD of in $CREDENTIALS_DIRECTORY/relay-password.
config-large = dit bestand is groter dan de instellingen mogen zijn ({ $most } kB)
    .hint = Kijk of dit de instellingen zijn; heraut init MAP maakt een goed voorbeeld.
config-missing = { $key } ontbreekt
    .hint = Vul { $key } in. In docs/settings.md staat wat er kan staan.
config-type = hier moet { $wanted } staan, en er staat { $found }
    .hint = Een tekst staat tussen "aanhalingstekens"; een getal en een datum niet.
config-empty = hier staat niets
    .hint = Vul iets in, of haal de hele sleutel weg.
config-control = deze tekst bevat een regeleinde of een ander onzichtbaar teken
    .hint = Schrijf de tekst opnieuw, op één regel.
config-range = dit getal moet van { $from } tot en met { $to } zijn
    .hint = Kies een getal binnen deze grenzen.
config-choice = "{ $value }" kan hier niet staan
    .hint = Kies uit: { $known }.
config-return-path = voor een eigen retouradres per mail is het deel vóór de @ te lang
    .hint = Kies bij sender.envelope_from een adres met hoogstens { $most } tekens vóór de @, of zet sender.return_path = "one".
config-span = "{ $value }" is geen tijdsduur
    .hint = Schrijf een getal met een eenheid: 60s, 10min, 4h, 3d of 1h30min.
config-span-range = deze tijdsduur moet van { $from } tot en met { $to } zijn
    .hint = Kies een duur binnen deze grenzen.
config-size = "{ $value }" is geen grootte
    .hint = Schrijf bijvoorbeeld 10MiB, 25MB of 500kB.
config-rate = "{ $value }" is geen tempo
    .hint = Schrijf bijvoorbeeld 30/min, 2/s of 500/h, of unlimited.
config-address = "{ $value }" is geen adres waarmee gemaild kan worden
    .hint = Schrijf één gewoon adres, als naam@domein.example. Bij from en reply_to mag er een naam voor: Naam <naam@domein.example>.
config-path = "{ $value }" ligt niet in de map van deze campagne
    .hint = Schrijf het pad vanaf de map van de campagne, zonder / vooraan en zonder "..". Zet het bestand zo nodig in de map.
config-host = "{ $value }" is geen naam van een mailserver
    .hint = Schrijf alleen de naam of het IP-adres, zonder poort en zonder https://.
config-campaign-name = "{ $value }" kan geen naam van een campagne zijn
    .hint = Gebruik letters, cijfers en - _ . (hoogstens 64 tekens).

config-list-file = de lijst moet een .csv- of een .xlsx-bestand zijn
    .hint = Sla de lijst op als werkmap (.xlsx) of als CSV.
config-delimiter = dit is geen scheidingsteken voor een CSV
    .hint = Kies ";", "," of "tab".
config-exclude-column = er worden soorten organisaties uitgesloten, maar het is niet bekend in welke kolom de soort staat
    .hint = Noem de kolom bij list.columns.kind.
config-kinds-column = er staat welke soorten gemaild worden, maar het is niet bekend in welke kolom de soort staat
    .hint = Noem de kolom bij list.columns.kind.
config-attachment-typ = een .typ-bestand is een sjabloon en kan zelf niet mee
    .hint = Schrijf template = in plaats van file =. Dan wordt er voor elke organisatie een PDF van gemaakt.
config-template = een sjabloon voor een bijlage eindigt op .typ
    .hint = Gaat het bestand mee zoals het is? Schrijf dan file = in plaats van template =.
config-attachment-source = een bijlage heeft file, template of column nodig: precies één van de drie
    .hint = file is een vast bestand, template een sjabloon (.typ) dat per organisatie wordt ingevuld, column een kolom waarin per rij de naam van een bestand staat.
config-attachment-column = column en folder horen bij elkaar
    .hint = column is de kolom met de namen van de bestanden, folder de map waar die bestanden liggen.
config-style = deze waarde kan niet in de opmaak ({ $key })
    .hint = Gebruik letters, cijfers, spaties en # % . , - , zoals "#154273", "620" of "Segoe UI, Arial, sans-serif". De sleutel is in kleine letters.
config-cid = "{ $value }" kan geen naam van een afbeelding zijn
    .hint = Gebruik letters zonder accenten, cijfers en - (hoogstens 40 tekens). In de HTML staat dan src="cid:naam".
config-attachment-name = "{ $value }" is geen veilige naam voor een bijlage
    .hint = Gebruik letters zonder accenten, cijfers en - _ . en sluit af met een extensie, zoals toelichting.pdf.
config-attachment-twice = er is al een bijlage met de naam { $name }
    .hint = Geef elke bijlage een eigen naam.
config-attachment-confidential = dit stuk ligt vertrouwelijk ter inzage en mag niet mee
    .hint = Haal de bijlage weg. Klopt het niet dat het stuk vertrouwelijk is? Zet dan handling = "send", in overleg met wie de beslisnota schreef.
config-attachment-information = dit stuk is ter informatie en gaat niet mee
    .hint = Haal de bijlage weg. Moet het stuk wel mee? Zet dan handling = "send", in overleg met wie de beslisnota schreef.

config-host-port = "{ $value }" is geen plaats om mee te verbinden
    .hint = Schrijf naam en poort, zoals "127.0.0.1:2525" of "[::1]:465".
config-relay-kind = er staat een mailserver, maar niet dat die gebruikt moet worden
    .hint = Zet kind = "smtp" om via deze server te verzenden, of kind = "catcher" om alleen te proberen.
config-tls-none = zonder TLS kan alleen met een server op deze computer zelf, en dat is { $host } niet
    .hint = Zet tls = "starttls" of tls = "implicit".
config-password-without-user = er is een wachtwoord, maar geen naam om mee in te loggen
    .hint = Vul relay.user in, of haal relay.password_file weg.
config-password-missing = er is geen wachtwoord voor { $user }
    .hint = Zet het in een bestand dat alleen u kunt lezen ({ $key }, chmod 600), in { $variable } of in $CREDENTIALS_DIRECTORY/{ $credential }.
config-password-empty = het wachtwoord in { $from } is leeg
    .hint = Zet daar het wachtwoord neer, op één regel.
config-password-not-text = in { $from } staat geen wachtwoord op één regel
    .hint = Zet daar alleen het wachtwoord neer, als gewone tekst op één regel.
config-password-unreadable = het wachtwoord in { $from } kan niet gelezen worden ({ $why })
    .hint = Kijk of het bestand er is en of u het mag lezen.
config-password-open = anderen op deze computer kunnen bij { $from } (rechten { $mode })
    .hint = Maak het bestand van u alleen: chmod 600 { $from }
config-token-not-run = { $program }, dat een token moet geven, kan niet gestart worden ({ $why })
    .hint = Kijk naar returns.token_command: het programma met zijn hele pad, en elk argument apart, zoals in ["/usr/bin/oama", "access", "bericht"].
config-token-failed = { $program }, dat een token moet geven, eindigde met een fout ({ $code })
    .hint = Voer het zelf uit en lees wat het zegt; misschien moet u opnieuw inloggen.
config-token-endless = { $program }, dat een token moet geven, wordt niet klaar
    .hint = Voer het zelf uit: misschien wacht het tot u inlogt.
config-retry-max = de langste wachttijd ({ $max }) is korter dan de eerste ({ $first })
    .hint = Maak retry.max minstens zo lang als retry.first.

config-hours = "{ $value }" zijn geen uren van een dag
    .hint = Schrijf van vroeg tot laat, zoals 08:30-17:30.
config-days = "{ $value }" zijn geen dagen van de week
    .hint = Schrijf bijvoorbeeld mon-fri, mon,wed,fri of all.
config-timezone = de tijdzone "{ $value }" is niet bekend
    .hint = Schrijf een naam als Europe/Amsterdam.
config-day = hier moet een dag staan, zonder tijd
    .hint = Schrijf bijvoorbeeld 2024-11-21, zonder aanhalingstekens.
config-moment-incomplete = hier moet een dag met een tijd staan
    .hint = Schrijf bijvoorbeeld 2024-12-20T17:00:00, zonder aanhalingstekens. Zonder tijdzone geldt window.timezone.
config-moment-ambiguous = deze tijd bestaat die dag niet of twee keer, omdat de klok dan verzet wordt
    .hint = Kies een andere tijd, of schrijf het verschil met UTC erbij: 2024-10-27T02:30:00+01:00.
config-deadline-first = de uiterste tijd (deadline) valt niet na not_before
    .hint = Zet deadline later, of not_before vroeger.

config-role-name = "{ $value }" kan geen naam van een rol zijn
    .hint = Gebruik kleine letters, cijfers en streepjes, te beginnen met een letter: besluit, juridisch.
config-role-twice = een rol staat hier twee keer
    .hint = Noem elke rol één keer.
config-people-alike = “{ $one }” bij { $role } en “{ $second }” bij { $other } tellen als één persoon, maar zijn niet gelijk geschreven
    .hint = Is het één persoon? Schrijf de naam bij beide gelijk. Zijn het twee mensen? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
config-role-unknown = de rol { $role } hoeft niet akkoord te geven, maar er staat wel wie dat mag
    .hint = Zet { $role } ook bij approval.required, of haal deze regel weg.
config-approval-missing = deze mailserver kan iedereen bereiken, en er staat niet wie akkoord moet geven
    .hint = Zet bij [approval] bijvoorbeeld: required = ["inhoud", "juridisch", "besluit"]
config-approval-empty = deze mailserver kan iedereen bereiken, dus er moet iemand akkoord geven
    .hint = Noem bij approval.required minstens één rol. Zonder akkoord kan alleen met de ingebouwde opvang of een server op deze computer.
config-set-syntax = dit is geen SLEUTEL=WAARDE
    .hint = Schrijf bijvoorbeeld --set relay.port=2525
config-set-key = hier past geen waarde onder: het is geen sectie
    .hint = Noem de hele sleutel, zoals relay.port.
config-set-approval = wie akkoord moet geven, kan bij deze mailserver niet met --set worden veranderd
    .hint = Verander het in de instellingen zelf, waar iedereen het ziet, en verzegel opnieuw: heraut seal

config-serve-listen = “{ $value }” is geen IP-adres met een poort
    .hint = schrijf het zo: "127.0.0.1:8025"
config-serve-plain = buiten deze computer gaat de leespagina niet onversleuteld
    .hint = noem een certificaat en een sleutel (tls_cert en tls_key), of luister op 127.0.0.1
config-serve-half-tls = voor TLS zijn een certificaat en een sleutel allebei nodig
    .hint = noem tls_cert en tls_key
config-serve-url = “{ $value }” is geen adres voor de leespagina
    .hint = schrijf https:// en de naam, zonder iets erachter: "https://lezen.voorbeeldzaken.example"
config-mailbox-url = “{ $value }” is geen mailbox met TLS
    .hint = schrijf imaps://, de server, en de map als dat niet de inbox is: "imaps://imap.voorbeeldzaken.example/Teruggekomen"
config-mailbox-two-secrets = er zijn een wachtwoord en een programma voor een token allebei
    .hint = haal password_file of token_command weg
