# report: wat er van elke organisatie is geworden

## Op de pagina

report-title = { $campaign }: verslag
report-eyebrow = Verslag · { $kind ->
    [trial] proef
    [rehearsal] generale repetitie
   *[live] echte verzending
}
report-lead = Verzegeld { $at } · { $listed ->
    [one] { $listed } organisatie op de lijst
   *[other] { $listed } organisaties op de lijst
}
report-trial = { $kind ->
    [rehearsal] Dit was een generale repetitie met adressen van beoordelaars zelf. Geen organisatie heeft iets ontvangen.
   *[trial] Dit was een proef. Geen organisatie heeft iets ontvangen.
}
report-still-sending = Er wordt op dit moment verzonden. De getallen zijn die van het moment waarop het verslag is gemaakt.
report-records-lost = Sinds { $since } kunnen er regels van het journaal ontbreken. Wat er toen gebeurde, staat misschien niet in dit verslag.
report-confidential = Dit verslag bevat namen en adressen. Houd het vertrouwelijk, of maak er een zonder namen: heraut report --redact.
report-redacted = Zonder namen, adressen, nummers, domeinen en tijden van losse mails. Elke organisatie heeft hier een schuilnaam, dezelfde in elk verslag en elke beoordeling zonder namen van deze campagne.
report-skip = Naar de getallen
report-on-this-page = Op deze pagina
report-sum = In het kort
report-not-told = Niet bereikt per mail
report-open = Nog niet bekend
report-sending = De verzending
report-by-domain = Per domein
report-approvals = Akkoord
report-seals = Verzegelingen
report-remarks = Opmerkingen
report-proven = Waar de getallen vandaan komen

## In het kort

report-answer = { $mailed ->
    [0] Geen organisatie krijgt een mail.
    [one] De mailserver nam de mail aan voor { $told } van de { $mailed } organisatie die er een krijgt.
   *[other] De mailserver nam de mail aan voor { $told } van de { $mailed } organisaties die er een krijgen.
}
report-share-told = bericht gekregen: de mailserver nam de mail aan en er kwam niets terug
report-share-tried = aangenomen in een proef: niemand heeft iets ontvangen
report-share-open = nog niet bekend
report-share-not = niet bereikt per mail
report-share-out = uitgesloten door een regel van de lijst
report-columns-state = Wat ervan is geworden
report-columns-rows = Organisaties
report-columns-ground = Uitgesloten omdat
report-grounds = De uitgesloten organisaties, per grond
report-letter = zij krijgen een brief
report-state-all = alle op de lijst
report-digest = Het controlegetal van de nieuwste verzegeling
state-unsealed = nog niet verzegeld
report-means-accepted = de mailserver nam de mail aan
report-means-delivered = de ontvangende server meldde dat de mail is afgeleverd
report-means-delayed = de mailserver nam de mail aan en probeert nog om die af te leveren
report-means-offered = de mail werd overgedragen toen het verslag werd gemaakt
report-means-deferred = de mailserver vroeg om later terug te komen
report-means-queued = er is nog niets geprobeerd
report-means-in-doubt = de verbinding brak na de overdracht: de mail kan zijn aangekomen
report-means-refused = de mail is geweigerd
report-means-bounced = de mail kwam terug nadat hij was aangenomen
report-means-expired = de mail is niet op tijd aangenomen
report-means-withheld = iemand hield de mail achter, of de rij ging van de lijst
report-means-unsealed = terug op de lijst en nog in geen verzegeling
report-means-excluded = een regel van de lijst sluit deze uit: zie de gronden

## De verzending

report-sending-none = Er is niets verzonden.
report-picture-title = Antwoorden van de mailserver in de tijd
report-picture-desc = Van { $from } tot { $until }. De hoogste balk staat voor { $most ->
    [one] { $most } antwoord
   *[other] { $most } antwoorden
}. De getallen staan in de tabel hieronder.
report-picture-caption = Elke balk is { $span }. Lange tijden zonder verzending zijn weggelaten. Een mail die later opnieuw moest, heeft een antwoord voor elke poging.
report-bar = { $at }, { $span }: { $accepted } aangenomen, { $later } later opnieuw, { $refused } geweigerd, { $doubt } onzeker
report-bar-redacted = { $at }, { $span }: { $count ->
    [one] { $count } antwoord
   *[other] { $count } antwoorden
}
report-bar-accepted = aangenomen
report-bar-later = vroeg om later terug te komen
report-bar-refused = geweigerd
report-bar-doubt = geen duidelijk antwoord
report-runs = Keren dat er is verzonden
report-columns-began = Begin
report-columns-ended = Einde
report-tried = Antwoorden van de mailserver
report-run = { $accepted } aangenomen, { $later } later opnieuw, { $refused } geweigerd, { $doubt } onzeker
report-run-redacted = { $count ->
    [one] { $count } antwoord
   *[other] { $count } antwoorden
}
report-run-ended = { $at }, { $why }
report-run-open = niet geëindigd, of afgebroken
report-end-nothing-due = er was niets meer te verzenden
report-end-stopped = iemand heeft de verzending gestopt
report-end-withdrawn = een akkoord werd ingetrokken
report-end-lapsed = de akkoorden waren verlopen
report-end-brake = de rem heeft de verzending gestopt
report-end-relay = de mailserver was niet te gebruiken
report-end-window = de uren of de uiterste tijd waren voorbij
report-end-pace = de mails van het uur of de dag waren op
report-end-limit = de grens van deze keer was bereikt
report-end-clock = de klok was onzeker

## Organisaties

report-columns-organisation = Organisatie
report-columns-why = Wat er gebeurde
report-columns-next = Wat te doen
report-not-told-none = Iedereen die bericht per mail moest krijgen, is bereikt of wordt nog geprobeerd.
report-open-none = Van elke organisatie is bekend wat er van haar mail is geworden.
report-open-why = Het kan nog vanzelf bekend worden, of iemand moet het uitzoeken.
report-why-unsealed = terug op de lijst nadat de rij was uitgesloten
report-why-withheld = iemand houdt de mail achter
report-why-in-doubt = de verbinding brak na de overdracht: de mail kan zijn aangekomen
report-next-queued = gaat de volgende keer mee: heraut send
report-next-offered = is nu in behandeling; kijk opnieuw als de verzending klaar is
report-next-deferred = wordt opnieuw geprobeerd vanaf { $at }: heraut send
report-next-later = wordt de volgende keer opnieuw geprobeerd
report-next-delayed = wacht: de mailserver meldt het als de mail niet af te leveren is
report-next-unsealed = verzegel opnieuw en verzend dan: heraut rerun
report-next-other-way = zoek het goede adres, of bereik deze organisatie op een andere manier
report-next-person = iemand beslist of en hoe deze organisatie bericht krijgt
report-next-in-doubt = zoek uit of de mail is aangekomen; tot dan wordt er niets opnieuw verzonden
report-next-letter = verstuur de brief

## Per domein

report-columns-domain = Domein
report-columns-mails = Mails
report-columns-told = Aangenomen
report-columns-open = Onbekend
report-columns-not-told = Niet bereikt
report-domains = { $count ->
    [0] Geen organisatie krijgt een mail.
    [one] Alle mails gaan naar één domein.
   *[other] De mails gaan naar { $count } domeinen. Die waar iemand niet is bereikt, staan bovenaan.
}
report-domains-redacted = De domeinen staan er niet bij: de meeste zijn van één organisatie.
report-domains-others = { $count ->
    [one] één ander domein
   *[other] { $count } andere domeinen
}
report-domains-of-one = { $count ->
    [one] { $count } domein van één organisatie
   *[other] { $count } domeinen van elk één organisatie
}
report-domains-of-several = { $count ->
    [one] { $count } domein van meer organisaties
   *[other] { $count } domeinen van meer organisaties
}

## Mensen

report-approvals-none = Niemand gaf een akkoord: er kon niemand worden bereikt, of het is nog niet gevraagd.
report-at = { $at }
report-recorded = vastgelegd door { $who }; stuk: { $paper }
report-signed = met een handtekening
report-withdrawn = telt niet meer sinds { $at }
report-replaced = vervangen door een latere verzegeling
report-columns-sealed = Verzegeling
report-columns-digest = Controlegetal
report-seal-whole = Verzegeling { $number }
report-seal-supplement = Verzegeling { $number }, een aanvulling
report-remarks-redacted = De teksten van opmerkingen staan er niet bij: zij kunnen iedereen noemen.
report-whole = over alles
report-closed = Gesloten: { $said }

## Bewijs

report-head = Elk getal volgt uit het journaal: een keten van regels die niet ongemerkt te veranderen is. Die eindigt bij { $head }. Met heraut verify --journal controleert u dat.
report-made = Gemaakt met { $program }.

## In een rekenblad

report-sheet-rows = Organisaties
report-sheet-sum = Som

## Op het scherm

cli-report-written = Geschreven met namen en adressen, alleen voor u: { $file }
cli-report-written-redacted = Geschreven zonder namen: { $file }
cli-report-files = Om te bewaren of af te drukken:

## export

cli-exported = { $mails ->
    [one] { $mails } mail zoals die is verzonden
   *[other] { $mails } mails zoals ze zijn verzonden
}, het journaal en alles wat erbij hoort: { $files } bestanden, { $size }, in { $dir }
cli-exported-head = Het journaal daarin eindigt bij { $head }. Bewaar die regel ergens anders: wie hem heeft, ziet of de export is veranderd.
cli-exported-confidential = Er staan namen, adressen en mails in: houd de map vertrouwelijk. README.txt daarin zegt hoe u alles controleert.
