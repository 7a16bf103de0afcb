# campaign: wat een opdracht tegenhoudt, en de namen van de staten.

campaign-input = { $count ->
        [one] Los eerst 1 fout op.
       *[other] Los eerst { $count } fouten op.
    } Er is niets verzegeld en niets verzonden.
    .hint = Los de fouten hierboven op, en controleer opnieuw: heraut check
campaign-list-attached = de bijlage { $name } is de lijst zelf, of het register van uitsluitingen
    .hint = haal deze bijlage uit de instellingen; de lijst gaat naar niemand
campaign-file-writable = anderen op deze computer kunnen dit bestand veranderen (rechten { $mode })
    .hint = neem dat recht weg: chmod go-w op het bestand
campaign-file-readable = anderen op deze computer kunnen lezen wie er op de lijst staan (rechten { $mode })
    .hint = laat alleen de eigenaar lezen: chmod 600 op het bestand
campaign-none-here = Hier is geen campagne: { $file } is er niet.
    .hint = Ga naar de map van de campagne, geef die op met -C, of begin een nieuwe: heraut init MAP
campaign-no-mail-here = In { $path } is geen mail.
    .hint = Noem bestanden (.eml of mbox), een Maildir (met new en cur), of een map met .eml- of .mbox-bestanden.
campaign-mail-large = { $path } is groter dan { $most } MB, dus het is geen mail.
    .hint = Noem het bestand dat het mailprogramma voor deze ene mail heeft opgeslagen (.eml).
campaign-no-mailbox = Er is niets te lezen: er zijn geen bestanden genoemd, en in de instellingen staat geen mailbox.
    .hint = Noem bestanden (.eml, mbox, een Maildir), of vul returns.imap en returns.user in config/heraut.toml in.
campaign-other-mailbox = In de instellingen staat { $asked } niet als mailbox waar mails naar terugkomen.
    .hint = Schrijf die bij returns.imap in config/heraut.toml; dan leest heraut bounces hem.
campaign-packed-log = { $file } is ingepakt op een manier die heraut niet leest.
    .hint = Pak het eerst uit, of pak het uit naar standaardinvoer: xzcat { $file } | heraut resolve --from-log - --by "…"
campaign-logs-out-of-order = { $file } is ouder dan { $after }, dat ervoor genoemd werd. In deze volgorde gelezen, komt het einde van een mail voor zijn begin.
    .hint = Noem de logboeken met het oudste eerst. ls -tr mail.log* toont ze zo.
campaign-in-the-way = { $file } is er al, en heraut heeft het niet geschreven zoals het nu is.
    .hint = heraut schrijft niet over bestanden van anderen heen. Verplaats het, of kies een andere map.
campaign-not-empty = In deze map staat al iets.
    .hint = Kies een map die leeg is of nog niet bestaat: heraut init MAP
campaign-held = Een andere opdracht van heraut is met deze campagne bezig.
    .hint = Wacht tot die klaar is. Meekijken: heraut status. Laten stoppen na de mails die onderweg zijn: heraut stop
campaign-lock-file = heraut kan niet controleren of een andere opdracht van heraut met deze campagne bezig is ({ $what }).
    .hint = Kijk of u in de map var mag schrijven.
campaign-not-sealed = Er is nog niets verzegeld.
    .hint = Controleer of alles in orde is met heraut check, en verzegel de mails dan: heraut seal
campaign-not-approved = Niet verzonden: op controlegetal { $digest } is nog akkoord nodig van: { $missing }.
    .hint =
        Laat de mails lezen met heraut review. Leg daarna elk akkoord vast:
          heraut approve --digest { $prefix } --by "…" --as { $first }
campaign-remarks-open = Niet verzonden: { $count ->
        [one] er staat nog één opmerking
       *[other] er staan nog { $count } opmerkingen
    } open, en volgens de verzegelde instellingen (approval.open_remarks) gaat er niets uit voordat alles is afgehandeld.
    .hint =
        Lees ze, en handel ze af:
          heraut --reveal status
          heraut remark --close … --by "…"
campaign-not-signed = Niet verzonden: het akkoord als “{ $role }” telt niet. { $why }
    .hint =
        Laat het opnieuw ondertekenen en vastleggen. De tekst om te ondertekenen:
          heraut approve --digest { $prefix } --by "…" --as { $role } --statement
campaign-approval-lapsed = Niet verzonden: het akkoord op controlegetal { $digest } gold tot { $since }.
    .hint = Vraag opnieuw akkoord. Voor elke rol: heraut approve --digest { $prefix } --by "…" --as …
campaign-real-without-roles =
    { $count ->
        [one] een rij heeft een adres dat van iemand kan zijn ({ ID($ids, word: "nr.") }). Dit is dus een echte verzending, waar de mailserver ook staat, en bij approval.required staat niemand
       *[other] { $count } rijen hebben een adres dat van iemand kan zijn (zoals { ID($ids, word: "nr.") }). Dit is dus een echte verzending, waar de mailserver ook staat, en bij approval.required staat niemand
    }
    .hint = Noem bij approval.required wie akkoord moet geven. Wilt u alleen proberen, gebruik dan alleen adressen onder .example, .test of .invalid, of zet relay.kind = "catcher".
campaign-bare-login = het inloggen gaat zonder TLS naar een poort op deze computer: iedereen die deze computer gebruikt, kan daar antwoorden
    .hint = Zet bij een tunnel relay.host op de naam van de echte mailserver, relay.connect op de poort hier, en relay.tls op "implicit" of "starttls": dan krijgt alleen de echte server het wachtwoord.
campaign-reached-by-trial =
    { $count ->
        [one] Gestopt: { ID($ids, word: "nr.") } kan deze mail al hebben. De mail ging uit via een mailserver op deze computer, in een verzending die een eerdere versie als proef bewaarde.
       *[other] Gestopt: { $count } organisaties kunnen deze mail al hebben (zoals { ID($ids, word: "nr.") }). De mail ging uit via een mailserver op deze computer, in een verzending die een eerdere versie als proef bewaarde.
    }
    .hint =
        Maak van die verzending de echte, zodat niemand de mail twee keer krijgt. Maak eerst een kopie van var, verwijder var/live als daaruit niets verzonden is, en geef var/trial de naam var/live. Daarna:
          heraut adopt --by "…" --why "…"
campaign-no-roles = Niet verzonden: deze mailserver kan iedereen bereiken, en bij het verzegelen stond er niet wie akkoord moet geven.
    .hint = Noem bij approval.required wie akkoord moet geven, en verzegel opnieuw: heraut seal
campaign-other-digest = Dat is niet het controlegetal van wat er nu verzegeld is. Het juiste is { $digest }.
    .hint = Kijk of u de laatste versie hebt gelezen: heraut review. Neem minstens twaalf tekens van het controlegetal over.
campaign-not-confirmed = Niet verzonden: niemand heeft dit bevestigd.
    .hint = Geef de opdracht opnieuw en typ de naam van de campagne; dat kan alleen in een terminal. Of bevestig vooraf: heraut send --yes --digest …
campaign-wrong-name = Niet verzonden: “{ $typed }” is niet de naam van deze campagne met het aantal mails.
    .hint = Geef de opdracht opnieuw en typ precies { $campaign }: heraut send
campaign-several-seals = Er { $count ->
        [one] geldt één verzegeling
       *[other] gelden { $count } verzegelingen
    }: { $digests }. Het is niet duidelijk welke u bedoelt.
    .hint = Zet het controlegetal erbij: --digest "…"
campaign-list-differs = Niet verzonden: wat verzegeld is ({ $at }), past niet meer bij de lijst. { $what }.
    .hint = { $command ->
        [check] Kijk wat er niet klopt, en verbeter dat: heraut check
        [rerun] Verzegel wat veranderd is, en vraag daar akkoord op: heraut rerun. Voor de andere mails blijft het akkoord gelden. Om precies te verzenden waar akkoord op is gegeven, behalve aan wie de lijst nu weglaat: heraut send --as-sealed
       *[seal] Verzegel opnieuw en vraag opnieuw akkoord: heraut seal. Om precies te verzenden waar akkoord op is gegeven, behalve aan wie de lijst nu weglaat: heraut send --as-sealed
    }
campaign-differs-address = { $count ->
        [one] { ID($ids, word: "nr.") } heeft een ander adres
       *[other] { ID($ids, word: "nr.") } hebben een ander adres
    }
campaign-differs-text = { $count ->
        [one] de mail aan { ID($ids, word: "nr.") } krijgt een andere tekst
       *[other] de mails aan { ID($ids, word: "nr.") } krijgen een andere tekst
    }
campaign-differs-gone = { $count ->
        [one] { ID($ids, word: "nr.") } staat niet op de lijst
       *[other] { ID($ids, word: "nr.") } staan niet op de lijst
    }
campaign-differs-left-out = { $count ->
        [one] { ID($ids, word: "nr.") } is uitgesloten
       *[other] { ID($ids, word: "nr.") } zijn uitgesloten
    }
campaign-differs-faulty = van { ID($ids, word: "nr.") } is nu geen mail te maken
campaign-input-moved = { $names } veranderde tijdens het lezen. Er is niets verzegeld en niets verzonden.
    .hint = Sla het bestand op en sluit het, en geef dan dezelfde opdracht opnieuw.
campaign-head-changed = Niet verzonden: deze instellingen zijn anders dan bij het verzegelen: { $lines }.
    .hint = Zet ze terug, of verzegel en vraag opnieuw akkoord: heraut seal
campaign-too-slow = Niet verzonden: in dit tempo { $left ->
        [one] gaat { $left } van de { $mails } mails
       *[other] gaan { $left } van de { $mails } mails
    } niet vóór de uiterste tijd ({ $deadline }) uit.
    .hint = Kies voor deze keer een hoger tempo, bijvoorbeeld --set pace.rate='"60/min"'; verzend met --limit alleen wat past; of verzet window.deadline, verzegel en vraag opnieuw akkoord: heraut seal
campaign-deadline-passed = Niet verzonden: de uiterste tijd was { $deadline }.
    .hint = Mag het later? Verander window.deadline. Voor mails die verlopen zijn: heraut again ID --by "…" --why "…". Verzegel daarna en vraag opnieuw akkoord: heraut seal
campaign-clock-expires = Volgens deze computer is het { $now }. Daarmee is de tijd van { $mails ->
        [one] één mail
       *[other] { $mails } mails
    } om, en bij geen enkele verzending is dat gezien. De laatste regel in het journaal is van { $last }.
    .hint = Klopt dat? Zeg het dan: heraut send --clock-is-right. Zo niet, zet dan eerst de klok goed; er is niets verzonden en niets verlopen.
campaign-clock-behind = Volgens deze computer is het { $now }, maar in het journaal staat een regel van { $last }. Een van de twee klopt niet.
    .hint = Klopt dat? Zeg het dan: heraut send --clock-is-right. Zo niet, zet dan eerst de klok goed; er is niets verzonden en niets verlopen.
campaign-clock-silence = Volgens deze computer is het { $now }, en de laatste regel in het journaal is van { $last }. Dat is een lange stilte.
    .hint = Klopt dat? Zeg het dan: heraut send --clock-is-right. Zo niet, zet dan eerst de klok goed; er is niets verzonden en niets verlopen.
campaign-no-such-id = Er is geen rij met nummer { $id }.
    .hint = De nummers staan in de lijst en in: heraut status
campaign-no-such-remark = Er is geen opmerking met nummer { $number }.
    .hint = De opmerkingen staan met hun nummer in: heraut review
campaign-cannot-resolve = { ID($id, word: "Nr.") } is niet onzeker maar { $state }. Hier hoeft niemand iets te beslissen.
    .hint = Welke mails onzeker zijn, zegt: heraut status --state in_doubt
campaign-cannot-withhold = { ID($id, word: "Nr.") } kan niet meer worden achtergehouden: { $state }.
    .hint = Alleen een mail die nog niet is overgedragen, kan worden achtergehouden. Om te zien welke: heraut status --state queued
campaign-no-state-folder = Er is geen plaats buiten de map van de campagne om vast te leggen wat er is verzonden. Een kopie van de map zou dan alles nog eens kunnen verzenden. Een echte campagne heeft zo'n plaats nodig.
    .hint = Zet XDG_STATE_HOME op een map buiten de campagne die op deze computer blijft, zoals ~/.local/state.
campaign-sent-before = Vanaf deze computer is een campagne met deze naam verzonden aan organisaties op deze lijst, en deze map weet daar niets van. Het kan een kopie zijn, of de map var is leeggemaakt.
    .hint = Werk verder in de map vanwaaruit is verzonden, of zet de map var daarvan terug. Kan dat niet: met heraut adopt --by "…" --why "…" gaat u hier verder, en elke mail begint dan onzeker. Een nieuw bericht heeft een eigen campaign.name nodig.
campaign-other-user = Deze map is van { $owner }; u bent { $you }.
    .hint = Werk verder als { $owner } (dus zonder sudo).
campaign-not-a-head = Wat achter --head staat, is niet het einde van een journaal.
    .hint = Neem het over zoals heraut hand-over het toont: het aantal regels, een dubbele punt, en het getal of ten minste de eerste 16 tekens daarvan.
campaign-cannot-release = Niemand houdt { ID($id, word: "nr.") } achter: { $state }.
    .hint = Wie door iemand is achtergehouden: heraut status --state withheld. Is de rij van de lijst geweest en terug: heraut rerun
campaign-cannot-again = { ID($id, word: "Nr.") } is niet geweigerd, verlopen of van de lijst verdwenen maar { $state }, en kan dus niet zo opnieuw worden verzonden.
    .hint = Is de rij verbeterd: heraut rerun. Is een mail onzeker: heraut resolve
campaign-withheld-by = { ID($id, word: "Nr.") } is achtergehouden door { $by }.
    .hint = Om dat op te heffen: heraut release { $id } --by "…" --why "…"
campaign-withheld-already = { ID($id, word: "Nr.") } is al achtergehouden.
    .hint = Om dat op te heffen: heraut release { $id } --by "…" --why "…"
campaign-left-out-ground = { ID($id, word: "Nr.") } krijgt al geen mail: uitgesloten ({ $ground }).
    .hint = Klopt dat niet? Verbeter de lijst of het register, en dan: heraut check
campaign-left-out = { ID($id, word: "Nr.") } krijgt al geen mail: uitgesloten.
    .hint = Klopt dat niet? Verbeter de lijst of het register, en dan: heraut check
campaign-no-mail-to-show = { ID($id, word: "Nummer") } (rij { $row }) krijgt geen mail: uitgesloten ({ $ground }).
    .hint = Klopt dat niet? Verbeter de lijst of het register, en dan: heraut check
campaign-faulty-row = Van { ID($id, word: "nummer") } is nog geen mail te maken: er zit een fout in de rij.
    .hint = Bekijk de fout en verbeter de rij: heraut check
campaign-not-listed = { ID($id, word: "Nr.") } staat nu niet op de lijst en krijgt dus geen mail.
    .hint = Zet de rij eerst terug op de lijst.
campaign-not-running = Er wordt nu niets verzonden.
    .hint = Om elke mail te zien: heraut status
campaign-only-trials = Alleen een proef kan opnieuw beginnen.
    .hint = Een mail die geaccepteerd is, gaat niet nog eens uit. Is een rij verbeterd: heraut rerun
campaign-file = { $file } kan niet gelezen of geschreven worden ({ $what }).
    .hint = Kijk of u daar mag lezen en schrijven, en of er ruimte is.

## De toestanden: op elk scherm en op elke bladzijde dezelfde woorden.

campaign-no-return-path = er kan geen retouradres voor worden gemaakt
state-excluded = uitgesloten
state-withheld = achtergehouden
state-queued = nog te verzenden
state-offered = bij overdracht
state-accepted = geaccepteerd
state-deferred = later opnieuw
state-refused = geweigerd
state-in-doubt = onzeker
state-expired = verlopen
state-delivered = afgeleverd
state-delayed = vertraagd
state-bounced = teruggekomen
campaign-not-reserved =
    { $count ->
        [one] Niet verzonden: één rij heeft een echt adres ({ ID($ids, word: "nr.") }), en niemand heeft akkoord gegeven op deze verzending.
       *[other] Niet verzonden: { $count } rijen hebben een echt adres (zoals { ID($ids, word: "nr.") }), en niemand heeft akkoord gegeven op deze verzending.
    }
    .hint = Zonder akkoord gaan mails alleen naar namen die niemand kan hebben (.example, .test, .invalid). Noem de rollen in approval.required en vraag hun akkoord, of probeer het met de ingebouwde opvang: relay.kind = "catcher".

# Welke lijst dit is
campaign-list-name = { $name }
campaign-list-version = versie { $version }
campaign-list-date = { $day } { $month } { $year }
campaign-list-file = uit { $file }
campaign-list-expected = { $rows ->
    [one] verwacht: 1 rij
   *[other] verwacht: { $rows } rijen
}
campaign-list-changed = onbekend, want de instellingen zijn na de verzegeling veranderd
campaign-stopped-brake = De rem stopte de vorige verzending, om { $at }: { $why }.
    .hint = Kijk eerst wat er gebeurde: heraut status. Een nieuwe verzending begint opnieuw met tellen.
campaign-brake-first = de eerste { $refused } antwoorden waren allemaal weigeringen
campaign-brake-share = { $refused } van de { $answers } antwoorden waren weigeringen
campaign-brake-alike = dezelfde weigering kwam { $refused } keer achter elkaar ({ $reply })
campaign-brake-doubts = { $doubts } mails achter elkaar zijn overgedragen en bleven zonder antwoord
campaign-brake-returned = een mail kwam terug om een reden die bij de afzender ligt ({ $code })
campaign-brake-returned-no-code = een mail kwam terug om een reden die bij de afzender ligt
campaign-brake-unknown = te veel mails werden geweigerd, of antwoorden bleven uit
campaign-stopped-relay = De vorige verzending eindigde om { $at } omdat de mailserver niet te gebruiken was.
    .hint = Vraag de mailserver wat die biedt: heraut preflight
campaign-stopped-relay-step = De vorige verzending eindigde om { $at } omdat de mailserver niet te gebruiken was: geen antwoord { $step }.
    .hint = Vraag de mailserver wat die biedt: heraut preflight
campaign-stopped-relay-reply = De vorige verzending eindigde om { $at } omdat de mailserver niet te gebruiken was. Die antwoordde { $reply } { $step }.
    .hint = Vraag de mailserver wat die biedt: heraut preflight
campaign-stopped-clock = De vorige verzending eindigde om { $at } omdat er iets afhing van de klok van deze computer, en die loopt misschien verkeerd. Er is niets door verlopen.
    .hint = Kijk of datum en tijd kloppen, en verzend dan opnieuw.
campaign-stop-asked = Iemand vroeg deze verzending te stoppen voordat die begon. Er is niets verzonden.
    .hint = Moet de mail toch uit? Verzend dan opnieuw: heraut send
campaign-braked = { $stopped } Er is nu niets verzonden: eerst moet iemand ernaar kijken.
    .hint = Bekijk de weigeringen: heraut status. Verzend daarna vanaf een terminal, of zeg dat u keek: heraut send --after-brake --yes --digest { $prefix }

## doctor

campaign-doctor-program = heraut { $version } ({ $letters }), SQLite { $sqlite }
campaign-doctor-letters = met brieven
campaign-doctor-no-letters = zonder brieven
campaign-doctor-system = { $system } { $release }, { $machine }
campaign-doctor-settings = De instellingen zijn te lezen. Dit is { $kind }.
campaign-doctor-trial = een proef: er kan niemand worden bereikt
campaign-doctor-rehearsal = een generale repetitie
campaign-doctor-live = een echte campagne
campaign-doctor-catcher = De ingebouwde opvang: er gaat niets deze computer uit.
campaign-doctor-relay = Poort { $port }, tls = "{ $tls }", { $login }. Proberen zonder te mailen: heraut preflight
campaign-doctor-login = met inloggen, en het wachtwoord is te lezen
campaign-doctor-no-login = zonder inloggen
campaign-doctor-no-relays = Geen: geen mailserver heeft een aparte behandeling nodig.
campaign-doctor-relays = In var/relays { $count ->
        [one] staat 1 mailserver die niet leest
       *[other] staan { $count } mailservers die niet lezen
    } wat na het einde van een mail komt. Daarom wacht elke mail daar op het antwoord op de vorige: { $relays }. Om heraut het opnieuw te laten proberen: wis de regel daar.
campaign-doctor-relay-own = die van de instellingen
campaign-doctor-relay-other = een andere
campaign-doctor-relay-named = { $name }
campaign-doctor-relay-since = { $relay } (sinds { $at })
campaign-doctor-file = { $file }: { $fault }
    .hint = Verander met chmod wie het mag lezen en schrijven, of vraag het de beheerder van deze computer.
campaign-doctor-share = De map van de campagne staat op een netwerkschijf ({ $share }). Daar zien twee computers elkaars slot misschien niet.
    .hint = Verzend vanaf één computer, of kopieer de map naar een eigen schijf.
campaign-doctor-folder = Op een schijf van deze computer.
campaign-doctor-state = Wat er is verzonden, wordt vastgelegd in { $folder }
campaign-doctor-state-inside = Er is geen plaats buiten de map van de campagne om vast te leggen wat er is verzonden. Een proef heeft die niet nodig; een echte campagne wel.
    .hint = Zet XDG_STATE_HOME op een blijvende map van deze gebruiker, of zorg dat HOME is ingevuld.
campaign-doctor-key = De sleutel past bij de kluis en het journaal.
campaign-doctor-no-key = Er is nog niets verzegeld, dus er is nog geen sleutel.
campaign-doctor-journal = Compleet, en het klopt met wat deze computer heeft vastgelegd: { $records ->
        [one] 1 regel
       *[other] { $records } regels
    }, de laatste van { $last }, einde { $head }
campaign-doctor-other-journal = Compleet; de laatste regel is van { $last }.
campaign-doctor-no-journal = Dat is er nog niet.
campaign-doctor-vault = Kan worden geopend; { $size }.
campaign-doctor-no-vault = Die is er nog niet.
campaign-doctor-clock = { $now }. Geen regel in het journaal spreekt dat tegen; controleer zelf of het klopt.
campaign-doctor-busy = Een opdracht van heraut is nu met deze campagne bezig.
campaign-doctor-idle = Geen opdracht van heraut is nu met deze campagne bezig.
campaign-doctor-room = Nog { $size } vrij op de schijf van de campagne.
    .hint = Maak ruimte vrij voordat u verzegelt of verzendt: zonder ruimte wordt er niets verzonden.
campaign-doctor-state-room = Nog { $size } vrij op de schijf waar wordt vastgelegd wat er is verzonden.
    .hint = Maak ruimte vrij voordat u verzegelt of verzendt: zonder ruimte wordt er niets verzonden.
campaign-doctor-room-unknown = heraut kan niet zien hoeveel ruimte er op deze schijf nog vrij is.
    .hint = Kijk met: df -h

campaign-invitation-unknown = Deze uitnodiging bestaat niet.
    .hint = Kijk welke uitnodigingen er zijn: heraut invite --list
campaign-invitation-used = Deze link is al een keer geopend. Een link werkt één keer.
    .hint = Vraag een nieuwe uitnodiging: heraut invite "…" --as …
campaign-invitation-ended = De tijd van deze uitnodiging is voorbij.
    .hint = Vraag een nieuwe uitnodiging: heraut invite "…" --as …
campaign-invitation-revoked = Deze uitnodiging is ingetrokken.
    .hint = Vraag een nieuwe uitnodiging: heraut invite "…" --as …
campaign-invitation-role = De uitnodiging is niet voor deze rol.
    .hint = Geef akkoord in een rol waarvoor u bent uitgenodigd, of vraag een uitnodiging voor deze rol.
campaign-not-a-guest = { $address } staat niet op de gastenlijst. Er is niets verzegeld of verzonden.
    .hint = Zet in config/heraut.toml onder [rehearsal] de eigen adressen van wie meeleest: guests = ["…"].
campaign-rehearsal-in-catcher = De mailserver is de ingebouwde opvang. Daar is geen echte weg te oefenen.
    .hint = Stel in config/heraut.toml uw eigen mailserver in ([relay]).
campaign-guests-in-settings = De gastenlijst staat alleen in config/heraut.toml, niet op de opdrachtregel.
    .hint = Laat --set rehearsal… weg en zet de adressen in config/heraut.toml, onder [rehearsal].

## Of een mail van ons is

campaign-verify-not-ours = Dit is geen mail van deze campagne.
campaign-verify-unchanged = Dit is een mail van deze campagne, ongewijzigd sinds de verzegeling ({ $at }, controlegetal { $digest }).{ $kind ->
        [live] {""}
        [rehearsal] {" "}Het is een mail van een generale repetitie.
       *[trial] {" "}Het is een mail van een proef.
    }
campaign-verify-changed = Dit is een mail van deze campagne, maar hij is veranderd na de verzegeling ({ $at }, controlegetal { $digest }).{ $kind ->
        [live] {""}
        [rehearsal] {" "}Het is een mail van een generale repetitie.
       *[trial] {" "}Het is een mail van een proef.
    }
campaign-verify-field-changed = De kopregel { $name } is niet zoals die verzegeld was.
campaign-verify-field-gone = De kopregel { $name } is weg.
campaign-verify-field-added = De kopregel { $name } is toegevoegd.
campaign-verify-words-added = In deel { $number } ({ $kind }) zijn woorden toegevoegd: een voettekst, of een waarschuwing vooraan.
campaign-verify-part-changed = Deel { $number } ({ $kind }) heeft een andere inhoud.
campaign-verify-part-gone = Deel { $number } ({ $kind }) is weg.
campaign-verify-part-added = Deel { $number } ({ $kind }) is toegevoegd.
campaign-verify-encoded = Elk deel zegt hetzelfde, maar is onderweg in andere bytes opgeschreven.
campaign-verify-way = Onderweg toegevoegd, zonder te veranderen wat mensen lezen: { $names }.
campaign-verify-forwarded = De mail zit in een andere mail, die is doorgestuurd. Die andere is niet vergeleken.
campaign-verify-line-ends = De mail is opgeslagen met de regeleinden van een tekstbestand; dat verandert niets.
campaign-tray-no-such = Er wacht geen teruggekomen mail met nummer { $number }.
    .hint = Welke er wachten, zegt: heraut bounces --tray
campaign-tray-settled = Teruggekomen mail { $number } is al afgehandeld. Er is niets vastgelegd.
    .hint = Wat nog wacht, zegt: heraut bounces --tray
campaign-tray-not-in-vault = De kluis heeft niet meer wat er in teruggekomen mail { $number } staat. Daarom kan die mail geen grond zijn voor een regel.
    .hint = Lees de hele mailbox opnieuw met heraut bounces (noem de bestanden, of verwijder eerst het bestand returns naast het journaal), of leg de mail terzijde: heraut bounces --dismiss { $number } --by "…" --why "…"
campaign-tray-state-missing = In teruggekomen mail { $number } staat niet wat er van de mail is geworden.
    .hint = Lees de mail en zeg het zelf: voeg --state bounced, --state delayed of --state delivered toe.
campaign-tray-says-otherwise = Teruggekomen mail { $number } zegt zelf iets anders over wat er van de mail is geworden. Er is niets vastgelegd.
    .hint = Laat --state weg. Klopt het niet wat de mail zegt, leg hem dan terzijde: heraut bounces --dismiss { $number } --by "…" --why "…"
campaign-cannot-prove = Voor { ID($id, word: "nr.") } is geen verzendbewijs te maken: { $state }. Er is geen mail voor gemaakt.
    .hint = Controleer het nummer met: heraut status
campaign-cannot-return = Een teruggekomen mail kan niet over { ID($id, word: "nr.") } gaan: { $state }. Volgens het journaal is die mail nooit overgedragen.
    .hint = Controleer het nummer met heraut status, of leg de teruggekomen mail terzijde: heraut bounces --dismiss … --by "…" --why "…"
