# notice: sjablonen, samenvoegen, bijlagen en het opmaken van de mail

## Sjablonen

notice-template-unreadable = Dit sjabloon is niet te lezen.
    .hint = Kijk of het bestand er staat, en of de naam in de instellingen klopt.
notice-template-large = Dit sjabloon is groter dan de tekst van een mail mag zijn ({ $most } MB).
    .hint = Kijk of de instellingen het goede bestand noemen; afbeeldingen horen bij [[notice.inline]].
notice-template-not-utf8 = Hier staat een teken dat geen UTF-8 is.
    .hint = Bewaar het bestand als UTF-8.
notice-template-empty = Dit sjabloon is leeg.
    .hint = Zet de tekst erin die de organisaties moeten lezen.
notice-template-control = Op deze regel staat een stuurteken.
    .hint = Typ de regel opnieuw. Vaak komt zo’n teken mee bij kopiëren en plakken.
notice-template-syntax = De dubbele accolades op deze regel kloppen niet.
    .hint = Kijk of elke {"{{"} een {"}}"} heeft, en elke {"{{#if …}}"} een {"{{/if}}"}.
notice-template-unsupported = Deze constructie kan niet in een sjabloon.
    .hint = Zet de tekst in het sjabloon zelf, of in een gedeeld stuk: {"{{> naam}}"}.
notice-unescaped = Drie accolades of {"{{&"} zetten een waarde onbeschermd in de mail.
    .hint = Schrijf de naam tussen twee accolades: {"{{naam}}"}.
notice-subject-lines = Het onderwerp heeft meer dan één regel.
    .hint = Maak er één regel van.
notice-partials-folder = Dit sjabloon voegt “{ $name }” in, maar er is geen map met gedeelde stukken.
    .hint = Zet in de instellingen bij [notice]: partials = "templates/stukken", en leg het stuk daar neer.
notice-partial-unknown = Het gedeelde stuk “{ $name }” is er niet.
    .hint = In de map van notice.partials hoort voor de tekst een bestand naam.txt.hbs, en voor de HTML naam.html.hbs.
notice-partial-nested = Een gedeeld stuk kan zelf geen ander stuk (“{ $name }”) invoegen.
    .hint = Voeg beide in vanuit het sjabloon.
notice-mjml-syntax = Van dit MJML-sjabloon is geen HTML te maken.
    .hint = Kijk of elke <mj-…> is afgesloten en alles op zijn plaats staat.
notice-mjml-element = <{ $name }> kan hier niet staan.
    .hint = Is de <mj-…> ervoor afgesloten, en klopt de naam? Een sectie bevat kolommen, een kolom bevat teksten en afbeeldingen.
notice-mjml-include = <mj-include> voegt een ander bestand in, en dat kan hier niet.
    .hint = Schrijf de tekst hier, of zet een gedeeld stuk in <mj-text> of <mj-raw>: {"{{> naam}}"}.
notice-mjml-unclosed = Hier wordt iets afgesloten dat niet open is, of daarbinnen is nog iets open.
    .hint = Kijk of elke <mj-…> op deze regel en erboven een eigen sluitteken heeft.
notice-mjml-end = Het sjabloon houdt op voordat elke <mj-…> is afgesloten.
    .hint = Sluit ze af, als laatste met </mjml>.
notice-mjml-attribute = Het kenmerk “{ $name }” ontbreekt bij deze <mj-…>.
    .hint = Zet het erbij: { $name }="…".
notice-mjml-xml = Een <mj-…> of een kenmerk daarvan is niet goed geschreven.
    .hint = Zet elke waarde tussen aanhalingstekens, en sluit elke < af met >.
notice-mjml-attribute-unknown = MJML kent het kenmerk “{ $name }” hier niet en laat het weg.
    .hint = Kijk of de naam klopt, of haal het weg.
notice-mjml-inline = inline="inline" werkt hier niet: deze regels blijven boven in de mail staan, en sommige mailprogramma's lezen ze daar niet.
    .hint = Zet kleuren en lettertypen als kenmerk bij de <mj-…> zelf, of in <mj-attributes>.
notice-mjml-lost = Wat hier staat, gaat verloren als van de MJML HTML wordt gemaakt.
    .hint = Zet de naam in de inhoud van een <mj-text>, <mj-raw> of <mj-title>.
notice-inline-unknown = De HTML toont een afbeelding “{ $name }” die niet in de instellingen staat.
    .hint = Voeg de afbeelding toe bij [[notice.inline]], of haal die weg.
notice-inline-unused = De afbeelding “{ $name }” gaat mee, maar de HTML toont die niet.
    .hint = Haal die weg bij [[notice.inline]], of toon die met <img src="cid:naam" alt="…">.
notice-inline-twice = Twee afbeeldingen heten “{ $name }”.
    .hint = Geef elke afbeelding een eigen cid.
notice-inline-kind = De afbeelding “{ $name }” is geen png, jpg of gif.
    .hint = Bewaar de afbeelding in een van die soorten, met de goede extensie.
notice-helper-unknown = “{ $name }” kan hier niet staan.
    .hint = { $instead }
notice-helper-known = Hier kan wel: { $known }.
notice-helper-or-column = Is “{ $column }” een kolom? Schrijf dan {"{{["}{ $column }{"]}}"}. Wat hier verder kan: { $known }.
notice-name-is-call = “{ $name }” is hier een opdracht, geen naam.
    .hint = Is het een kolom? Schrijf dan {"{{["}{ $name }{"]}}"}.
notice-call = Zo werkt “{ $name }” niet.
    .hint = Kijk in docs/notice.md wat er achter moet staan.
notice-block-condition = Een blok kijkt naar precies één naam of voorwaarde.
    .hint = Schrijf bijvoorbeeld {"{{#if contactpersoon}}"}.
notice-placeholder-path = “{ $name }” is geen naam van een kolom of waarde.
    .hint = Schrijf alleen de naam. Staat er een punt of een schuine streep in de naam, zet die dan tussen rechte haken: {"{{[a.b]}}"}.
notice-placeholder-unknown = De naam “{ $name }” is geen kolom van de lijst en geen waarde in de instellingen.
    .hint = { $near ->
        [yes] Bedoelt u {"{{"}{ $nearest }{"}}"}?
       *[no] Kijk naar de kopregel van de lijst en naar [notice.values] in de instellingen.
    }

## Waarden in de instellingen

notice-value-is-column = “{ $name }” is een kolom van de lijst én een waarde in de instellingen.
    .hint = Kies voor een van beide een andere naam.
notice-value-empty = De waarde “{ $name }” is leeg.
    .hint = Vul de waarde in, of haal die weg.
notice-value-control = In de waarde “{ $name }” staat een stuurteken.
    .hint = Typ de waarde opnieuw.
notice-value-unused = De waarde “{ $name }” staat in geen enkel sjabloon.
    .hint = Bent u die ergens vergeten? Haal die anders weg.
notice-sender-control = In de naam bij { $key } staat een stuurteken.
    .hint = Typ de naam opnieuw, op één regel.
notice-accept-never = De melding “{ $code }” bestaat niet, of is niet te accepteren.
    .hint = { $near ->
        [yes] Bedoelt u “{ $nearest }”?
       *[no] Alleen meldingen over de mails zelf (notice-lint-…) en over documenten (notice-pdf-…, notice-office-…) zijn te accepteren. Een melding die een andere organisatie noemt, nooit.
    }
notice-accept-unused = “{ $code }” is in de instellingen geaccepteerd, maar die melding komt nergens meer voor.
    .hint = Haal het blok [[notice.accept]] daarvan uit de instellingen.

## Eén rij

notice-merge-empty = Rij { $row } ({ ID($id, word: "nr.") }) heeft niets in “{ $column }”, en dat moet hier staan.
    .hint = Vul de cel, of laat deze plek weg als de cel leeg is: {"{{#if "}{ $column }{"}}"}…{"{{/if}}"}.
notice-merge-control = Rij { $row } ({ ID($id, word: "nr.") }) heeft een stuurteken in “{ $column }”.
    .hint = Typ de cel opnieuw.
notice-merge-unread = Rij { $row } ({ ID($id, word: "nr.") }): wat in “{ $column }” staat, kan de opdracht hier niet lezen.
    .hint = Typ het zoals de opdracht het verwacht: een datum als 16-12-2024, een getal of bedrag als 1234,50.
notice-merge-stuck = Bij rij { $row } ({ ID($id, word: "nr.") }) kan een opdracht hier de waarde niet lezen.
    .hint = Kijk wat er in de cel staat, bijvoorbeeld een datum als 16-12-2024 of een getal als 1234,50.
notice-part-empty = Bij rij { $row } ({ ID($id, word: "nr.") }) blijft er van dit sjabloon niets over.
    .hint = Geef de voorwaarden in het sjabloon ook een {"{{else}}"}.
notice-part-large = Bij rij { $row } ({ ID($id, word: "nr.") }) geeft dit sjabloon meer dan { $most } MB tekst.
    .hint = Zoek een veld dat hier heel vaak staat, en een heel lange cel in die rij.
notice-organisation-control = Rij { $row } ({ ID($id, word: "nr.") }) heeft een stuurteken in de naam van de organisatie.
    .hint = Typ de naam opnieuw.
notice-subject-control = Bij rij { $row } ({ ID($id, word: "nr.") }) komt er een stuurteken in het onderwerp.
    .hint = Kijk welke cel in het onderwerp staat, en typ die opnieuw.
notice-wire = De mail van rij { $row } ({ ID($id, word: "nr.") }) is niet veilig te verzenden.
    .hint = Dit is een fout van heraut zelf. Meld die, met het sjabloon erbij.

## Bijlagen

notice-attachment-unreadable = De bijlage { $name } is niet te lezen.
    .hint = Kijk of het bestand er staat, en of de naam in de instellingen klopt.
notice-attachment-empty = De bijlage { $name } is een leeg bestand.
    .hint = Zet het goede bestand op zijn plaats.
notice-attachment-too-large = De bijlage { $name } wordt in de mail { $size } kB; een hele mail mag { $most } kB zijn (notice.max_size).
    .hint = Maak het bestand kleiner.
notice-mail-too-large = De hele mail wordt { $size } kB, met bijlagen en al; meer dan { $most } kB is niet toegestaan (notice.max_size). Voor het eerst bij rij { $row } ({ ID($id, word: "nr.") }).
    .hint = Maak de bijlagen kleiner, of stuur er minder mee. Neemt de mailserver meer aan? Verhoog dan notice.max_size; wat de server aanneemt, zegt: heraut preflight
notice-attachments-too-large = De bijlagen worden samen { $size } kB; een hele mail mag { $most } kB zijn (notice.max_size).
    .hint = Maak de bestanden kleiner, of stuur er minder mee.
notice-attachment-handling = { $name } mag niet worden verzonden: zo staat het in de instellingen.
    .hint = Haal dit stuk uit de bijlagen. Alleen een stuk met handling = "send" gaat mee.
notice-attachment-name = De naam “{ $name }” kan niet elk mailprogramma lezen.
    .hint = Gebruik alleen letters zonder accent, cijfers, streepje, laag streepje en punt; hoogstens { $most } tekens, met een extensie.
notice-attachment-name-twice = Twee bijlagen heten { $name }.
    .hint = Geef elke bijlage een eigen naam.
notice-attachment-kind-unknown = Een bestand als { $name } kan niet als bijlage mee.
    .hint = Dit kan wel: { $known }.
notice-attachment-kind-differs = Het bestand is iets anders dan de naam { $name } zegt.
    .hint = Bewaar het bestand opnieuw in de goede soort, of verander de extensie.
notice-attachment-stuck = De bijlage { $name } is niet in de mail te zetten.
    .hint = Geef de bijlage een eenvoudiger naam.
notice-letters-not-built = { $name } komt uit een .typ-sjabloon, en deze versie van heraut kan daar geen PDF van maken.
    .hint = Gebruik de versie van heraut met brieven (feature “letters”), of maak zelf één PDF en zet die bij file = "…".
notice-letter-author = In de eigenschappen van de brief { $name } voor rij { $row } ({ ID($id, word: "nr.") }) zou een auteur staan.
    .hint = Haal “author” weg bij “set document” in het sjabloon. Wie de brief ondertekent, staat in de brief zelf.
notice-letter-syntax = Het sjabloon van { $name } is geen geldige Typst: { $message }
    .hint = Verbeter de regel. Met “typst compile” ziet u meteen wat er mis is.
notice-letter-stuck = Van het sjabloon van { $name } is voor rij { $row } ({ ID($id, word: "nr.") }) geen brief te maken: { $message }
    .hint = Gebruikt het sjabloon een kolom die bij deze rij leeg is? Een lege cel staat niet in de gegevens: vraag dan met data.at("kolom", default: none).
notice-file-column = De kolom waarin de bestanden voor { $name } staan, is er niet.
    .hint = Kijk naar de kopregel van de lijst en naar column bij deze bijlage.
notice-file-folder = De map met de bestanden voor { $name } is er niet, of is een verwijzing naar een andere plaats.
    .hint = Zet de bestanden in een gewone map binnen de campagne.
notice-file-none = Bij { ID($id, word: "nr.") } staat geen bestand voor { $name }.
    .hint = Vul de naam van het bestand in.
notice-file-name = Bij { ID($id, word: "nr.") } staat voor { $name } iets dat geen gewone bestandsnaam is.
    .hint = Schrijf alleen de naam van een bestand in de map, zonder map ervoor.
notice-file-missing = Het bestand dat bij { ID($id, word: "nr.") } voor { $name } staat, ligt niet in de map.
    .hint = Leg het er neer, of verbeter de naam. Een verwijzing (link) naar een bestand elders telt niet.
notice-files-shared = Deze rijen krijgen hetzelfde bestand als { $name }: { ID($ids, word: "nr.") }.
    .hint = Is dat zo bedoeld? Anders krijgt een organisatie het stuk van een ander.
notice-file-unused = { $count ->
        [one] 1 bestand voor { $name } wordt door geen rij genoemd: { $files }.
       *[other] { $count } bestanden voor { $name } worden door geen rij genoemd: { $more ->
            [0] { $files }.
           *[other] { $files }, en nog { $more }.
        }
    }
    .hint = Mist een organisatie een eigen stuk, of mag het weg?
notice-pdf-locked = De bijlage { $name } is versleuteld of beveiligd.
    .hint = Bewaar de PDF zonder beveiliging: voorleesprogramma’s komen er anders niet in.
notice-pdf-active = In de bijlage { $name } zit iets dat wordt uitgevoerd of opgehaald, of nog een bestand.
    .hint = Maak de PDF opnieuw, zonder scripts, formulieren, acties bij het openen en ingesloten bestanden.
notice-pdf-elsewhere = In de bijlage { $name } zit een koppeling naar een ander bestand, dat de lezer niet heeft.
    .hint = Kijk of die koppeling erin hoort, en of de naam van dat bestand iets verraadt.
notice-pdf-comments = In de bijlage { $name } staan opmerkingen van een lezer, vaak met diens naam.
    .hint = Haal de opmerkingen en markeringen weg, of maak de PDF opnieuw uit de bron.
notice-pdf-author = In de eigenschappen van de bijlage { $name } staat wie die maakte of bewaarde.
    .hint = Haal de naam weg bij de eigenschappen van het document en maak de PDF opnieuw.
notice-pdf-untagged = De bijlage { $name } heeft geen labels: een voorleesprogramma kent geen koppen, lijsten of volgorde.
    .hint = Maak een PDF met labels (PDF/UA).
notice-pdf-language = De bijlage { $name } zegt niet in welke taal de tekst is: een voorleesprogramma leest die dan misschien met een verkeerde uitspraak voor.
    .hint = Stel de taal van het document in en maak de PDF opnieuw.
notice-pdf-language-other = De bijlage { $name } zegt een andere taal te hebben ({ $language }) dan de mail ({ $mail }): een voorleesprogramma leest de bijlage voor met de uitspraak van die taal.
    .hint = Klopt die taal niet? Stel dan de taal van het document in en maak de PDF opnieuw.
notice-pdf-title = De bijlage { $name } heeft geen titel: een voorleesprogramma noemt dan alleen de bestandsnaam.
    .hint = Vul de titel in bij de eigenschappen van het document en maak de PDF opnieuw.
notice-pdf-packed = De bijlage { $name } is niet helemaal te lezen{ $count ->
        [0] { "" }
        [one] {" "}(pagina { $pages })
       *[other] {" "}(pagina's { $pages })
    }. Wat niet te lezen is, is niet te controleren: namen van andere organisaties, scripts, labels, taal en titel.
    .hint = Laat iemand het stuk lezen in een PDF-lezer en accepteer deze melding, of bewaar de PDF als PDF/UA-1.
notice-pdf-picture = De bijlage { $name } toont een afbeelding zonder tekst op { $count ->
        [one] pagina { $pages }
       *[other] de pagina's { $pages }
    }. Woorden in een afbeelding zijn niet te controleren, en een voorleesprogramma leest ze niet voor.
    .hint = Maak de PDF uit de tekst zelf, of laat iemand deze pagina's lezen en accepteer deze melding.
notice-pdf-curves = De bijlage { $name } toont lijnen en krommen zonder tekst op { $count ->
        [one] pagina { $pages }
       *[other] de pagina's { $pages }
    }. Woorden die zo getekend zijn, zijn niet te controleren, en een voorleesprogramma leest ze niet voor.
    .hint = Maak de PDF uit de tekst zelf, of laat iemand deze pagina's lezen en accepteer deze melding.
notice-pdf-font = In de bijlage { $name } staat een lettertype dat niet zegt welke letters het toont, op { $count ->
        [one] pagina { $pages }
       *[other] de pagina's { $pages }
    }. Wat daar staat, is niet te controleren.
    .hint = Maak de PDF opnieuw met lettertypen die als tekst te kopiëren zijn, of laat iemand deze pagina's lezen en accepteer deze melding.
notice-picture-maker = Een afbeelding ({ $name }) zegt wie die maakte, of waar.
    .hint = Haal die gegevens weg (in Windows: Eigenschappen, Details, “Eigenschappen en persoonlijke gegevens verwijderen”) of bewaar de afbeelding zonder.
notice-picture-unread = Een afbeelding ({ $name }) bevat een tekst die niet helemaal uit te pakken is, of die groter is dan 1 MB. Wat niet te lezen is, is niet te controleren: namen van de maker of van andere organisaties.
    .hint = Bewaar de afbeelding zonder haar eigenschappen, of laat iemand die bekijken en accepteer deze melding.
notice-office-author = In { $name } staat een naam die de lezer niet ziet: van de auteur, van wie het bewaarde, of van wie erin schreef.
    .hint = Haal de namen weg (in Word en Excel: Bestand, Info, Controleren op problemen, Document controleren), of maak er een PDF van.
notice-office-properties = In { $name } staan eigen eigenschappen, die de lezer niet ziet: vaak een label, een dossiernaam of een naam.
    .hint = Haal ze weg (in Word en Excel: Bestand, Info, Controleren op problemen, Document controleren), of maak er een PDF van.
notice-office-path = In { $name } staat de plek van een bestand op een computer of in een netwerk, vaak met de naam van een medewerker.
    .hint = Haal die weg (in Word en Excel: Bestand, Info, Controleren op problemen, Document controleren) en ook koppelingen naar eigen bestanden en sjablonen, of maak er een PDF van.
notice-office-remote = De bijlage { $name } haalt bij het openen iets op dat er niet in zit, zoals een afbeelding of gegevens.
    .hint = Sla de afbeelding in het document zelf op en verbreek de koppelingen, of maak er een PDF van.
notice-office-embedded = In de bijlage { $name } zit nog een bestand, zoals een heel werkblad achter een grafiek. Wat daarin staat, is niet gecontroleerd.
    .hint = Plak de grafiek of tabel als afbeelding of als gewone tabel, of maak er een PDF van.
notice-office-changes = In de bijlage { $name } zijn wijzigingen bijgehouden: wat geschrapt is, kan er nog in staan.
    .hint = Accepteer of verwerp de wijzigingen en bewaar het document opnieuw.
notice-office-unreadable = De bijlage { $name } is niet helemaal uit te pakken, of is uitgepakt groter dan 64 MB. Wat niet uit te pakken is, is niet te controleren.
    .hint = Bewaar het document opnieuw, of maak er een PDF van.
notice-office-macros = In de bijlage { $name } zitten macro’s.
    .hint = Bewaar het document zonder macro’s.
notice-office-comments = In de bijlage { $name } staan opmerkingen.
    .hint = Haal de opmerkingen weg en bewaar het document opnieuw.

## Namen van andere organisaties

notice-leak = De mail aan { ID($id, word: "nr.") } noemt { ID($other, word: "nr.") }, in { $part }.
    .hint = Haal de naam, het adres of het domein van de ander weg: uit het sjabloon, of uit de cellen van deze rij.
notice-leak-perhaps = De mail aan { ID($id, word: "nr.") } noemt misschien { ID($other, word: "nr.") }, in { $part }.
    .hint = Een gewoon woord, of toch de andere organisatie? Lees de mail.
notice-attachment-is-list = De bijlage { $name } noemt { $named } van de { $listed } organisaties op de lijst: dit is de lijst, of een deel ervan.
    .hint = Voeg de lijst nooit bij; staan er gewone woorden in die ook namen zijn, noem die dan in [[notice.leak_allow]] met de reden.
notice-leak-attachment = De bijlage { $name } noemt { ID($other, word: "nr.") }, een organisatie op de lijst.
    .hint = Maak een bijlage waar die naam niet in staat, ook niet in de eigenschappen van het bestand.
notice-leak-attachment-perhaps = De bijlage { $name } noemt misschien { ID($other, word: "nr.") }, een organisatie op de lijst.
    .hint = Een gewoon woord, of toch die organisatie? Lees de bijlage.
notice-leak-allowed = De tekst noemt { ID($other, word: "nr.") }, in { $part }; dat mag: { $reason }
    .hint = Kijk of die reden nog klopt.
notice-leak-attachment-allowed = De bijlage { $name } noemt { ID($other, word: "nr.") }; dat mag: { $reason }
    .hint = Kijk of die reden nog klopt.
notice-leak-allow-unused = De naam { $name } is toegestaan, maar geen organisatie op de lijst heet zo.
    .hint = Haal de regel weg, of schrijf de naam zoals die in de lijst staat. Een adres kan niet worden toegestaan.
notice-in-subject = het onderwerp
notice-in-text = de tekst
notice-in-html = de opgemaakte tekst (HTML)
notice-of-list = uit de lijst

## Wat opvalt in de mails zelf

notice-parts-differ = “{ $name }” staat hier wel, maar niet in { $part }.
    .hint = Laat beide versies hetzelfde zeggen: wie de ene leest, ziet de andere niet.
notice-parts-form = “{ $name }” is hier anders geschreven dan in { $part }.
    .hint = Schrijf de waarde in beide versies op dezelfde manier, met dezelfde opdracht.
notice-lint-facts = De mail aan { ID($id, word: "nr.") } zegt hier wat “{ $what }” is, maar niet in { $part }.
    .hint = Laat beide versies hetzelfde zeggen: wie de ene leest, ziet de andere niet.
notice-lint-remote = De mail aan { ID($id, word: "nr.") } haalt iets van internet op ({ $what }), in { $part }.
    .hint = Haal dit weg. Een afbeelding kan alleen mee in de mail zelf (cid:).
notice-lint-active = De mail aan { ID($id, word: "nr.") } heeft een onderdeel dat iets doet ({ $what }), in { $part }.
    .hint = Haal dit weg. Een mail is om te lezen; mailprogramma’s vertrouwen de rest niet.
notice-lint-tracking = De mail aan { ID($id, word: "nr.") } heeft een link die bijhoudt wie klikt ({ $what }), in { $part }.
    .hint = Haal alles achter het vraagteken weg dat de pagina niet nodig heeft.
notice-lint-link-text = De mail aan { ID($id, word: "nr.") } heeft een link die ergens anders heen gaat dan er staat ({ $what }), in { $part }.
    .hint = Laat de tekst van de link zeggen waar die heen gaat.
notice-lint-link-http = De mail aan { ID($id, word: "nr.") } heeft een link zonder beveiliging ({ $what }), in { $part }.
    .hint = Begin de link met https://.
notice-lint-link-kind = De mail aan { ID($id, word: "nr.") } heeft een link die niet in een mail kan ({ $what }), in { $part }.
    .hint = Een link begint met https://, mailto: of tel:.
notice-lint-link-host = De mail aan { ID($id, word: "nr.") } heeft een link naar een andere site dan die van de afzender ({ $what }), in { $part }.
    .hint = Is dat zo bedoeld?
notice-lint-link-missing = De mail aan { ID($id, word: "nr.") } heeft hier een link of adres ({ $what }) dat ontbreekt in { $part }.
    .hint = Zet die in beide versies: wie de ene leest, ziet de andere niet.
notice-lint-leftover = De mail aan { ID($id, word: "nr.") } heeft nog “{ $what }” staan, in { $part }.
    .hint = Maak de tekst af, of haal dit weg.
notice-lint-not-applicable = De mail aan { $id } zegt “n.v.t.”, in { $part }.
    .hint = Is dat zo bedoeld? Laat anders weg wat niet van toepassing is, bijvoorbeeld met {"{{#if …}}"}.
notice-lint-counts = De mail aan { ID($id, word: "nr.") } lijkt te zeggen hoeveel er zijn (“12 van 143”), in { $part }.
    .hint = Laat de lezer niet weten hoeveel anderen de mail krijgen.
notice-lint-subject-long = De mail aan { ID($id, word: "nr.") } heeft een lang onderwerp: op een telefoon valt het eind weg.
    .hint = Houd het onder de 78 tekens.
notice-lint-subject-loud = De mail aan { ID($id, word: "nr.") } heeft een onderwerp dat schreeuwt.
    .hint = Schrijf gewoon, zonder hoofdletterwoorden en dubbele leestekens.
notice-lint-lang = De mail aan { ID($id, word: "nr.") } zegt niet in welke taal die is: een voorleesprogramma moet ernaar raden.
    .hint = Begin de HTML met <html lang="nl">.
notice-lint-title = De mail aan { ID($id, word: "nr.") } heeft niet precies één titel.
    .hint = Zet één <title> in de kop van de HTML.
notice-lint-heading = De mail aan { ID($id, word: "nr.") } heeft niet precies één hoofdkop.
    .hint = Zet één <h1> boven de tekst.
notice-lint-alt = De mail aan { ID($id, word: "nr.") } heeft een afbeelding zonder beschrijving, in { $part }.
    .hint = Beschrijf de afbeelding met alt="…", of met alt="" als die niets vertelt.
notice-lint-no-reply = Antwoorden komen op een adres waar niemand meeleest.
    .hint = Zet bij sender.reply_to een adres waar mensen antwoord krijgen.
notice-from-not-aligned = De afzender ({ $from }) en het adres waar onbestelbare mail terugkomt ({ $back }) liggen in verschillende domeinen.
    .hint = Neem bij sender.envelope_from een adres in het domein van sender.from: anders telt SPF niet mee voor DMARC.
