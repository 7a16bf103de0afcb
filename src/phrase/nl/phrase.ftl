# phrase: eenheden, data en opsommingen

span-under-second = minder dan een seconde
span-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } seconden
}
span-minutes = { $count ->
    [one] { $count } minuut
   *[other] { $count } minuten
}
span-hours = { $count } uur
span-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
}

# De laatste twee van een opsomming: "a en b" van "x, a en b".
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } kB
size-mb = { $whole },{ $tenth } MB
size-gb = { $whole },{ $tenth } GB

list-last = { $before } en { $last }

# Vandaag staat er alleen de tijd; dit is voor andere dagen.
date-and-time = { $day } { $month } { $time }
date-alone = { $day } { $month } { $year }
date-with-year = { $day } { $month } { $year } { $time }
month-short = { $month ->
    [1] jan
    [2] feb
    [3] mrt
    [4] apr
    [5] mei
    [6] jun
    [7] jul
    [8] aug
    [9] sep
    [10] okt
    [11] nov
   *[12] dec
}

day-short = { $day ->
    [1] ma
    [2] di
    [3] wo
    [4] do
    [5] vr
    [6] za
   *[7] zo
}

fault-accepted = Geaccepteerd: { $reason }
phrase-unknown = { $key } (gemeld door een andere versie van heraut)

# Hetzelfde in de mails van andere rijen van de lijst.
fault-also = { $others ->
    [one] Hetzelfde bij rij { $rows }
   *[other] Hetzelfde bij de rijen { $rows }
} van de lijst: samen { $count } rijen.

## Een voorbeeld binnen een fout

phrase-cell-of-row = rij { $row } heeft die van { $other ->
        [0] een organisatie die niet meer op de lijst staat
       *[other] rij { $other }{ $known ->
            [0] {""}
           *[other] {" "}({ ID($id, word: "nr.") })
        }
    }

## Wat het systeem van een bestand of een verbinding zegt

system-not-found = het is er niet
system-denied = dat mag hier niet
system-exists = het is er al
system-full = de schijf is vol
system-read-only = daar kan niets worden geschreven
system-folder = het is een map
system-no-folder = een deel van het pad is geen map
system-busy = het is in gebruik
system-refused = op die poort luistert niets
system-unreachable = die computer is vanaf hier niet te bereiken
system-timed-out = er kwam op tijd geen antwoord
system-cut = de verbinding werd verbroken
system-closed = de andere kant sloot de verbinding
system-name = die naam is op het netwerk niet te vinden
system-tls-cut = de beveiligde verbinding werd verbroken
system-full-line = de verbinding neemt niets meer aan
system-given-up = deze verbinding was al opgegeven
system-other = een storing op deze computer; -v laat zien welke
sqlite-disk = de schijf geeft een fout
sqlite-busy = een ander programma houdt het vast
sqlite-cannot-open = het bestand kan niet worden geopend
sqlite-damaged = het bestand is beschadigd
sqlite-no-database = het bestand is geen database
sqlite-memory = het geheugen is op
sqlite-form = er staat iets in dat heraut niet schrijft
