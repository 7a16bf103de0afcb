## resolve: wat bekend is over een mail die onzeker is

cli-evidence-head = { ID($id, word: "Nr.") }: { $state } sinds { $at }
cli-evidence-lost = Er ontbreken regels in het journaal: niemand zag hier dat deze mail wegging.
cli-evidence-offered = Poging { $number }: overgedragen op { $at }
cli-evidence-envelope = Poging { $number }: niet overgedragen
cli-evidence-open = Er is geen antwoord vastgelegd.
cli-evidence-cut = De verbinding brak af voordat er een antwoord kwam, op { $at }.
cli-evidence-silent = Er kwam geen antwoord binnen de tijd; het wachten hield op { $at } op.
cli-evidence-garbled = Wat er op { $at } kwam, was geen antwoord dat SMTP kent.
cli-evidence-died = Dit programma stopte voordat er een antwoord kwam; gezien op { $at }.
cli-evidence-unclear = De antwoorden laten open of de mail is aangenomen, op { $at }.
cli-evidence-no-answer = De verbinding brak af voordat de mail was overgedragen, op { $at }.
cli-evidence-answer = Antwoord op { $step }, op { $at }: { $reply }
cli-evidence-final-dot = de laatste punt
cli-evidence-or-log = Of laat het logboek lezen:
cli-evidence-run = In de verzending die begon op { $at }
cli-evidence-relay = Mailserver (zoals verzegeld): { $value }
cli-evidence-message-id = Message-ID: <{ $value }>
cli-evidence-envelope-id = ENVID: { $value }
cli-evidence-queue-id = Code in de wachtrij: { $value }
cli-evidence-where = Zoek dit op de mailserver:
cli-evidence-postfix = Postfix
cli-evidence-exim = Exim
cli-evidence-exchange = Exchange
cli-evidence-exchange-online = Exchange Online
cli-evidence-what-proves = Alleen een regel “message-id=” bewijst niets. Pas de wachtrij, een aflevering, of “<=” van Exim laat zien dat de mail is aangenomen. Staat er geen regel? Dat bewijst niet dat de mail er niet is. Laat de mail onzeker tot iemand het weet. Daarna een van deze:
cli-evidence-said-arrived = De mail is aangekomen, zei { $by } op { $at }:
cli-evidence-said-resend = De mail is niet aangekomen, zei { $by } op { $at }:
cli-evidence-returned-delivered = Een teruggekomen bericht, gelezen op { $at }, zegt dat de mail is afgeleverd. Herkend aan { $by }:
cli-evidence-returned-delayed = Een teruggekomen bericht, gelezen op { $at }, zegt dat de mailserver de mail heeft en het nog probeert. Herkend aan { $by }:
cli-evidence-returned-failed = Een teruggekomen bericht, gelezen op { $at }, zegt dat de mail niet is afgeleverd. Herkend aan { $by }:
cli-evidence-by-envid = de ENVID
cli-evidence-by-verp = het adres waarnaar het terugkwam
cli-evidence-by-message-id = de Message-ID
cli-evidence-by-recipient = het adres van de ontvanger
cli-evidence-by-person = iemand die erover besliste
cli-evidence-logged = Het logboek van de mailserver laat zien dat hij de mail heeft aangenomen, vastgelegd voor { $by } op { $at }:

## status

cli-status-returned = volgens een teruggekomen bericht, gelezen op { $at }:

## status --untold

cli-untold-by-post = krijgt een brief in plaats van een mail, op de grond “{ $ground }”
cli-untold-letter = verstuur de brief (ze staan ook in post.csv van de beoordeling)
cli-untold-withheld = beslis met wie de mail achterhield of en hoe de organisatie bericht krijgt; heraut release brengt de mail terug
cli-untold-gone = zet de rij terug en verzegel opnieuw, of licht deze organisatie op een andere manier in
cli-untold-sum = { $count ->
        [0] Geen organisatie hoeft op een andere manier bericht te krijgen
        [one] 1 organisatie moet op een andere manier bericht krijgen
       *[other] { $count } organisaties moeten op een andere manier bericht krijgen
    }. { $open ->
        [0] Van elke andere mail is bekend dat de mailserver die heeft aangenomen.
        [one] Van nog 1 is het niet bekend: nog te verzenden, vertraagd of onzeker.
       *[other] Van nog { $open } is het niet bekend: nog te verzenden, vertraagd of onzeker.
    }
cli-untold-written = Geschreven met namen en adressen, alleen voor u: { $file }

## resolve --from-log

cli-log-file = { $file }: { $lines ->
        [one] 1 regel
       *[other] { $lines } regels
    } van { $form }, van { $from } tot { $until }
cli-log-file-untimed = { $file }: { $lines ->
        [one] 1 regel
       *[other] { $lines } regels
    } van { $form }
cli-log-file-unknown = { $file }: geen van de { $lines } regels heeft een vorm die heraut leest: Postfix, het hoofdlogboek van Exim, of message tracking en message trace van Exchange als CSV.
cli-log-form-postfix = Postfix
cli-log-form-exim = Exim
cli-log-form-exchange = Exchange
cli-log-no-doubt = Er is geen mail onzeker, dus er is niets te zoeken.
cli-log-taken = de mailserver heeft de mail aangenomen
cli-log-handed-on = de mailserver heeft de mail aangenomen en doorgegeven
cli-log-named = genoemd, maar niets laat zien dat de mail is aangenomen. De mail blijft onzeker.
cli-log-kept-back = de mailserver heeft de mail aangenomen, maar houdt hem vast of gooide hem weg. De mail blijft onzeker. Vraag het de beheerders van de mailserver.
cli-log-came-back = de mailserver heeft de mail aangenomen en kon hem niet afleveren. De mail blijft onzeker. Lees de teruggekomen mail: heraut bounces
cli-log-came-back-before = het logboek kan gaan over een eerdere poging. De mail blijft onzeker; een mens beslist
cli-log-meanwhile = iemand heeft er intussen over beslist
cli-log-not-there-covered = niets in het logboek, en dat gaat wel over de tijd van de overdracht. Dat bewijst niet dat de mail niet is aangenomen: hij blijft onzeker. Weten de beheerders het zeker? Dan kan iemand beslissen: heraut resolve { $id } --resend
cli-log-not-there-if-zone = niets in het logboek. Dat gaat over de tijd van de overdracht als de tijden erin van de zone { $zone } zijn. Dat bewijst niets: de mail blijft onzeker.
cli-log-not-there-elsewhere = niets in het logboek, maar dat gaat niet over de tijd van de overdracht ({ $at }). Zoek in een ander.
cli-log-not-there-unknown = niets in het logboek. Over welke tijd het gaat, is niet bekend. De mail blijft onzeker.
cli-log-sum = { $settled ->
        [one] 1 mail telt nu als aangekomen
       *[other] { $settled } mails tellen nu als aangekomen
    }. Nog onzeker: { $left }.
cli-log-would = { $settled ->
        [one] 1 mail zou als aangekomen tellen
       *[other] { $settled } mails zouden als aangekomen tellen
    }. Onzeker blijft: { $left }. Er is niets vastgelegd.
