# review: de map ter beoordeling

## Wat er mis kan gaan

review-disk = De map ter beoordeling is niet te schrijven: { $what }.
    .hint = Kijk of er ruimte is en of u in deze map mag schrijven. Wat er stond, staat er nog.
review-foreign = In { $dir } staat iets anders dan een map ter beoordeling.
    .hint = Kies met --out een lege map, of een die nog niet bestaat.
review-added = In { $dir } staat een bestand dat heraut daar niet heeft gezet: { $file }.
    .hint = Zet het ergens anders neer, of kies met --out een andere map. heraut wist nooit een bestand dat het niet zelf schreef.
review-changed = In { $dir } is { $file } niet meer zoals heraut het schreef.
    .hint = heraut wist niet wat iemand heeft veranderd. Kies met --out een andere map, of verplaats deze.
review-reserved = Een map ter beoordeling kan niet in { $dir }: die plek hoort bij de campagne, de campagne staat erin, of het is niet te zeggen waar die plek is.
    .hint = Kies met --out een map die leeg is of nog niet bestaat, buiten var, config, de sjablonen en de lijst.
review-unreadable = De verzegelde mail van { ID($id, word: "nr.") } is niet te lezen zoals een mailprogramma dat doet.
    .hint = Dit is een fout van heraut zelf. Meld die, en verzend deze verzegeling niet.
review-page = Een pagina kan niet worden gemaakt; -v laat zien waarom.
    .hint = Dit is een fout van heraut zelf. Meld die.

## Bovenaan

review-page-title = { $campaign }: ter beoordeling
review-mail-title = { ID($id, word: "Nr.") }: { $campaign }, ter beoordeling
review-for-review = Ter beoordeling
review-kind = { $kind ->
    [trial] proef
    [rehearsal] generale repetitie
   *[live] echte verzending
}
review-sealed = Verzegeld { $at }
review-sealed-by = Verzegeld { $at } door { $who }
review-mails-line = { $count ->
    [one] { $count } mail, { $size }
   *[other] { $count } mails, samen { $size }
}
review-digest = Waar u akkoord op geeft
review-redacted = Zonder namen, adressen, nummers en teksten. Elke organisatie heeft hier een schuilnaam, in elke map van deze campagne dezelfde. Wie de mails zelf wil lezen, vraagt de volledige map.
review-alias = Organisatie { $alias }
review-attachment-redacted = Een bijlage
review-skip = Naar de mails
review-on-this-page = Op deze pagina

## Akkoord

review-agreed = Akkoord
review-all-agreed = Iedereen die akkoord moet geven, heeft dat gedaan.
review-waiting = moet nog akkoord geven
review-voided = Op een eerdere versie is akkoord gegeven ({ $said }), en dat is deze niet: geef opnieuw akkoord.
review-taken-back = Ingetrokken: { $said }
review-because = { $said }. Reden: { $why }
review-one-of = Mag akkoord geven: { $people }
review-anybody = Iedereen die zijn naam noemt, mag akkoord geven.
review-nobody-needed = Deze proef blijft op deze computer. Daar is geen akkoord voor nodig.
review-valid-until = Het akkoord geldt als de eerste mail uiterlijk { $until } vertrekt.
review-begun = De verzending op dit akkoord is begonnen ({ $at }). Het akkoord blijft gelden voor de overige mails.
review-said = { $who }, { $at }
review-recorded-by = vastgelegd door { $who }
review-paper = stuk: { $paper }
review-signed-with = ondertekend met sleutel { $key }
review-unsigned = Het akkoord van { $who } als “{ $role }” telt niet. { $why }
review-unsigned-redacted = Een akkoord als “{ $role }” telt niet: de handtekening klopt niet.
review-somebody = (naam niet bewaard)

## De som

review-sum-title = Wie krijgt een mail
review-sum = { $listed } op de lijst = { $excluded } uitgesloten{ $withheld ->
    [0] {""}
   *[other] {" "}+ { $withheld } achtergehouden
}{ $elsewhere ->
    [0] {""}
   *[other] {" "}+ { $elsewhere } in een eerdere verzegeling
} + { $mails ->
    [one] { $mails } mail
   *[other] { $mails } mails
}
review-columns-ground = Uitgesloten omdat
review-by-post = Krijgt een brief: zie post.csv
review-by-post-redacted = Krijgt een brief
review-columns-rows = Rijen
review-nothing-excluded = Er is niemand uitgesloten.

## Opmerkingen

review-remarks = Opmerkingen
review-remarks-line = { $open ->
    [0] { $closed ->
        [0] Er zijn geen opmerkingen.
       *[other] Alle opmerkingen zijn afgehandeld ({ $closed }).
    }
   *[other] { $open } open, { $closed } afgehandeld
}
review-remarks-none = Over deze mail is niets opgemerkt.
review-remarked = opmerking
review-open-remark = open
review-closed-by = Afgehandeld: { $said }
review-earlier-seal = over een eerdere verzegeling ({ $digest })
review-words-gone = (tekst niet bewaard)
review-remark-how = Iets over deze mail opmerken:

## Waarschuwingen

review-warnings = Waarschuwingen
review-warnings-none = Er waren geen waarschuwingen bij het verzegelen.
review-warnings-unknown = Dit is verzegeld door een eerdere versie van heraut. Die bewaarde de waarschuwingen niet. Bekijk ze met heraut check, of verzegel opnieuw.
review-row = rij { $row }
review-row-of = rij { $row } ({ ID($id, word: "nr.") })
review-rows = rij { $first } tot en met { $last }
review-line = regel { $row }
review-lines = regel { $first } tot en met { $last }

## Wat er verzegeld is

review-sealed-too = Ook verzegeld
review-none = geen
review-list = Lijst
review-from = Van
review-to = Aan
review-reply-to = Antwoord naar
review-subject = Onderwerp
review-message-id = Message-ID
review-envelope-from = Envelop: van
review-envelope-to = Envelop: aan
review-relay = Mailserver
review-relay-tls = { $host }, { $tls ->
    [implicit] TLS vanaf het begin
    [starttls] TLS met STARTTLS
   *[none] zonder TLS
}
review-catcher = de ingebouwde opvang, op deze computer
review-not-before = Niet eerder dan
review-rectifies = Rectificatie van de campagne
review-deadline = Niet later dan
review-journal = Journaal (regels : controlegetal)
review-valid-for = Akkoord geldt

## Bijlagen en mails

review-attachments = Bijlagen
review-attachments-none = Er gaat geen bijlage mee.
review-pictures = Afbeeldingen in de mail zelf
review-attachments-alone = { $count ->
    [one] { $count } bestand hoort bij één mail en staat daar.
   *[other] { $count } bestanden horen bij één mail en staan daar.
}
review-mails = Mails
review-unlike = Naam en adres verschillen
review-unlike-first = { $count ->
    [one] Eén mail staat vooraan: in het adres is weinig of niets van de naam van de organisatie terug te vinden. Kijk of het wel van die organisatie is. De andere volgen in de volgorde van de lijst.
   *[other] { $count } mails staan vooraan: in het adres is weinig of niets van de naam van de organisatie terug te vinden. Kijk of het wel van die organisatie is. De andere volgen in de volgorde van de lijst.
}
review-all-mails = Overzicht
review-columns-id = Nummer
review-columns-organisation = Organisatie en adres
review-columns-subject = Onderwerp
review-columns-digest = Controlegetal
review-columns-size = Grootte
review-in-mails = { $count ->
    [one] in { $count } mail
   *[other] in { $count } mails
}
review-withheld = achtergehouden
review-size-up-to = hoogstens { $size }
review-warning-count = { $count } keer gevonden
review-ground-own = een eigen grond

## Eén mail

review-envelope = Kop en envelop
review-position = mail { $place } van { $of }
review-from-list = Wat uit de lijst komt
review-from-list-how = Wat onderstreept is, komt uit de regel van deze organisatie in de lijst. De rest is tekst van de sjabloon en de instellingen. De markering staat alleen hier: de verzegelde mail heeft die niet.
review-from-list-unknown = Wat uit de lijst komt, is niet meer te laten zien: na het verzegelen is een bestand van de campagne veranderd.
review-as-read = Zo ziet de lezer de mail
review-as-read-why = Gelezen uit de verzegelde mail zelf, zoals een mailprogramma dat doet. Links werken hier niet.
review-frame = De opgemaakte mail aan { ID($id, word: "nr.") }
review-text-part = Zonder opmaak
review-header = De kop, letterlijk
review-file = De mail zelf

## Nagaan

review-check = Zelf nagaan
review-check-bundle = Alle bestanden in deze map zijn nog zoals ze geschreven zijn:
review-check-campaign = Dit geeft het getal waar u akkoord op geeft:
review-check-mail = Dit geeft het controlegetal van de mail:
review-check-sent = Een verzonden mail heeft er één regel bij, bovenaan: de datum. De rest is gelijk:
review-check-received = Een mail zoals die is ontvangen, heeft er nog meer regels boven. Zo geeft die hetzelfde getal:

## Wanneer, en wat er veranderd is

review-planned = Wanneer
review-planned-now = Zo staat het nu in de instellingen. Tempo en uren horen niet bij wat verzegeld is.
review-pace = Tempo
review-pace-domain = Naar één domein
review-rate = { $rate }
review-rate-none = zonder grens
review-hours = Verzenduren
review-hours-of = { $days }, { $from } tot { $until }
review-days-all = elke dag
review-days-run = { $first } tot en met { $last }
review-days = { $days }
review-forecast = Prognose
review-forecast-unpaced = nu verzenden duurt zo lang als de mailserver nodig heeft
review-forecast-ends = wie nu verzendt, is rond { $end } klaar
review-forecast-in-time = wie nu verzendt, is rond { $end } klaar, vóór de uiterste tijd ({ $deadline })
review-forecast-late = wie nu verzendt, is te laat: { $left } van de { $mails } mails gaan niet vóór de uiterste tijd ({ $deadline }) uit
review-forecast-over = te laat: de uiterste tijd ({ $deadline }) is voorbij
review-kinds = Soorten die een mail krijgen: { $kinds }
review-kind-of = { $kind } ({ $count })
review-kind-other = { $count ->
    [one] een andere (1)
   *[other] een andere ({ $count })
}
review-kind-none = zonder soort ({ $count })
review-changes = Sinds de vorige verzegeling
review-changes-first = Dit is de eerste verzegeling.
review-changes-nothing = De mails zijn dezelfde als in de vorige verzegeling.
review-changed-new = { $count ->
    [one] 1 mail is nieuw:
   *[other] { $count } mails zijn nieuw:
}
review-changed-address = { $count ->
    [one] 1 mail gaat naar een ander adres:
   *[other] { $count } mails gaan naar een ander adres:
}
review-changed-text = { $count ->
    [one] 1 mail heeft een andere tekst:
   *[other] { $count } mails hebben een andere tekst:
}
review-changed-all-texts = Alle { $count } mails hebben een andere tekst.
review-changed-gone = { $count ->
    [one] 1 organisatie krijgt geen mail meer:
   *[other] { $count } organisaties krijgen geen mail meer:
}
review-changed-settings = Andere instellingen: { $lines }.
review-changed-from-to = { $organisation }: was { $from }, nu { $to }
review-changed-why = { $organisation }: { $why }
review-changed-off = staat niet meer op de lijst
review-changed-out = uitgesloten ({ $ground })
review-changed-more = en nog { $count }
review-is-new = nieuw
review-is-elsewhere = ander adres
review-is-other = andere tekst

## Akkoord zonder terminal

review-by-mail = Geen terminal? Geef akkoord per mail
review-mail-to = Mail aan { $who }, die dit heeft verzegeld:
review-mail-to-giver = Mail aan wie u deze map gaf:
review-mail-words = Akkoord als “{ $role }”, controlegetal { $digest }.
review-mail-paper = mail van …
review-mail-remarks = Hebt u een opmerking? Zet die in dezelfde mail, met het nummer van de mail erbij.
review-mail-recorded = Wie uw mail krijgt, legt het vast. Dat is altijd iemand anders dan wie akkoord geeft:

## De teksten

review-wordings = De teksten
review-wordings-title = { $campaign }: de teksten
review-wordings-link = { $mails ->
    [one] Eén mail.
   *[other] { $mails } mails, { $patterns ->
        [one] alle met dezelfde tekst
       *[other] in { $patterns } soorten tekst
    }. Lees hier elke tekst één keer, en eerst de mails die afwijken.
}
review-wordings-lead = { $mails ->
    [one] Eén mail
   *[other] { $mails } mails, { $patterns ->
        [one] alle met dezelfde tekst
       *[other] in { $patterns } soorten tekst
    }
}
review-wordings-first = Lees deze eerst
review-wordings-none = Er is geen mail die van de andere afwijkt.
review-wordings-why = Waarom
review-wordings-patterns = Alle teksten
review-wordings-how = Mails die alleen in ingevulde gegevens verschillen, staan hier samen. Onderstreept is wat per mail anders is. De eerste tekst staat er helemaal; van elke volgende staat er wat anders is.
review-wordings-pattern = Tekst
review-wordings-example = Voorbeeld:
review-wordings-than = Anders dan in tekst { $number }:
review-wordings-without = Hier niet:
review-wordings-values = { $count } verschillende invullingen
review-wordings-filling = “{ $text }” ({ $mails })
review-wordings-nothing = niets ({ $mails })
review-wordings-more = { $patterns ->
    [one] Nog één soort tekst ({ $mails } mails) staat hier niet apart: die bestaat uit dezelfde zinnen als hierboven.
   *[other] Nog { $patterns } soorten tekst ({ $mails } mails) staan hier niet apart: ze bestaan uit dezelfde zinnen als hierboven.
}
review-wordings-more-unread = { $patterns ->
    [one] Nog één soort tekst ({ $mails } mails) staat hier niet. Er staan zinnen in die hierboven niet staan: lees die mails zelf.
   *[other] Nog { $patterns } soorten tekst ({ $mails } mails) staan hier niet. Er staan zinnen in die hierboven niet staan: lees die mails zelf.
}
review-odd-branch = { $mails ->
    [one] Alleen deze mail heeft deze tekst (van { $of }).
   *[other] { $mails } van de { $of } mails hebben deze tekst.
}
review-odd-filling = Hier staat “{ $here }”, bij bijna alle andere “{ $usual }”{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-lacks = Hier ontbreekt “{ $usual }”, dat bij bijna alle andere staat{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-extra = Hier staat “{ $here }”, bij bijna alle andere niet{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-nothing = Na “{ $before }” staat niets ingevuld{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-nothing-first = Aan het begin van een regel staat niets ingevuld{ $mails ->
    [one] .
   *[other] {" "}({ $mails } mails).
}
review-odd-attachments = De bijlagen zijn samen { $size }; bij de meeste { $usual }.
review-odd-length = De tekst heeft { $characters } tekens; de meeste ongeveer { $usual }.
review-odd-address = In het adres is weinig of niets van de naam terug te vinden.
review-odd-longest = De langste naam.
review-odd-shortest = De kortste naam.
