# rectify: een nieuwe campagne voor wie een eerdere mail heeft of kan hebben.

rectify-made = Een rectificatie van { $of } ligt in { $folder }:
rectify-sum = { $listed } op de lijst = { $told } krijgen bericht ({ $how }){ $others ->
        [0] {""}
       *[other] { " " }+ { $others } niet ({ $why })
    }
rectify-more-addresses = { $count ->
        [one] 1 organisatie heeft de eerdere mail (misschien) ook op een tweede adres, en krijgt daar ook bericht. Die rij heeft een nummer met ~.
       *[other] { $count } mails gaan naar nog een adres van een organisatie die de eerdere mail daar (misschien) ook heeft. Die rijen hebben een nummer met ~.
    }
rectify-withheld = { $count ->
        [one] { ID($ids, word: "Nr.") } wordt inmiddels achtergehouden, maar heeft de eerdere mail (misschien) wel. Daarom staat deze organisatie op de lijst.
       *[other] { ID($ids, word: "Nr.") } worden inmiddels achtergehouden, maar hebben de eerdere mail (misschien) wel. Daarom staan deze organisaties op de lijst.
    }
    .hint = Mogen zij ook dit bericht niet krijgen? Houd ze dan achter in de nieuwe map: heraut withhold NR --by "…" --why "…"
rectify-records-lost = Van de eerdere campagne ontbreken misschien regels. Wie alleen volgens die regels een mail kreeg, staat niet op de lijst.
    .hint = Zoek in het logboek van de mailserver wie de eerdere mail nog meer kreeg.
rectify-of-trial = De eerdere campagne was alleen een proef: niemand heeft die mail. Deze rectificatie kunt u uitproberen, maar niet echt versturen.
    .hint = Maak na de echte verzending opnieuw een rectificatie: heraut rectify MAP
rectify-fill-in = De teksten zijn een begin. Schrijf op wat er fout was en wat goed is, overal waar [INVULLEN] of [TODO] staat.
rectify-renewed = { $file } is vernieuwd: { $rows ->
        [one] 1 rij
       *[other] { $rows } rijen
    }.
rectify-renewed-same = { $file } klopt al: { $rows ->
        [one] 1 rij
       *[other] { $rows } rijen
    }.
rectify-added = { $count ->
        [one] Nieuw op de lijst: { ID($ids, word: "nr.") }
       *[other] Nieuw op de lijst: { ID($ids, word: "nr.") }
    }
rectify-gone = { $count ->
        [one] Van de lijst af, want deze heeft de eerdere mail niet: { ID($ids, word: "nr.") }
       *[other] Van de lijst af, want deze hebben de eerdere mail niet: { ID($ids, word: "nr.") }
    }
rectify-differs = { $count ->
        [one] Naam of adres is weer dat van de eerdere mail: { ID($ids, word: "nr.") }
       *[other] Naam of adres is weer dat van de eerdere mail: { ID($ids, word: "nr.") }
    }

rectify-earlier = De eerdere campagne, in { $dir }, is nu niet te lezen: { $what }
    .hint = Zonder die campagne weet niemand wie de eerdere mail heeft. Daarom wordt er niets verzegeld of verzonden. Kijk wat er daar aan de hand is: heraut -C { $dir } status. Ligt de campagne ergens anders? Vul dat in bij rectification.of in config/heraut.toml
rectify-nobody = Niemand heeft een mail van deze campagne, ook niet misschien. Er is dus niemand om bericht te geven.
    .hint = Kijk hoe het ermee staat: heraut status
rectify-not-empty = In { $dir } staat al iets. Er is niets veranderd.
    .hint = Kies een map die leeg is of nog niet bestaat: heraut rectify MAP. De lijst van een rectificatie vernieuwt u in de map zelf: heraut rectify --renew
rectify-in-state = In { $dir } bewaart heraut zijn eigen gegevens.
    .hint = Kies een map buiten var: heraut rectify MAP
rectify-path = De weg van de nieuwe map naar { $dir } is niet op te schrijven in de instellingen.
    .hint = Kies een andere map, met een naam in letters die UTF-8 kent: heraut rectify MAP
rectify-overtaken = Gestopt: de eerdere campagne ging verder, en de lijst past er niet meer bij. Wat al weg is, blijft weg; de rest wacht.
    .hint = Bekijk elke rij: heraut check. Vernieuw de lijst: heraut rectify --renew. Daarna: heraut rerun, en verzend
rectify-not-one = Deze campagne is geen rectificatie: er is geen lijst om te vernieuwen.
    .hint = Een rectificatie van deze campagne maken: heraut rectify MAP

rectify-state = { $state }
rectify-unknown = die campagne kent dit nummer niet

campaign-rectify-other = de campagne in deze map is verzegeld onder de naam { $name }
    .hint = vul bij rectification.of in waar de campagne ligt die u rectificeert; de naam staat bij rectification.campaign
campaign-rectify-trial-only = de eerdere campagne was alleen een proef: niemand heeft die mail, dus er valt niets echt te rectificeren
    .hint = probeer dit met relay.kind = "catcher", of vul bij rectification.of in welke campagne wel verzonden is
campaign-rectify-of-trial = de eerdere campagne was alleen een proef, dus ook deze rectificatie is om uit te proberen
    .hint = maak de rectificatie opnieuw na de echte verzending: heraut rectify MAP
campaign-rectify-lost = van de eerdere campagne ontbreken misschien regels: wie alleen volgens die regels een mail kreeg, staat niet op deze lijst
    .hint = zoek in het logboek van de mailserver wie de eerdere mail nog meer kreeg
campaign-rectify-extra = deze organisatie heeft de eerdere mail niet ({ $why })
    .hint = de lijst volgt uit de eerdere campagne en wordt niet met de hand veranderd; vernieuw de lijst: heraut rectify --renew
campaign-rectify-missing = { ID($id, word: "nr.") } heeft de eerdere mail (misschien) wel, en staat niet op de lijst
    .hint = de lijst volgt uit de eerdere campagne en wordt niet met de hand veranderd; vernieuw de lijst: heraut rectify --renew. Iemand overslaan: heraut withhold
campaign-rectify-left-out = deze organisatie heeft de eerdere mail (misschien) wel, en een regel in de instellingen sluit haar uit
    .hint = haal die regel uit [list]. Iemand overslaan: heraut withhold
campaign-rectify-address = de eerdere mail ging naar een ander adres dan dit
    .hint = de lijst volgt uit de eerdere campagne en wordt niet met de hand veranderd; vernieuw de lijst: heraut rectify --renew
campaign-rectify-name = de organisatie had in de eerdere mail een andere naam
    .hint = de lijst volgt uit de eerdere campagne en wordt niet met de hand veranderd; vernieuw de lijst: heraut rectify --renew
campaign-rectify-edited = deze lijst is veranderd, of de dagen zijn die van een andere tijdzone
    .hint = de lijst volgt uit de eerdere campagne en wordt niet met de hand veranderd; vernieuw de lijst: heraut rectify --renew

help-rectify = Maak een campagne die precies bericht geeft aan wie de mail van deze campagne heeft of kan hebben
help-rectify-dir = De nieuwe map; die moet leeg zijn of nog niet bestaan. Zonder map: naast deze campagne, onder de naam ervan
help-rectify-renew = In een rectificatie: schrijf de lijst opnieuw, zoals de eerdere campagne nu is
