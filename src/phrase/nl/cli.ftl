# cli: de eigen woorden van de opdrachtregel. De namen van de toestanden en wat een opdracht tegenhoudt, staan elders.

cli-as-it-stands = { $text }
cli-error = fout
cli-look = waarschuwing
cli-row = rij { $row }
cli-row-of = rij { $row } ({ ID($id, word: "nr.") })
cli-rows = rij { $first }-{ $last }
cli-id = { ID($id, word: "nr.") }
cli-line = regel { $row }
cli-lines = regel { $first }-{ $last }
cli-yes = ja
cli-no = nee
cli-next = Volgende stap:
cli-unknown-row = een rij

## Wat er verkeerd is getypt

cli-usage = Deze opdracht is niet te lezen.
    .hint = Welke opdrachten en opties er zijn: { $help }
cli-unknown-argument = Hier bestaat geen optie { $typed }.
    .hint = { $instead }
cli-unknown-word = Wat betekent “{ $typed }”?
    .hint = { $instead }
cli-option-nearest = Bedoelt u { $nearest }?
cli-options-here = Opties bij deze opdracht: { $options }.
cli-options-none = Welke opdrachten en opties er zijn: heraut --help
cli-option-loose = heraut weet niet waar dit bij hoort. Zet een tekst van meer woorden tussen aanhalingstekens. Wat u hier kunt typen: { $help }
cli-and-or = { $one } of { $other }
cli-unknown-command = De opdracht { $typed } bestaat niet.
    .hint = { $near ->
        [yes] Bedoelt u: heraut { $nearest }
       *[no] Welke er zijn: heraut --help
    }
cli-missing-argument = Dit ontbreekt: { $missing }
    .hint =
        Typ het zo:
        {"  "}{ $lines }
cli-not-together = { $one } en { $other } gaan niet samen.
    .hint = Laat een van de twee weg.
cli-value-missing = { $option } heeft een waarde nodig.
    .hint = Typ de waarde erachter.
cli-value-unknown = ‘{ $value }’ kan niet bij { $option }.
    .hint = Wat wel kan: { $known }.
cli-value-wrong = ‘{ $value }’ kan niet bij { $option }.
    .hint = Hoe u het typt: { $help }

## De som

cli-sum-listed = { $count } op de lijst
cli-sum-excluded = { $count } uitgesloten ({ $grounds })
cli-sum-invalid = { $count } ongeldig
cli-sum-ready = { $count } klaar
cli-sum-withheld = { $count } achtergehouden
cli-sum-queued = { $count } nog te verzenden
cli-sum-offered = { $count } bij overdracht
cli-sum-accepted = { $count } geaccepteerd
cli-sum-deferred = { $count } later opnieuw (eerstvolgende poging { $at })
cli-sum-refused = { $count } geweigerd
cli-sum-in-doubt = { $count } onzeker
cli-sum-expired = { $count } verlopen
cli-sum-delivered = { $count } afgeleverd
cli-sum-delayed = { $count } vertraagd
cli-sum-bounced = { $count } teruggekomen

## check

cli-faults-errors = { $file }: { $errors ->
        [one] 1 fout
       *[other] { $errors } fouten
    } om op te lossen.
cli-faults-looks = { $file }: { $looks ->
        [one] 1 waarschuwing.
       *[other] { $looks } waarschuwingen.
    }
cli-faults-both = { $file }: { $errors ->
        [one] 1 fout
       *[other] { $errors } fouten
    } om op te lossen, { $looks ->
        [one] 1 waarschuwing.
       *[other] { $looks } waarschuwingen.
    }
cli-cell = Er staat: “{ $text }”
cli-list-is = Lijst: { $list }
cli-kinds = Soorten die mail krijgen: { $kinds }
cli-kind = { $kind } ({ $count })
cli-kind-rows = { $count ->
        [one] een andere in rij { $row }
       *[other] een andere in { $count } rijen, vanaf rij { $row }
    }
cli-kind-none = { $count ->
        [one] geen soort in rij { $row }
       *[other] geen soort in { $count } rijen, vanaf rij { $row }
    }
cli-kinds-more = en nog { $count }
cli-left-out = { ID($ids, word: "nr.") }
cli-left-out-by-post = per post: { ID($ids, word: "nr.") }
cli-faults-more = { $count ->
        [one] nog 1 rij
       *[other] nog { $count } rijen
    } met hetzelfde probleem: { $rows }
cli-faults-such-as = bijvoorbeeld: { $what }
cli-faults-all = Wilt u alles zien, rij voor rij? Zet -v achter de opdracht.
cli-check-fine = Alles is in orde: de lijst, de sjablonen, de bijlagen en de instellingen.
cli-ids-written = { $file } is gemaakt: { $rows } rijen, waarvan { $given } een nieuw nummer kregen in de kolom { $column }.
    .hint = Zet in de instellingen list.file op dit bestand, list.encoding = "utf-8", list.delimiter = ";" en list.columns.id = "{ $column }". Werk vanaf nu in dit bestand.
cli-list-added = Nieuw sinds de verzegeling: { $count ->
        [one] 1 rij
       *[other] { $count } rijen
    } ({ ID($what, word: "nr.") })
cli-list-gone = Van de lijst af sinds de verzegeling: { $count ->
        [one] 1 rij
       *[other] { $count } rijen
    } ({ ID($what, word: "nr.") })
cli-list-changed = Veranderd sinds de verzegeling: { $count ->
        [one] 1 rij
       *[other] { $count } rijen
    }. { ID($what, word: "nr.") }
cli-list-change-name = naam
cli-list-change-address = adres
cli-list-change-left-out = nu uitgesloten
cli-list-change-mailed = niet meer uitgesloten
cli-list-change-ground = andere grond
cli-check-settings-first = De lijst en de sjablonen worden gelezen zodra de instellingen in orde zijn.

## seal en review

cli-sealed = Verzegeld: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    } ({ $size }), controlegetal { $digest }
cli-seal-put-aside = In de map lagen verzegelde mails die het journaal niet kent (controlegetal { $digest }). Ze zijn bewaard in { $file }, naast de kluis.
    .hint = Werd een programma afgebroken? Dan betekent dit niets. Is het journaal teruggezet of ouder? Dan kunnen die mails verzonden zijn: kijk in het logboek van de mailserver voordat u iets verzendt.
cli-sealed-before = De mails zijn dezelfde als bij de vorige verzegeling. Die blijft gelden: controlegetal { $digest }
cli-sealed-nothing = Er is geen mail te verzegelen.
cli-changes = Anders dan bij de vorige verzegeling:
cli-change-settings = instellingen: { $what }
cli-change-files = bestanden: { $what }
cli-change-added = { $count } erbij: { ID($what, word: "nr.") }
cli-change-gone = { $count ->
        [one] 1 staat niet meer op de lijst of is nu uitgesloten: { ID($what, word: "nr.") }
       *[other] { $count } staan niet meer op de lijst of zijn nu uitgesloten: { ID($what, word: "nr.") }
    }
cli-change-changed = { $count } met een andere mail: { ID($what, word: "nr.") }
cli-beside = { $count ->
        [one] 1 rij op de lijst hoort niet bij deze verzegeling: { $groups }.
       *[other] { $count } rijen op de lijst horen niet bij deze verzegeling: { $groups }.
    }
cli-beside-have = { $count ->
        [one] 1 heeft de mail al
       *[other] { $count } hebben de mail al
    }
cli-beside-trying = { $count ->
        [one] 1 is al verzegeld en wordt nog geprobeerd
       *[other] { $count } zijn al verzegeld en worden nog geprobeerd
    }
cli-beside-doubt = { $count } onzeker
cli-beside-closed = { $count } geweigerd of verlopen en niet verbeterd
cli-beside-withheld = { $count } achtergehouden
cli-changed-too-late = { $count ->
        [one] { ID($ids, word: "Nr.") } is veranderd, maar die mail is al weg. Die gaat niet opnieuw.
       *[other] { $count } rijen zijn veranderd, maar die mails zijn al weg: { ID($ids, word: "nr.") }. Die gaan niet opnieuw.
    }
cli-preview-page = De opgemaakte versie staat in { $page }. Open dat bestand in een browser.
cli-preview-by-row = Geen rij op de lijst heeft nummer { $row }. Dit is rij { $row } van het bestand: { ID($id, word: "nummer") }.
cli-preview-letter = De brief staat in { $letter }.
cli-preview-watching = Stand van { $at }. Bij elke wijziging verschijnt de mail opnieuw, hier en in de browser. Stoppen: Ctrl-C.
cli-reviewed = De mails zijn te lezen: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }, controlegetal { $digest }. De map is { $size }. Open in een browser:
cli-input-empty = Er staat geen tekst op de standaardinvoer.
    .hint = Typ de tekst en sluit af met Ctrl-D, of geef een bestand: heraut … - < BESTAND
cli-input-long = De tekst op de standaardinvoer is langer dan { $most } kB.
    .hint = Houd de tekst kort, en schrijf waar de rest staat.
cli-input-text = Op de standaardinvoer staat geen tekst in UTF-8.
    .hint = Bewaar de tekst als UTF-8 en probeer het opnieuw.
cli-input-unreadable = De standaardinvoer is niet te lezen: { $what }.
    .hint = Typ de tekst, of geef een bestand: heraut … - < BESTAND
cli-reviewed-kept = De map die er stond, is niet gewist. Die staat nu in { $dir }.
cli-reviewed-confidential = De map laat zien wie er op de lijst staan. Geef die alleen aan wie dat mag weten.

## send

cli-send-catcher = Een proef: er gaat niets deze computer uit. De ingebouwde opvang bewaart elke mail, en niemand ontvangt iets.
cli-send-checked = Alles is eerst gecontroleerd en verzegeld. Voor een proef is geen akkoord nodig.
cli-send-closed = Nu mag er niets uit. Het eerste moment is { $at }. Om daarop te wachten: heraut send --wait
cli-send-words-end-first = Het akkoord geldt tot { $until }, en de eerste mail mag pas om { $at } uit. Dan is het akkoord verlopen.
    .hint = Vraag kort voor die tijd opnieuw akkoord, of maak approval.valid_for langer, verzegel en vraag opnieuw: heraut seal
cli-send-unsealed = { $count ->
        [one] Eén rij op de lijst is nog niet verzegeld
       *[other] { $count } rijen op de lijst zijn nog niet verzegeld
    } ({ ID($ids, word: "nr.") }). Deze verzending bereikt die niet.
    .hint = Verzegel ook die: heraut rerun
cli-send-looks = { $looks ->
        [one] Er is 1 waarschuwing
       *[other] Er zijn { $looks } waarschuwingen
    } om te lezen vóór een echte verzending: heraut check
cli-look-real = Dit is een ECHTE verzending: { $mails ->
        [one] 1 mail aan 1 organisatie
       *[other] { $mails } mails aan { $mails } organisaties
    } via { $relay }.
cli-look-relay = { $host } ({ $tls ->
    [none] zonder versleuteling
   *[other] versleuteld
})
cli-look-relay-login = { $relay }, ingelogd als { $user }
cli-look-pace = Het tempo is { $rate }.
cli-look-end = De verzending is rond { $end } klaar.
cli-look-end-deadline = De verzending is rond { $end } klaar; de uiterste tijd is { $deadline }.
cli-look-agreed = Akkoord van { $roles } op controlegetal { $digest }.
cli-look-last = Het laatst verzonden: { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }, de laatste { $at }. Klopt dat?
cli-look-first = Voor zover dit journaal weet, is er nog niets verzonden. Klopt dat?
cli-network-share = De campagne staat op een netwerkschijf ({ $kind }). Daar zien twee computers elkaars slot misschien niet, en het journaal is er niet voor gemaakt.
    .hint = Werk op een schijf van deze computer. Ergens anders verder: hier heraut hand-over, en daar heraut adopt.
cli-records-lost = Er kunnen regels in het journaal ontbreken sinds het op { $at } is overgenomen. Wat verzonden kan zijn, is onzeker tot iemand zegt of dat zo is.
    .hint = Kijk in het logboek van de mailserver en handel daarna meer mails tegelijk af: heraut resolve ID ID … --arrived --by "…" --why "…", of --resend
cli-clock-ask = Kloppen die datum en tijd? Typ ja om door te gaan:
cli-clock-yes = ja
cli-look-type = Typ de naam van de campagne en het aantal mails ({ $wanted }) om te beginnen:
cli-look-wrong = “{ $typed }” is niet de naam van deze campagne met het aantal mails. Typ precies dit: { $wanted }
cli-send-stopping = De mails die onderweg zijn, worden afgemaakt; daarna stopt de verzending. Druk nog eens op Ctrl-C om meteen te stoppen.
cli-send-cut = Meteen gestopt. Een mail die onderweg was, is nu onzeker.
    .hint = Kijk welke: heraut status --state in_doubt
cli-progress-begins = De verzending begint: { $due ->
        [one] 1 mail is
       *[other] { $due } mails zijn
    } aan de beurt.
cli-progress-accepted = { $accepted } van { $total } geaccepteerd
cli-progress-left = nog { $left }
cli-progress-later = { $count } later
cli-progress-doubt = { $count } onzeker
cli-size-small = Let op: deze mailserver neemt mails aan tot { $limit }, en notice.max_size staat mails toe tot { $most }. Stel notice.max_size lager in: dan zegt check welke mail te groot is, in plaats van de mailserver.
cli-no-dsn = Let op: deze mailserver meldt niet zelf wat er van een mail komt (DSN). Kan een mail niet worden bezorgd, dan kan de hele mail terugkomen bij sender.envelope_from, met de bijlagen; vragen om alleen de kop kan hier niet.
cli-progress-refused = geweigerd: { ID($id, word: "nr.") } ({ $reply })
cli-progress-in-doubt = onzeker: { ID($id, word: "nr.") }
cli-progress-expired = verlopen: { ID($id, word: "nr.") }
cli-progress-relay = Over { $span } wordt het opnieuw geprobeerd. Er is geen mail verloren.
cli-progress-slowed = Een van de ontvangende mailservers vraagt om tijd ({ $reply }). Naar dat domein gaan mails nu met minstens { $span } ertussen; de andere gaan gewoon door.
cli-progress-slowed-relay = De mailserver vraagt om tijd ({ $reply }). Alle mails gaan nu met minstens { $span } ertussen, en weer sneller zodra hij ze aanneemt.
cli-progress-slowed-several = De mailserver stelt mails uit, naar het ene na het andere domein ({ $reply }). Alle mails gaan nu met minstens { $span } ertussen, en weer sneller zodra hij ze aanneemt.
cli-progress-fewer-lines = De mailserver zegt dat dit te veel verbindingen tegelijk zijn ({ $reply }). Vanaf nu maakt deze verzending er hoogstens { $most ->
        [one] één
       *[other] { $most }
    }. Om met dat aantal te beginnen: stel relay.connections in.
cli-progress-unheard = De mailserver biedt PIPELINING aan, maar leest niet wat na het einde van een mail komt. Er is geen mail verloren. Vanaf nu wacht elke mail op het antwoord op de vorige, ook in latere verzendingen: dat staat in het bestand var/relays. Om heraut het opnieuw te laten proberen: wis de regel daar.
cli-preflight-unheard = Let op: deze mailserver biedt PIPELINING aan, maar leest niet wat na het einde van een mail komt. Dat bleek bij een verzending ({ $since }). Daarom wacht elke mail op het antwoord op de vorige. Om heraut het opnieuw te laten proberen: wis de regel in var/relays.
cli-progress-waiting = Tot { $until } gaat er niets uit. Ctrl-C stopt; er gaat niets verloren.
cli-end-stopped = Gestopt. Wat nog niet was overgedragen, blijft zoals het was.
cli-end-withdrawn = Gestopt: een akkoord is ingetrokken.
    .hint = Vraag wat er niet klopt, en verzegel opnieuw als er iets verandert.
cli-end-lapsed = Gestopt: het akkoord verliep voordat de eerste mail uitging. Daarop is niets verzonden.
    .hint = Vraag opnieuw akkoord: heraut laat zien van wie.
cli-end-clock = Gestopt: de klok van deze computer past niet bij de tijd die voorbij is, of de tijd van een mail was al om voordat deze verzending dat kon zien. Er is niets door verlopen.
    .hint = Kijk of datum en tijd kloppen. Zo ja: heraut send --clock-is-right. Zo niet, zet dan eerst de klok goed.
cli-end-brake = Gestopt door de rem: er werden te veel mails geweigerd.
    .hint = Bekijk eerst de weigeringen. Al het andere blijft zoals het was.
cli-end-brake-first = Gestopt door de rem: de eerste { $refused } antwoorden waren allemaal weigeringen.
    .hint = Bekijk eerst de weigeringen: vaak ligt het aan de instellingen of aan de mail zelf. Al het andere blijft zoals het was.
cli-end-brake-share = Gestopt door de rem: { $refused } van de { $answers } antwoorden waren weigeringen.
    .hint = Bekijk eerst de weigeringen. Al het andere blijft zoals het was.
cli-end-brake-alike = Gestopt door de rem: de mailserver weigerde { $refused } mails achter elkaar met dezelfde woorden ({ $reply }). Dat gaat over deze verzending of de afzender, niet over de organisaties.
    .hint = Vraag de beheerders van de mailserver: is een quotum op, of mag deze afzender niet? Mails die geweigerd zijn, kunnen opnieuw: heraut again ID --by "…" --why "…"
cli-end-brake-doubts = Gestopt door de rem: { $doubts } mails achter elkaar zijn overgedragen en de server antwoordde niet.
    .hint = Vraag de beheerders van de mailserver wat er gebeurde voordat u verdergaat. De onzekere mails kunnen zijn aangekomen.
cli-end-brake-returned = Gestopt door de rem: een mail kwam terug om een reden die bij de afzender ligt, niet bij de organisatie ({ $code }).
    .hint = De andere mails zouden ook terugkomen. Laat de teruggekomen mail zien aan de beheerders van de mailserver en ga daarna verder.
cli-end-brake-returned-no-code = Gestopt door de rem: een mail kwam terug om een reden die bij de afzender ligt, niet bij de organisatie.
    .hint = De andere mails zouden ook terugkomen. Laat de teruggekomen mail zien aan de beheerders van de mailserver en ga daarna verder.
cli-end-window = Buiten de verzenduren gaat er niets uit. Vanaf { $at } mogen de volgende mails uit.
cli-end-deadline = De uiterste tijd is voorbij. Wat nog niet weg was, is verlopen.
cli-forecast = Prognose: wie nu verzendt, is in dit tempo rond { $end } klaar.
cli-forecast-deadline = Prognose: wie nu verzendt, is in dit tempo rond { $end } klaar, vóór de uiterste tijd ({ $deadline }).
cli-forecast-late = In dit tempo { $left ->
        [one] gaat { $left } van de { $mails } mails
       *[other] gaan { $left } van de { $mails } mails
    } niet vóór de uiterste tijd ({ $deadline }) uit.
    .hint = Begin eerder, verhoog het tempo, verruim de uren, of verzet window.deadline en vraag daar akkoord op.
cli-forecast-over = De uiterste tijd ({ $deadline }) is voorbij: er gaat geen mail meer uit.
    .hint = Mag het later? Verzet window.deadline. Voor mails die verlopen zijn: heraut again ID --by "…" --why "…". Verzegel daarna en vraag opnieuw akkoord: heraut seal
cli-forecast-unknown = Een prognose van het einde is niet mogelijk.
cli-end-pace = Het aantal mails voor een uur of een dag is bereikt. De volgende mogen vanaf { $at }.
    .hint = Verzend dan opnieuw, of laat het wachten: heraut send --wait
cli-end-pace-now = Het aantal mails voor een uur of een dag is bereikt.
cli-end-slowed = Mailservers vroegen { $times ->
        [one] één keer
       *[other] { $times } keer
    } om tijd; de mails gingen daarom langzamer dan in de instellingen staat.
cli-end-limit = Het gevraagde aantal mails is bereikt.
cli-end-nothing = Er was niets te verzenden.
cli-end-caught = De opgevangen mails liggen in { $folder }
cli-dry-run = Alleen een controle: er is geen mailserver benaderd en er is niets verzonden.
cli-dry-unsealed = Er is nog niets verzegeld: dit zou nu verzegeld worden.
cli-dry-due = { $due } nu aan de beurt, { $later } later.

## De mails waar iemand naar moet kijken

cli-put-off-mails = { $count ->
        [one] 1 mail
       *[other] { $count } mails
    }
cli-put-off = de ontvangende kant vraagt later terug te komen, zoals bij een afzender die daar nog niet bekend is (greylisting)
cli-put-off-no-mailbox = de ontvangende kant vindt de mailbox nu niet
cli-put-off-no-domain = het deel achter de @ is nu niet te vinden
cli-put-off-sender = ons afzenderadres is nu niet na te gaan
cli-put-off-closed = de mailbox is voorlopig gesloten, of bezet
cli-put-off-full = de mailbox is vol
cli-put-off-size = de mail is daar nu te groot
cli-put-off-no-room = op de mailserver is nu geen ruimte
cli-put-off-busy = de mailserver heeft het nu te druk, of er wordt aan gewerkt
cli-put-off-unreachable = de ontvangende mailserver is nu niet te bereiken
cli-put-off-content = de inhoud van de mail wordt nu niet aangenomen
cli-put-off-policy = een regel van de ontvangende kant laat de mail pas later door, vaak omdat de afzender daar nog niet bekend is (greylisting)
cli-put-off-cut = de verbinding werd verbroken voordat de mail was overgedragen
cli-put-off-domain = het deel achter de @ is niet te vinden; waarschijnlijk zit er een tikfout in het adres
    .hint = verbeter de rij en verzegel opnieuw: heraut seal. Klopt het adres wel? Dan wordt het vanzelf opnieuw geprobeerd
cli-put-off-mailbox = deze mailbox is niet te vinden; waarschijnlijk zit er een tikfout in het adres
    .hint = verbeter de rij en verzegel opnieuw: heraut seal. Klopt het adres wel? Dan wordt het vanzelf opnieuw geprobeerd
cli-refused = de ontvangende kant weigerde deze mail
    .hint = vraag daar wat er niet klopt. Rij verbeterd: heraut rerun. Niets mis met de rij: heraut again { $id }
cli-refused-mailbox = deze mailbox bestaat niet
    .hint = zoek een ander adres, verbeter de rij, en dan: heraut rerun
cli-refused-domain = op het deel achter de @ ontvangt niemand mail
    .hint = zoek een ander adres, verbeter de rij, en dan: heraut rerun
cli-refused-address = dit adres is niet te gebruiken
    .hint = zoek een ander adres, verbeter de rij, en dan: heraut rerun
cli-refused-closed = deze mailbox is gesloten
    .hint = zoek een ander adres, verbeter de rij, en dan: heraut rerun
cli-refused-full = deze mailbox is vol
    .hint = vraag het langs een andere weg. Is er weer plaats: heraut again { $id }
cli-refused-size = de mail is daar te groot
    .hint = maak de bijlage kleiner, en dan: heraut rerun
cli-refused-content = een mail in deze vorm nemen ze daar niet aan
    .hint = vraag het de beheerder van de mailserver. Is het verholpen: heraut again { $id }
cli-refused-policy = een regel laat deze mail niet door: van de ontvangende kant, of van onze eigen mailserver
    .hint = vraag de beheerder van de mailserver of het doorsturen, de afzender, SPF, DKIM en DMARC kloppen. Is het verholpen: heraut again { $id }
cli-doubt = de verbinding viel stil nadat de mail om { $at } was overgedragen. De mail kan zijn aangekomen.
    .hint =
        Zoek <{ $message }> in het logboek van de mailserver en neem de code die ervoor staat. De mail is alleen aangekomen als een regel met die code status=sent zegt, of als de mail nog in de wachtrij staat; alleen een regel “message-id=” bewijst niets. Daarna:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-lost = er ontbreken regels in het journaal, dus de mail kan vóór { $at } al verzonden zijn. Niemand zag dat hier.
    .hint =
        Zoek <{ $message }> in het logboek van de mailserver, of vraag het de organisatie. Daarna:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-doubt-unclear = de mailserver antwoordde “{ $reply }” nadat de mail om { $at } was overgedragen. Dat gaat over een storing bij de server zelf of op weg naar de volgende, dus de mail kan zijn aangekomen.
    .hint =
        Zoek <{ $message }> in het logboek van de mailserver en neem de code die ervoor staat. De mail is alleen aangekomen als een regel met die code status=sent zegt, of als de mail nog in de wachtrij staat; alleen een regel “message-id=” bewijst niets. Daarna:
          heraut resolve { $id } --arrived --by "…" --why "…"
          heraut resolve { $id } --resend --by "…" --why "…"
cli-expired = de mail werd niet op tijd geaccepteerd
    .hint = vraag het de beheerder van de mailserver. Rij verbeterd: heraut rerun. Niets mis met de rij: heraut again { $id }
cli-bounced = de mail was geaccepteerd en kwam daarna terug: { $cause }
    .hint = { $next }
    .hint = zoek een ander adres, verbeter de rij, en dan: heraut rerun

## status, en heraut zonder meer

cli-kind-trial = proef
cli-kind-rehearsal = generale repetitie
cli-kind-live = echt
cli-unsealed = { $campaign } · { $kind } · nog niets verzegeld
cli-overview = { $campaign } · { $kind } · verzegeld { $at } · { $mails ->
        [one] 1 mail
       *[other] { $mails } mails
    }{ $before ->
        [0] {""}
       *[other] {" "}({ $before } eerder verzegeld)
    } · controlegetal { $digest }
cli-agreed = Akkoord: { $words }.
cli-agreed-by = { $role } ({ $name }, { $at })
cli-agreed-in = { $role } ({ $at })
cli-agreed-until = Dit akkoord geldt als de eerste mail uiterlijk { $until } uitgaat.
cli-agreed-begun = De verzending op dit akkoord is begonnen ({ $at }). Het akkoord blijft gelden voor de overige mails.
cli-agreed-lapsed = Dat verliep { $until }, voordat de eerste mail uitging.
cli-waiting-for = Nog nodig: { $roles }.
cli-withdrawn-by = Ingetrokken: { $role } ({ $name }, { $at }).
cli-withdrawn-in = Ingetrokken: { $role } ({ $at }).
cli-withdrawn-because = { $who } Reden: { $why }
cli-status-none = Geen enkele mail heeft deze toestand.
cli-status-withheld-by = achtergehouden door { $by }
cli-status-withheld = door iemand achtergehouden
cli-status-gone = de rij staat niet meer op de lijst
cli-status-vouched = { $state } (volgens { $by })
cli-status-earlier = een eerdere mail: { $state }, { $at }
cli-status-next = volgende poging { $at }
cli-tries = { $count } pogingen

cli-remarks-open = Er { $count ->
        [one] staat nog 1 opmerking open:
       *[other] staan nog { $count } opmerkingen open:
    }
    .hint = Lees ze: { $read }, of met alle antwoorden: { $review }. Afgehandeld? Sluit de opmerking dan: { $command }
cli-remarks-more = en nog { $count }
cli-remark-whole = het geheel
cli-remark-text = “{ $text }”
cli-remark-gone = (tekst niet bewaard)
cli-remark-by = { $by }, { $at }
cli-remark-at = { $at }
cli-remark-answers = { $count ->
        [one] 1 antwoord
       *[other] { $count } antwoorden
    }

## De ene volgende stap

cli-next-mend = Los de fouten hierboven op, en controleer opnieuw.
cli-next-try = Probeer het uit. De opvang bewaart elke mail op deze computer.
cli-next-try-loopback = Probeer het uit. De mailserver staat op deze computer, en elk adres heeft een naam die van niemand is: geen organisatie ontvangt iets.
cli-next-try-anew = De proef ging tot nu toe niet naar de mailserver die nu is ingesteld. Begin de proef opnieuw om die te proberen:
cli-next-trial-done = Dit is een proef: de mailserver staat op deze computer. Niemand heeft iets ontvangen. Lees de mails zoals ze zijn:
cli-next-try-again = Veranderd sinds de verzegeling: { $files }. Probeer opnieuw; de proef verzegelt vanzelf opnieuw.
cli-next-seal = Tot nu toe is alles in orde. Verzegel de mails.
cli-next-seal-again = Veranderd sinds de verzegeling: { $files }. Verzegel de mails opnieuw; eerdere akkoorden tellen dan niet meer.
cli-next-close-remarks = Handel eerst de open opmerkingen af ({ $count }); tot dan kan niemand akkoord geven en gaat er niets uit:
cli-next-approve = De rol “{ $role }” moet nog akkoord geven. Laat de mails lezen met heraut review; daarna:
cli-next-approve-again = De akkoorden zijn verlopen. Vraag ze opnieuw:
cli-next-send = Verzend wat nog klaarstaat.
cli-next-resolve = { ID($id, word: "Nr.") } is onzeker, dus een mens beslist. Laat het logboek van de mailserver lezen (heraut resolve --from-log BESTAND), of kijk er zelf in. Is de mail aangekomen? Typ dan dit. Moet de mail opnieuw? Typ dan --resend in plaats van --arrived:
cli-next-later = { $count ->
        [one] 1 mail wordt om { $at } opnieuw geprobeerd.
       *[other] { $count } mails worden opnieuw geprobeerd, de eerste om { $at }.
    } Verzend dan opnieuw, of wacht erop:
cli-next-window = De rest mag vanaf { $at } uit. Verzend dan opnieuw, of wacht erop:
cli-next-correct = Er zijn mails geweigerd of verlopen. Verbeter hun rijen in de lijst en verzegel alleen die. Is er niets mis met een rij? Verzend dan dezelfde mail opnieuw met heraut again.
cli-nothing-corrected = Geen enkele rij is nieuw, veranderd of verbeterd, dus er is niets te verzegelen.
cli-next-still-wrong = Kijk welke rijen u nog moet verbeteren:
cli-next-differs = De lijst is veranderd voor { ID($ids, word: "nr.") }. Verzegel dat eerst:
cli-next-unsealed = { $count ->
        [one] Eén rij op de lijst is nog niet verzegeld
       *[other] { $count } rijen op de lijst zijn nog niet verzegeld
    } ({ ID($ids, word: "nr.") }). Verzegel:
cli-next-handed-over = Deze campagne is hier afgesloten ({ $at }): werk verder waar die is overgenomen. Waar het journaal eindigt:
cli-next-running = Er wordt nu verzonden. Om te stoppen na de mails die onderweg zijn:
cli-next-read = Bij een echte verzending zou iedereen de mail hebben. Lees de mails zoals ze zijn:
cli-next-real = Klaar voor het echte werk? Zet { $what } in config/heraut.toml. Vraag dan de mailserver wat die biedt:
cli-next-real-after-catcher = Dit was de ingebouwde opvang. Zet voor een echte verzending { $what } in config/heraut.toml. Vraag dan de mailserver wat die biedt:
cli-own-list = uw eigen lijst
cli-own-texts = uw eigen teksten
cli-own-server = uw mailserver
cli-next-done = Klaar. { $accepted } van de { $listed } hebben de mail.{ $withheld ->
        [0] { "" }
       *[other] {" "}{ $withheld } achtergehouden.
    }{ $excluded ->
        [0] { "" }
       *[other] {" "}{ $excluded } uitgesloten.
    }
cli-next-returns = Alle mails zijn overgedragen. Lees wat er terugkomt:
cli-next-remarks = De opmerkingen staan bij de mails:

## Wat mensen beslissen

cli-approved = Vastgelegd: { $name } geeft als “{ $role }” akkoord op controlegetal { $digest }.
cli-signed-with = Ondertekend met sleutel { $key }.
cli-unsigned = Het akkoord als “{ $role }” telt niet. { $why }
cli-statement = Dit is de precieze tekst. Bewaar die, onderteken met ssh-keygen -Y sign -n heraut -f SLEUTEL BESTAND en leg het akkoord vast met dezelfde woorden en --signature BESTAND.sig in plaats van --statement.
cli-withdrawn = Vastgelegd: { $name } trekt het akkoord op controlegetal { $digest } in.
cli-sender-hears = Er loopt nu een verzending. Die stopt vóór de volgende mail.
cli-all-agreed = Iedereen die akkoord moet geven, heeft dat gedaan.
cli-remark-made = Opmerking { $number } is vastgelegd.
cli-remark-answered = Het antwoord op opmerking { $number } is vastgelegd.
cli-remark-closed = Opmerking { $number } is afgehandeld.
cli-serving = De leespagina staat aan: { $origin }. Stop haar met Ctrl-C.
cli-serve-invite = Nodig uit wie moet lezen of akkoord geven:
cli-served = De leespagina staat uit.
cli-invited = { $roles ->
        [none] Uitnodiging { $number } voor { $name }, om te lezen en opmerkingen te maken. Geldig tot { $until }.
       *[other] Uitnodiging { $number } voor { $name }, die akkoord mag geven als { $roles }. Geldig tot { $until }.
    }
cli-invite-link = Geef deze link alleen aan { $name }. Hij werkt één keer, en hij wordt niet nog eens getoond:
cli-invite-serve = De link werkt zolang de leespagina aanstaat:
cli-invite-none = Er is nog niemand uitgenodigd.
cli-invite-waiting = nog niet geopend, geldig tot { $until }
cli-invite-open = geopend { $opened }, geldig tot { $until }
cli-invite-ended = afgelopen { $until }
cli-invite-revoked = ingetrokken
cli-invite-reads = leest
cli-invite-somebody = (naam niet bewaard)
cli-invitation-revoked = Uitnodiging { $number } is ingetrokken. Wie ermee aan het lezen was, ziet niets meer.
cli-withheld = { ID($id, word: "Nr.") } wordt achtergehouden en krijgt geen mail, wat er ook verzegeld wordt, tot iemand dat opheft. Het akkoord voor de anderen blijft gelden.
cli-released = { ID($id, word: "Nr.") } wordt niet langer achtergehouden.
cli-again = { $count ->
        [one] De mail aan { ID($ids, word: "nr.") } is weer aan de beurt, zoals die is.
       *[other] De mails aan { ID($ids, word: "nr.") } zijn weer aan de beurt, zoals ze zijn.
    }
cli-withheld-list = { $count ->
        [one] Achtergehouden, krijgt dus geen mail: { ID($rows, word: "nr.") }
       *[other] Achtergehouden, krijgen dus geen mail: { ID($rows, word: "nr.") }
    }
cli-resolved-arrived = { $count ->
        [one] { ID($id, word: "Nr.") } telt als geaccepteerd en wordt niet opnieuw verzonden.
       *[other] { ID($id, word: "Nr.") } tellen als geaccepteerd en worden niet opnieuw verzonden.
    }
cli-resolved-resend = { $count ->
        [one] { ID($id, word: "Nr.") } is weer aan de beurt: met de verzending die nu loopt, of met de volgende.
       *[other] { ID($id, word: "Nr.") } zijn weer aan de beurt: met de verzending die nu loopt, of met de volgende.
    }
cli-stop-asked = De verzending stopt. Mails die al onderweg zijn, worden eerst afgemaakt.
cli-handed-over = De campagne is hier afgesloten. Waar het journaal eindigt: { $head }
    .hint = Kopieer de map naar waar het verder gaat, en geef daar: heraut adopt --by "…" --why "…" --head { $head }
cli-adopted = Het journaal is overgenomen, op uw naam.
cli-adopted-whole = Er ontbreekt niets aan. Zorg dat er vanaf de vorige plaats niets meer wordt verzonden.
cli-adopted-lost = Er kunnen regels ontbreken: er kunnen mails verzonden zijn die dit journaal niet kent. { $in_doubt ->
        [0] Er is nu geen mail onzeker, maar wat vanaf nu wordt verzegeld, begint onzeker.
        [one] Er is nu 1 mail onzeker, en wat vanaf nu wordt verzegeld, begint onzeker.
       *[other] Er zijn nu { $in_doubt } mails onzeker, en wat vanaf nu wordt verzegeld, begint onzeker.
    } Wie eerder akkoord gaf, moet dat opnieuw doen.
    .hint = Zoek in het logboek van de mailserver wie de mail heeft. Handel ze daarna af, als u wilt meer tegelijk: heraut resolve ID ID … --arrived --by "…" --why "…", of --resend
cli-adopted-damaged = Alleen de eerste { $records ->
        [one] regel klopte
       *[other] { $records } regels klopten
    }. Alles daarna is weggelaten; het beschadigde journaal blijft bewaard in { $file }.

## preflight, catch, init

cli-preflight = { $host }, poort { $port }, is bereikbaar. Er is geen mail verzonden. De mailserver biedt:
cli-preflight-catcher = De ingebouwde opvang antwoordt. Die bezorgt niets. De opvang biedt:
cli-feature-tls = versleutelde verbinding
cli-feature-auth = inloggen gelukt
cli-feature-size = grens aan de grootte van een mail
cli-feature-dsn = meldingen over mails die te laat zijn of terugkomen
cli-feature-smtputf8 = adressen in elk schrift
cli-feature-pipelining = meer stappen tegelijk, dat is sneller
cli-catching = De opvang luistert op { $address } en bewaart elke mail in { $folder }. Er wordt niets bezorgd. Stoppen: Ctrl-C.
cli-caught = De opvang is gestopt.
cli-init = Een nieuwe campagne ligt in { $folder }:
cli-init-invented = Elke naam en elk adres erin is verzonnen. Probeer het uit zoals het is, en zet daarna uw eigen lijst en teksten in de plaats.

## Het journaal, gecontroleerd

cli-verify-journal = Het journaal is heel: { $count ->
        [one] één regel
       *[other] { $count } regels
    }, { $seals ->
        [one] één verzegeling
       *[other] { $seals } verzegelingen
    }, { $mails ->
        [one] één mail
       *[other] { $mails } mails
    }. Het eindigt bij { $head }.

## Hulp

help-usage = Gebruik
help-commands = Opdrachten
help-arguments = Argumenten
help-options = Opties
help-general = Bij elke opdracht
help-word-options = [OPTIES]
help-word-command = [OPDRACHT]
help-value-count = AANTAL
help-value-digest = CONTROLEGETAL
help-value-dir = MAP
help-value-file = BESTAND
help-value-head = AANTAL:GETAL
help-value-id = NUMMER
help-value-path = PAD
help-value-name = NAAM
help-value-port = POORT
help-value-role = ROL
help-value-setting = SLEUTEL=WAARDE
help-value-shell = SHELL
help-value-state = TOESTAND
help-value-text = TEKST
help-about = Verzendt één officieel bericht aan elke organisatie op een vertrouwelijke lijst: één keer, aantoonbaar, en zonder dat de lijst uitlekt.
help-after = Zonder opdracht zegt heraut waar deze campagne staat en wat de volgende stap is.
help-global-dir = De map van de campagne (anders: de map waarin u bent)
help-global-set = Een andere waarde voor één instelling, voor deze keer: --set relay.port=2525
help-global-json = Eén JSON-document op de standaarduitvoer, voor programma's
help-global-lang = De taal: nl of en
help-global-reveal = Toon ook namen en adressen
help-global-verbose = Toon meer
help-global-quiet = Toon alleen waar iemand iets mee moet
help-global-no-color = Geen kleuren
help-global-help = Toon deze hulp
help-global-version = Toon de versie
help-by = Wie dit doet
help-why = Waarom, in één zin
help-id = Het nummer van een rij, zoals in de lijst
help-ids = De nummers van rijen, zoals in de lijst
help-resolve-ids = Het nummer van een of meer rijen, zoals in de lijst
help-resolve-from-log = Lees logboeken van de mailserver (Postfix, Exim, Exchange), het oudste eerst, en beslis over elke onzekere mail waarvan ze laten zien dat hij is aangenomen; - is standaardinvoer
help-resolve-dry-run = Zeg wat de logboeken laten zien, en leg niets vast
help-status-untold = Alleen wie geen bericht per mail kon krijgen, met waarom en wat te doen: voor telefoon en post
help-status-csv = Schrijf die lijst met namen en adressen naar een nieuw bestand dat alleen u kunt lezen
help-digest = Het controlegetal; de eerste twaalf tekens volstaan, met of zonder spaties
help-fresh = Begin de proef opnieuw; de vorige blijft bewaard
help-init = Maak de map van een nieuwe campagne, klaar om uit te proberen
help-init-dir = De map; die moet leeg zijn of nog niet bestaan
help-check = Controleer alles en toon alle fouten en waarschuwingen in één keer; mailt niemand
help-check-write-ids = Schrijf een kopie van de lijst waarin elke rij een nummer heeft
help-preflight = Vraag de mailserver wat die biedt; mailt niemand
help-seal = Verzegel elke mail precies zoals die uitgaat
help-preview = Toon de mail van één rij zoals de sjablonen nu zijn
help-preview-row = Het nummer van de rij in de lijst; als geen rij dat heeft, het rijnummer in het bestand
help-preview-watch = Toon hem opnieuw bij elke wijziging, tot Ctrl-C
help-export = Schrijf het bewijs naar een nieuwe map: mails, journaal en akkoorden, met controlesommen voor gewone programma's
help-export-dir = De nieuwe map
help-report = Wat er van elke organisatie is geworden: voor mensen en voor rekenbladen
help-report-html = Het verslag als pagina voor mensen, in een nieuw bestand
help-report-csv = Elke rij van de lijst als tabel (CSV), in een nieuw bestand
help-report-xlsx = Hetzelfde als werkmap voor rekenbladen (XLSX), in een nieuw bestand
help-report-redact = Zonder namen, adressen, nummers, domeinen en tijden van losse mails: geschikt om openbaar te maken
help-review = Maak een map waarin mensen de mails kunnen lezen
help-review-out = Waarheen (anders: bij de gegevens van de campagne)
help-review-marked = In de tekst van elke mail aangeven wat uit de lijst komt
help-review-redact = Zonder namen, adressen, nummers en teksten: elke organisatie onder een schuilnaam
help-remark = Leg een opmerking vast
help-remark-text = De opmerking, tussen aanhalingstekens
help-remark-mail = Over de mail van deze rij
help-remark-answer = Beantwoord opmerking N
help-remark-close = Handel opmerking N af
help-serve = Laat mensen in de browser lezen, opmerken en akkoord geven
help-serve-port = Luister op deze poort in plaats van die in de instellingen
help-invite = Nodig iemand uit om in de browser te lezen en akkoord te geven
help-invite-name = De naam van die persoon, zoals in de instellingen
help-invite-role = De rol om akkoord in te geven; zonder rol: alleen lezen en opmerken
help-invite-hours = Zoveel uur geldig, 1 tot 720
help-invite-mail = Toont alleen de mail van deze rij
help-invite-redacted = Toont schuilnamen in plaats van namen, en geen mails
help-invite-list = Toon alle uitnodigingen
help-invite-revoke = Trek uitnodiging N in
help-approve = Leg vast dat iemand akkoord is met wat verzegeld is
help-approve-role = In welke rol
help-approve-recorded-by = Wie het vastlegt, als een ander op papier akkoord gaf
help-approve-ref = Op welk papier
help-approve-statement = Toon de precieze tekst om te ondertekenen; leg niets vast
help-approve-signature = De handtekening onder die tekst, zoals ssh-keygen -Y sign die maakt
help-withdraw = Trek een akkoord in; stopt een verzending vóór de volgende mail
help-withdraw-digest = Het controlegetal; niet nodig als er één verzegeling geldt
help-withdraw-role = In welke rol (anders: in alle)
help-withhold = Houd één organisatie achter, wat er ook verzegeld wordt, tot dat wordt opgeheven
help-release = Hef op dat een organisatie wordt achtergehouden
help-again = Verzend dezelfde mails opnieuw: geweigerd, verlopen, of bij vergissing van de lijst verdwenen
help-send = Verzend wat aan de beurt is; nooit wat al geaccepteerd is
help-send-dry-run = Zeg alleen wat er verzonden zou worden
help-send-limit = Niet meer dan dit aantal mails
help-send-only = Alleen deze rijen
help-send-wait = Blijf tot alles is afgehandeld, of tot de uiterste tijd
help-send-as-sealed = Verzend wat verzegeld is, al zijn er bestanden veranderd; nooit aan wie de lijst nu weglaat
help-send-after-brake = De rem stopte de vorige verzending, en u hebt gekeken waarom
help-send-clock-is-right = U hebt gekeken: datum en tijd van deze computer kloppen
help-send-transcript = Schrijf het SMTP-gesprek in een nieuw bestand, zonder adressen, namen, teksten en geheimen
help-send-yes = Vraag niet eerst om bevestiging; --digest is dan nodig
help-stop = Laat een lopende verzending de mails onderweg afmaken en stoppen
help-status = De som, en een regel per mail
help-status-state = Alleen mails in deze toestand, zoals refused of in_doubt
help-resolve = Laat zien wat bekend is over een mail die onzeker is, of beslis erover
help-arrived = De mail is aangekomen: nooit opnieuw verzenden
help-resend = De mail is niet aangekomen: opnieuw verzenden
help-rerun = Verzegel wat nieuw is op de lijst, veranderde voor het wegging, of verbeterd is
help-bounces = Lees teruggekomen mail: wat elk is, over welke mail van ons het gaat, en aan wie het ligt
help-bounces-paths = Bestanden (.eml, mbox), Maildirs, of mappen met zulke bestanden; zonder die de mailbox bij returns.imap. Ze worden alleen gelezen
help-bounces-tray = Toon alleen wat een mens moet beslissen: wat niet zeker bij een mail van ons hoort
help-bounces-dry-run = Zeg alleen wat de mails zijn; leg niets vast
help-bounces-follow = Blijf de mailbox bij returns.imap lezen als er mail bij komt, tot Ctrl-C
help-verify = Zeg of een mail van ons is en ongewijzigd, of controleer het hele journaal
help-verify-file = De mail als bestand (.eml), zoals een mailprogramma die opslaat
help-verify-journal = Controleer elke regel van het journaal en elke verzegeling
help-hand-over = Sluit de campagne hier af en toon waar het journaal eindigt
help-adopt = Neem een journaal over: van een reservekopie, een andere computer, of beschadigd
help-adopt-head = Waar het journaal eindigt, zoals hand-over het toonde
help-catch = Start alleen de ingebouwde opvang: die bewaart elke mail en bezorgt niets
help-catch-port = Op welke poort (anders: 2525; 0: een die vrij is)
help-doctor = Controleer waar een campagne op steunt, voor uzelf of voor een melding; noemt niemand
help-completions = Aanvulling voor uw shell
help-completions-shell = bash, elvish, fish, powershell of zsh
help-man = De handleiding
help-man-out = Een bladzijde per opdracht, in deze map

## doctor

cli-doctor-program = programma
cli-doctor-system = systeem
cli-doctor-settings = instellingen
cli-doctor-relay = mailserver
cli-doctor-relays = mailserver, notities
cli-doctor-files = bestanden
cli-doctor-folder = map
cli-doctor-state = verzendhistorie
cli-doctor-key = sleutel
cli-doctor-journal-trial = journaal, proef
cli-doctor-journal-rehearsal = journaal, repetitie
cli-doctor-journal-live = journaal
cli-doctor-vault = kluis
cli-doctor-clock = klok
cli-doctor-lock = bezig
cli-doctor-disk = schijf
cli-doctor-state-disk = schijf, historie
cli-doctor-below = zie hieronder
cli-doctor-well = Alles is in orde.
cli-doctor-warned = Opdrachten werken, maar lees eerst de waarschuwingen hierboven.
cli-doctor-unwell = Los eerst de fouten hierboven op: tot die tijd weigeren opdrachten.
cli-doctor-shareable = Hierin staat geen naam van een persoon of organisatie: u kunt dit meesturen als u om hulp vraagt.

cli-rehearse = Generale repetitie: { $mails ->
    [one] 1 mail
   *[other] { $mails } mails
} naar { $guests ->
    [one] 1 adres
   *[other] elk van { $guests } adressen
} van de gastenlijst ({ $ids }). In het onderwerp staat [PROEF].
cli-rehearse-apart = Deze repetitie staat apart, in var/rehearsal. Niets ervan telt als verzonden.
help-rehearse = Oefen de echte weg, naar de mailboxen van wie meeleest
help-rehearse-to = Adressen die op de gastenlijst staan (rehearsal.guests)
help-rehearse-only = Alleen de mails van deze rijen; anders de eerste, de grootste, die met de langste naam en één van elke soort
help-value-address = ADRES

## bounces

cli-bounces-in = { $file }, mail { $number }
cli-bounces-file = { $file }
cli-bounces-nobody = noemt niemand
cli-bounces-unmatched = niet van ons, voor zover er staat
cli-bounces-sum = { $mails ->
        [one] 1 teruggekomen mail
       *[other] { $mails } teruggekomen mails
    }: { $failed } niet aangekomen, { $delayed } vertraagd of vastgehouden, { $arrived } bezorgd of doorgegeven, { $answers } automatische antwoorden en meldingen, { $other } antwoorden van mensen of niet begrepen. { $unmatched } zijn niet bij een mail van deze campagne te plaatsen.
cli-bounces-faults = Niet aangekomen: { $them } door het adres of de ontvanger, { $us } door de afzender, { $line } door de weg ernaartoe, { $unknown } zonder opgaaf van reden.
cli-bounces-nothing-recorded = Er is niets vastgelegd, en in de mailbox is niets veranderd.
cli-bounces-recorded = { $count ->
        [0] Er is niets nieuws vastgelegd
        [one] 1 mail is vastgelegd
       *[other] { $count } mails zijn vastgelegd
    }, en in de mailbox is niets veranderd. Hoe het met elke mail staat: heraut status
cli-bounces-following = { $mailbox } wordt gelezen als er mail bij komt. Stop met Ctrl-C.
cli-bounces-followed = Gestopt. Wat gelezen is, is vastgelegd, en in de mailbox is niets veranderd.
cli-bounces-again = Het lezen van de mailbox wordt opnieuw geprobeerd.
cli-bounces-earlier = Het gaat over een eerdere mail, of over een vertraging van een eerdere poging, en is niet vastgelegd.
cli-bounces-unsure = Het is niet vastgelegd: niets wat alleen deze mail heeft, noemt hem, of het kan over een eerdere poging gaan, of de mail is nooit overgedragen. Kijk ernaar.
cli-tray-number = wacht onder nummer { $number }
cli-tray-gone = De kluis heeft niet meer wat erin staat. Lees de hele mailbox opnieuw: noem de bestanden, of verwijder het bestand returns naast het journaal.
cli-tray-sum = { $count ->
        [0] Er wacht geen teruggekomen mail op een mens.
        [one] Er wacht 1 teruggekomen mail op een mens.
       *[other] Er wachten { $count } teruggekomen mails op een mens.
    }
cli-tray-settle = Lees elke mail. Gaat hij over een mail van ons:
cli-tray-dismiss = Gaat hij niet over een mail van ons, of zegt hij niets nieuws:
cli-tray-settled = Vastgelegd: teruggekomen mail { $number } gaat over { ID($id, word: "nr.") }; die mail is nu { $state }.
cli-tray-no-news = Vastgelegd: teruggekomen mail { $number } gaat over { ID($id, word: "nr.") } en verandert niets.
cli-tray-dismissed = Vastgelegd: teruggekomen mail { $number } gaat niet over een mail van ons of zegt niets nieuws.
cli-bounces-waits = { $count ->
        [one] 1 ervan wacht op een mens
       *[other] { $count } ervan wachten op een mens
    }: heraut bounces --tray
cli-bounces-tray-full = { $count ->
        [one] 1 andere zou op een mens moeten wachten en is
       *[other] { $count } andere zouden op een mens moeten wachten en zijn
    } niet bewaard: er wachten er al te veel. Handel er een aantal af en lees de mailbox opnieuw.
cli-overview-tray = { $count ->
        [one] Er wacht 1 teruggekomen mail op een mens
       *[other] Er wachten { $count } teruggekomen mails op een mens
    }: heraut bounces --tray
help-bounces-settle = Handel de teruggekomen mail met dit nummer af: hij gaat over de organisatie van --mail
help-bounces-dismiss = Handel de teruggekomen mail met dit nummer af: hij gaat niet over een mail van ons, of zegt niets nieuws
help-bounces-mail = Het nummer van de organisatie waar hij over gaat
help-bounces-state = Wat er van de mail is geworden, als de teruggekomen mail dat niet zegt: bounced, delayed of delivered
