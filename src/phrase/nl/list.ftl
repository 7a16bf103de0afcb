# De lijst: wat er mis is met het bestand, de kolommen en de rijen, en wat u eraan doet.
# Nooit de inhoud van een cel: rij en kolom zijn genoeg om die te vinden.

## Het bestand

list-file-missing = het bestand is er niet
    .hint = zet het bestand in de campagnemap, of pas list.file aan
list-file-unreadable = het bestand kan niet worden gelezen: { $why }
    .hint = kijk of u het bestand mag lezen en of het niet elders openstaat
list-format-unknown = { $kind ->
       *[old] dit is een oude Excel-werkmap (.xls), of een werkmap met een wachtwoord
        [web] dit is een webpagina, ook al heeft het bestand een andere naam
        [ods] dit is een OpenDocument-bestand (.ods)
        [xlsb] dit is een binaire Excel-werkmap (.xlsb)
        [xml] dit is een XML-werkblad van een oude Excel
        [numbers] dit is een bestand van Apple Numbers
        [word] dit is een tekstdocument, geen lijst
        [pdf] dit is een PDF-bestand, geen lijst
    }
    .hint = { $kind ->
       *[old] open de lijst in Excel en sla die op als .xlsx zonder wachtwoord
        [web] open het bestand in Excel, kijk of er niets ontbreekt, en sla het op als .xlsx
        [ods] open de lijst in LibreOffice en sla die op als .xlsx
        [numbers] open de lijst in Numbers en exporteer die als Excel (.xlsx)
        [word] zet de lijst in een werkblad en sla die op als .xlsx
        [pdf] vraag om de lijst zelf, als .xlsx of CSV; zet list.file op dat bestand
    }
list-file-large = het bestand is groter dan een lijst mag zijn ({ $most } MB)
    .hint = kijk of list.file het goede bestand noemt; haal afbeeldingen en andere werkbladen weg
list-templates-later = de sjablonen zijn nog niet met de kolommen vergeleken
    .hint = eerst moet de lijst te lezen zijn; daarna ziet u of elke naam klopt
list-empty = het bestand is leeg
    .hint = kijk of het juiste bestand in list.file staat
list-no-rows = onder de kolomkoppen staan geen organisaties
    .hint = kijk of het juiste bestand in list.file staat
list-encoding-not-stated = in de instellingen staat niet in welke tekencodering het bestand is; het lijkt { $encoding }
    .hint = kijk of letters met accenten kloppen, en zet dan onder [list]: encoding = "{ $encoding }"
list-encoding-differs = volgens de instellingen is het bestand { $stated }, maar het begint als { $found }
    .hint = zet onder [list]: encoding = "{ $found }"; of sla het bestand opnieuw op
list-encoding-wrong = volgens de instellingen is het bestand { $stated }, maar de letters met accenten zijn { $found }
    .hint = zet onder [list]: encoding = "{ $found }"; of sla het bestand opnieuw op als CSV UTF-8
list-encoding-no-mark = het bestand moet UTF-16 zijn, maar het teken aan het begin dat dat bevestigt ontbreekt
    .hint = sla het bestand opnieuw op als CSV UTF-8, en zet onder [list]: encoding = "utf-8"
list-encoding-doubtful = volgens de instellingen is het bestand windows-1252, maar het lijkt utf-8
    .hint = kijk of letters met accenten kloppen; zo niet, zet dan onder [list]: encoding = "utf-8"
list-code-page = het bestand is bewaard als { $written ->
       *[macintosh] Macintosh-tekst
        [ms-dos] MS-DOS-tekst
    }; zo gelezen als volgens de instellingen zijn letters met accenten verminkt ({ $example } voor Café, in { $cells ->
        [one] 1 cel
       *[other] { $cells } cellen
    })
    .hint = sla de lijst opnieuw op: in Excel als “CSV UTF-8”, niet als “CSV (Macintosh)” of “CSV (MS-DOS)”, en zet onder [list]: encoding = "utf-8". Horen de letters zo? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-misread = letters met accenten zijn verminkt: { $written ->
       *[utf-8] UTF-8
        [macintosh] Macintosh-tekst
        [ms-dos] MS-DOS-tekst
    } is eens gelezen als { $read ->
       *[windows-1252] windows-1252
        [macintosh] Macintosh-tekst
        [ms-dos] MS-DOS-tekst
    } en zo bewaard ({ $example } voor Café, in { $cells ->
        [one] 1 cel
       *[other] { $cells } cellen
    }, het eerst in rij { $row })
    .hint = neem de lijst van daarvoor, of typ in die cellen de goede letters. Horen de letters zo? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-code-page-doubtful = misschien zijn letters met accenten verminkt, alsof { $written ->
       *[utf-8] UTF-8
        [macintosh] Macintosh-tekst
        [ms-dos] MS-DOS-tekst
    } als { $read ->
       *[windows-1252] windows-1252
        [macintosh] Macintosh-tekst
        [ms-dos] MS-DOS-tekst
    } is gelezen (in { $cells ->
        [one] 1 cel
       *[other] { $cells } cellen
    }{ $row ->
        [0] )
       *[other] , het eerst in rij { $row })
    }
    .hint = kijk of letters met accenten kloppen; zo niet, sla de lijst dan opnieuw op als CSV UTF-8, of herstel die letters
list-delimiter-not-stated = in de instellingen staat niet wat de kolommen scheidt; het lijkt “{ $delimiter }”
    .hint = klopt dat, zet dan onder [list]: delimiter = "{ $delimiter }"
list-delimiter-differs = volgens de instellingen scheidt “{ $stated }” de kolommen, maar in het bestand is het “{ $found }”
    .hint = zet onder [list]: delimiter = "{ $found }"
list-too-long = de lijst is langer dan een lijst mag zijn ({ $rows } rijen)
    .hint = kijk of list.file het goede bestand noemt; lege rijen en cellen met spaties tellen mee
list-count = { $listed ->
        [one] de lijst heeft 1 rij
       *[other] de lijst heeft { $listed } rijen
    }, er werden er { $expected } verwacht
    .hint = zoek uit welke rijen erbij of weg zijn; klopt de lijst, pas dan list.expected aan

## De werkmap

list-workbook-unreadable = deze Excel-werkmap is niet te lezen
    .hint = open de werkmap in Excel en sla die opnieuw op als .xlsx
list-sheet-missing = er is geen werkblad “{ $sheet }”; wel: { $sheets }
    .hint = noem een daarvan onder [list], bij sheet
list-sheet-not-stated = de werkmap heeft meer werkbladen ({ $sheets }); gelezen is “{ $sheet }”
    .hint = { $known ->
        [yes] klopt dat, zet dan onder [list]: sheet = "{ $sheet }"
       *[no] geen ervan heeft de kolommen uit de instellingen; zet onder [list] bij sheet op welk werkblad de lijst staat
    }
list-sheet-wide = voorbij kolom { $columns } staat nog tekst
    .hint = haal weg wat naast de lijst staat; kijk bij een CSV of list.delimiter klopt
list-row-hidden = verborgen of weggefilterd in het werkblad
    .hint = maak de rij zichtbaar, of zet list.hidden_rows op "include" of "skip"
list-rows-skipped = { $rows ->
        [one] 1 verborgen rij is overgeslagen en telt niet mee
       *[other] { $rows } verborgen rijen zijn overgeslagen en tellen niet mee
    }
    .hint = dat is wat list.hidden_rows = "skip" zegt; kijk of het klopt
list-column-hidden = een verborgen kolom met tekst erin
    .hint = maak de kolom zichtbaar, of verwijder die
list-header-merged = samengevoegde cellen in de rij met kolomkoppen
    .hint = splits de cellen en geef elke kolom een eigen kop
list-row-merged = samengevoegde cellen: de tekst hoort maar bij één ervan
    .hint = splits de cellen en vul elke cel
list-cell-error = { $error ->
       *[other] een formule die een fout geeft: { $error }
        [hidden] een formule die een fout geeft
    }
    .hint = herstel de formule, of typ de waarde
list-cell-unreadable = wat in deze cel staat, is niet te lezen
    .hint = typ het opnieuw, en sla de werkmap op als .xlsx
list-cell-form = het is niet zeker hoe een rekenprogramma deze cel laat zien; de waarde is gelezen zonder de opmaak
    .hint = geef de cel een gewone getalopmaak, of typ als tekst wat er moet staan
list-cell-hidden = de opmaak van de cel verbergt wat erin staat
    .hint = geef de cel een andere opmaak, of maak die leeg
list-cell-no-date = een getal dat geen datum is, in een cel met datumopmaak
    .hint = typ de datum, of maak de cel leeg
list-formula-open = een formule die nooit is uitgerekend
    .hint = open de werkmap in Excel en sla die op, of typ de waarde
list-formula-doubtful = een formule geeft 0, en volgens de werkmap moeten de formules nog worden uitgerekend
    .hint = open de werkmap in Excel en sla die op, en kijk of die 0 klopt

## De kolommen

list-column-missing = { $count ->
        [one] de kolom { $columns } ontbreekt
       *[other] deze kolommen ontbreken: { $columns }
    }{ $shown ->
        [0] {""}
       *[other] ; gevonden koppen: { $headers }
    }
    .hint = geef de kolommen de koppen uit de instellingen, of noem de koppen van de lijst onder [list.columns] (en bij column onder [list.period])
list-rows-above = boven de kolomkoppen in rij { $row } staat nog iets; dat is overgeslagen
    .hint = kijk of daar geen organisatie staat
list-header-twice = deze kop staat ook boven kolom { $other }
    .hint = geef elke kolom een eigen kop
list-header-empty = onder deze kolom staat tekst, maar de kolom heeft geen kop
    .hint = geef de kolom een kop, of maak die leeg
list-header-address = de eerste rij bevat een e-mailadres; waarschijnlijk ontbreken de kolomkoppen
    .hint = zet boven de lijst een rij met de kop van elke kolom

## De vorm van een rij

list-row-empty = een lege rij midden in de lijst
    .hint = haal de rij weg, of kijk of hier een organisatie hoort te staan
list-row-short = { $cells ->
        [one] 1 cel waar { $columns } kolommen zijn
       *[other] { $cells } cellen waar { $columns } kolommen zijn
    }
    .hint = kijk of er een scheidingsteken ontbreekt, of een aanhalingsteken te veel staat
list-row-long = { $cells ->
        [one] 1 cel waar { $columns } kolommen zijn
       *[other] { $cells } cellen waar { $columns } kolommen zijn
    }
    .hint = { $kind ->
       *[csv] zet tekst met een scheidingsteken erin tussen aanhalingstekens
        [workbook] haal weg wat naast de lijst staat, of geef die kolom een kop
    }
list-row-struck = tekst in deze rij is doorgestreept
    .hint = kijk of deze organisatie nog gemaild moet worden; zo niet, sluit die dan uit met een grond
list-cell-note = bij deze cel hoort een notitie of opmerking
    .hint = lees die in de werkmap: misschien staat er dat deze organisatie niet gemaild moet worden
list-cell-long = meer tekst dan in een cel mag staan ({ $most } tekens)
    .hint = kijk of er een aanhalingsteken te veel of te weinig staat; maak de tekst anders korter
list-quote-open = hier begint een aanhalingsteken dat nergens eindigt; de rijen eronder zijn niet gelezen
    .hint = sluit het aanhalingsteken, of haal het weg
list-quote-after = tekst achter het laatste aanhalingsteken van de cel
    .hint = zet de hele cel tussen aanhalingstekens, en schrijf een aanhalingsteken erin dubbel
list-undecodable = tekens die niet te lezen zijn in de tekencodering van het bestand
    .hint = pas list.encoding aan, of sla het bestand opnieuw op als CSV UTF-8
list-lost-character = een teken dat al eerder verloren is gegaan (�)
    .hint = zoek het goede teken op en typ het opnieuw
list-cell-mangled = Excel heeft hier waarschijnlijk een code in een getal of datum veranderd
    .hint = maak de kolom op als tekst en typ de waarde opnieuw
list-cell-zeros = hier is waarschijnlijk een nul vooraan weggevallen
    .hint = maak de kolom in Excel op als tekst en typ het nummer opnieuw
list-cell-nothing = { $what ->
       *[error] tekst zoals #N/B of #VERW!: een rekenprogramma zet dat neer waar een formule een fout geeft
        [nothing] een woord zoals NULL, nan of N/A: een programma zet dat neer waar niets is ingevuld
    }
    .hint = zoek op wat hier hoort te staan, of maak de cel leeg. Klopt het zo? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-cell-entity = hier staat een teken zoals in de code van een webpagina (&amp; voor &)
    .hint = typ het teken zelf. Klopt het zo? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-control-character = een stuurteken dat niet in een mail hoort
    .hint = typ de inhoud van de cel opnieuw

## Nummer en naam

list-id-empty = er staat geen nummer
    .hint = geef de rij een eigen nummer
list-id-form = dit kan geen nummer zijn: hoogstens 64 tekens, zonder spaties en onzichtbare tekens
    .hint = pas het nummer aan
list-id-twice = hetzelfde nummer als { $others ->
        [one] rij { $rows }
       *[other] rijen { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , en nog { $more } andere
    }
    .hint = geef elke rij een eigen nummer
list-organisation-empty = de naam van de organisatie ontbreekt
    .hint = vul de naam in
list-name-invisible = een onzichtbaar teken in de naam
    .hint = typ de naam opnieuw
list-name-mixed-scripts = een woord met letters uit verschillende schriften door elkaar
    .hint = typ de naam opnieuw
list-id-zeros = een nummer waarvan waarschijnlijk de nullen vooraan weg zijn
    .hint = maak de kolom in Excel op als tekst en typ het nummer opnieuw
list-id-telling = een nummer dat verraadt van wie de rij is: nummers zijn te zien waar namen dat niet zijn
    .hint = geef de rijen nummers die niets verraden, of laat ze maken: heraut check --write-ids BESTAND
list-organisation-twice = dezelfde naam als { $others ->
        [one] rij { $rows }
       *[other] rijen { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , en nog { $more } andere
    }, op hoofdletters, leestekens of rechtsvorm na
    .hint = laat één rij staan, of zet list.duplicates.organisation = "send" als elke rij een eigen mail moet krijgen
list-organisation-alike = dezelfde naam als rij { $other }, op hoofdletters, leestekens of rechtsvorm na
    .hint = is dit één organisatie, laat dan één rij staan
list-organisation-left-out = dezelfde naam als rij { $other }, maar slechts één van de twee wordt gemaild
    .hint = is dit één organisatie, sluit dan beide rijen uit of geen van beide

## Uitsluiten

list-kind-empty = de soort organisatie ontbreekt, dus niemand weet of deze rij gemaild mag worden
    .hint = vul de soort in
list-kind-empty-mailed = de soort organisatie ontbreekt; deze rij wordt wel gemaild
    .hint = vul de soort in, of noem bij list.kinds welke soorten gemaild worden: dan is een lege soort een fout
list-kind-near = dit lijkt op “{ $kind }”, een soort die is uitgesloten, maar het is anders geschreven; deze rij wordt gemaild
    .hint = verbeter de schrijfwijze als deze organisatie niet gemaild moet worden
list-kind-not-named = { $found ->
        [0] deze soort staat niet in list.kinds, dus het is niet bekend of deze rij gemaild mag worden
       *[other] deze soort staat niet in list.kinds; wel lijkt die op “{ $kind }”
    }
    .hint = verbeter de soort, of voeg die toe: aan list.kinds als die gemaild wordt, anders als [[list.exclude]]
list-period-unreadable = hier staan geen jaren die te lezen zijn
    .hint = schrijf de jaren voluit, zoals 2023, 2024
list-period-empty = hier is niets ingevuld; daarom is deze rij uitgesloten
    .hint = kijk of er echt geen contact was; vul anders de jaren in

## Het register van uitsluitingen

list-register-missing = het register van uitsluitingen is er niet, dus niemand weet wie er uitgesloten is
    .hint = zet het bestand in de campagnemap, of pas list.register aan
list-register-column = de kolom “{ $column }” (of “{ $other }”) ontbreekt in het register
    .hint = geef het register de koppen wat, grond, wie en wanneer
list-register-empty = hier moet iets staan: een uitsluiting heeft een grond, een naam en een datum
    .hint = vul de cel in
list-register-date = dit is geen datum die te lezen is
    .hint = schrijf de datum voluit, zoals 31-12-2024
list-register-what = dit is geen nummer van een rij, geen e-mailadres en geen domein
    .hint = schrijf een nummer uit de lijst, een e-mailadres, of een domein met een apenstaartje ervoor
list-register-twice = dit staat ook in rij { $other } van het register
    .hint = laat één van de twee staan
list-register-unused = deze regel sluit niemand op de lijst uit
    .hint = kijk of er een tikfout in staat

## Adressen

list-address-twice = hetzelfde e-mailadres als { $others ->
        [one] rij { $rows }
       *[other] rijen { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , en nog { $more } andere
    }
    .hint = zoek voor elke organisatie een eigen adres, of zet list.duplicates.address = "send"
list-address-shared = hetzelfde e-mailadres als { $others ->
        [one] rij { $rows }
       *[other] rijen { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , en nog { $more } andere
    }; daar komen dus meer mails aan
    .hint = kijk of dat de bedoeling is
list-address-left-out = hetzelfde e-mailadres als rij { $other }, die niet wordt gemaild
    .hint = kijk of op dit adres wel een mail mag aankomen
list-address-free-mail = een adres bij een gratis mailaanbieder; het kan van één persoon zijn
    .hint = kijk of de organisatie een eigen adres heeft
list-address-role = een mailbox die meestal niemand leest
    .hint = zoek een adres waar de organisatie haar mail leest
list-address-typo = achter het apenstaartje staat waarschijnlijk een tikfout; bedoeld is misschien { $meant }
    .hint = zoek het adres op en verbeter het
list-address-mixed-scripts = achter het apenstaartje staan letters uit verschillende schriften door elkaar
    .hint = typ het adres opnieuw zoals de organisatie het zelf schrijft
address-empty = er staat geen e-mailadres
    .hint = vul een adres in, of sluit de organisatie uit met een grond
address-invisible = een onzichtbaar teken in het adres, op plaats { $position }
    .hint = typ het adres opnieuw in plaats van het te plakken
address-space = een spatie in het adres, op plaats { $position }
    .hint = haal de spatie weg
address-no-at = er staat geen apenstaartje (@) in het adres
    .hint = vul het hele adres in
address-several-ats = meer dan één apenstaartje (@) in één adres
    .hint = zet elk adres in een eigen kolom
address-character = een teken dat niet in een adres kan, op plaats { $position }
    .hint = laat alleen het adres staan: geen naam, haakjes, aanhalingstekens of tweede adres
address-comma = een komma op plaats { $position }, waar een punt hoort
    .hint = vervang de komma door een punt
address-local-dots = een punt op de verkeerde plaats voor het apenstaartje, of er staat niets voor
    .hint = vul het hele adres in, zonder punt aan het begin of eind en zonder twee punten achter elkaar
address-local-not-ascii = een letter met een accent voor het apenstaartje, op plaats { $position }
    .hint = vraag de organisatie om een adres zonder accenten
address-local-long = meer dan 64 tekens voor het apenstaartje
    .hint = kijk of hier één adres staat
address-domain-incomplete = wat achter het apenstaartje staat is niet compleet
    .hint = vul het hele adres in
address-domain-character = achter het apenstaartje staat een teken dat daar niet kan
    .hint = alleen letters, cijfers, punten en streepjes kunnen daar
address-too-long = het adres is te lang
    .hint = kijk of hier één adres staat
address-local-sign = { $sign ->
       *[dash] een streep ({ $code })
        [soft] een zacht afbreekstreepje ({ $code }), dat niet altijd te zien is,
        [quote] een krul- of accentteken ({ $code })
    } voor het apenstaartje, op plaats { $position }
    .hint = { $sign ->
       *[dash] typ daar het streepje van het toetsenbord (-)
        [soft] haal het weg; hoort er een streepje, typ dan dat van het toetsenbord (-)
        [quote] typ daar de rechte apostrof van het toetsenbord ('), of haal het weg
    }
address-domain-sign = { $sign ->
       *[dash] een streep ({ $code })
        [soft] een zacht afbreekstreepje ({ $code }), dat niet altijd te zien is,
        [quote] een aanhalings- of accentteken ({ $code })
    } achter het apenstaartje, op plaats { $position }; dat heeft geen enkele internetnaam
    .hint = { $sign ->
       *[dash] typ daar het streepje van het toetsenbord (-)
        [soft] haal het weg; hoort er een streepje, typ dan dat van het toetsenbord (-)
        [quote] haal het weg; hoort er een streepje, typ dan dat van het toetsenbord (-)
    }
address-domain-not-idn = wat achter het apenstaartje staat kan geen internetnaam zijn
    .hint = kijk of alle letters kloppen
address-domain-number = het adres eindigt op een getal
    .hint = vul het adres in zoals de organisatie het zelf schrijft

## Nummers van rijen

list-id-column-unset = in de instellingen staat niet welke kolom het nummer van een rij heeft
    .hint = noem de kolom in list.columns.id; heeft de lijst er geen, laat er dan een maken: heraut check --write-ids BESTAND.csv
list-ids-exists = dit bestand bestaat al; er is niets geschreven
    .hint = kies een andere naam
list-ids-unwritten = het bestand kon niet worden geschreven ({ $why })
    .hint = kijk of er plaats is, en of u in deze map mag schrijven

## Kolommen naast elkaar

list-cell-elsewhere = dit past beter bij rij { $other } dan bij deze rij, als u kijkt naar “{ $beside }”
    .hint = zet de cel in de goede rij. Staat die wel goed? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-column-sorted = deze kolom lijkt los gesorteerd: als u kijkt naar “{ $beside }”, horen { $count } cellen in een andere rij (rijen { $rows }{ $more ->
        [0] )
       *[other] {" "}en nog { $more })
    }
    .hint = maak het sorteren ongedaan of neem de lijst van daarvoor; sorteer altijd alle kolommen samen. Klopt de kolom wel? Accepteer dat dan met een reden ([[list.accept]])
list-column-shifted-up = deze kolom lijkt { $by ->
        [one] 1 rij
       *[other] { $by } rijen
    } omhoog geschoven: als u kijkt naar “{ $beside }”, horen { $count } cellen lager (rijen { $rows }{ $more ->
        [0] )
       *[other] {" "}en nog { $more })
    }
    .hint = zoek welke cel is verwijderd en zet die terug. Klopt de kolom wel? Accepteer dat dan met een reden ([[list.accept]])
list-column-shifted-down = deze kolom lijkt { $by ->
        [one] 1 rij
       *[other] { $by } rijen
    } omlaag geschoven: als u kijkt naar “{ $beside }”, horen { $count } cellen hoger (rijen { $rows }{ $more ->
        [0] )
       *[other] {" "}en nog { $more })
    }
    .hint = zoek welke cel is ingevoegd en haal die weg. Klopt de kolom wel? Accepteer dat dan met een reden ([[list.accept]])
list-column-mixed = als u kijkt naar “{ $beside }”, horen { $count } cellen van deze kolom in een andere rij (rijen { $rows }{ $more ->
        [0] )
       *[other] {" "}en nog { $more })
    }
    .hint = vergelijk de kolommen met de lijst waar ze vandaan komen. Kloppen ze wel? Accepteer dat dan met een reden ([[list.accept]])
list-cell-of-another = bij de vorige verzegeling stond dit bij { $other ->
        [0] een organisatie die niet meer op de lijst staat
       *[other] rij { $other }{ $known ->
            [0] {""}
           *[other] {" "}({ ID($id, word: "nr.") })
        }
    }
    .hint = zet de cel in de goede rij. Staat die wel goed? Accepteer dat dan met een reden ([[list.accept]], zie docs/list.md)
list-column-of-others = { $count } cellen van deze kolom stonden bij de vorige verzegeling bij een andere organisatie: bijvoorbeeld { $examples }
    .hint = kijk of deze kolom, of die met de nummers, los is gesorteerd of verschoven. Klopt de kolom wel? Accepteer dat dan met een reden ([[list.accept]])
list-accept-never = er is geen melding “{ $code }” die u kunt accepteren
    .hint = { $near ->
        [yes] bedoelt u “{ $nearest }”?
       *[no] wat u kunt accepteren, staat in docs/list.md: list-cell-… en list-column-…
    }
list-accept-unused = “{ $code }” is in de instellingen geaccepteerd, maar die melding komt nergens meer voor
    .hint = haal het blok [[list.accept]] daarvan uit de instellingen
