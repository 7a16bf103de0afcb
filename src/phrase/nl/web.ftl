# web: de pagina's die heraut serve laat zien

## Op elke pagina

web-to-content = Naar de inhoud
web-pages = Pagina's
web-is-real = Deze mails gaan naar de organisaties zelf.
web-is-not-real = Dit is niet de echte verzending.
web-only-reads = leest mee
web-names-hide = Namen verbergen
web-names-show = Namen tonen
web-leave = Afmelden
web-your-act = Wat u nu kunt doen
web-about-digest = Deze pagina gaat over de mails met controlegetal
web-keys = Sneltoetsen
web-keys-next = volgende mail
web-keys-previous = vorige mail
web-keys-search = zoeken in de lijst
web-keys-on = Sneltoetsen gebruiken
web-back-to-overview = Naar het overzicht

## De uitnodiging

web-invited = U bent uitgenodigd
web-invited-as = Om te lezen en akkoord te geven voor:
web-invited-to-read = Om mee te lezen en opmerkingen te maken.
web-you-will-see = Dit ziet u straks
web-see-mails = elke mail, precies zoals de organisatie die krijgt
web-see-remarks = de opmerkingen van anderen, met plaats voor die van u
web-see-agree = de plek waar u akkoord geeft
web-begin = Begin met lezen
web-works-once = Deze link werkt één keer, in deze browser. Begin uiterlijk:
web-in-confidence = De mails zijn vertrouwelijk. Geef deze link aan niemand door.

## Het overzicht

web-step-read = Lees de mails
web-step-read-how = Elke mail staat er zoals de organisatie die krijgt.
web-step-remark = Zet erbij wat niet klopt
web-step-remark-how = Bij een mail, of over het geheel. Iedereen hier kan het lezen.
web-step-agree = Geef akkoord
web-step-agree-how = Alleen wie daarvoor is aangewezen. Uw naam komt erbij te staan.
web-redacted-how = Zonder namen, adressen, nummers en teksten. Elke organisatie heeft hier een schuilnaam, dezelfde als in een geanonimiseerde map van deze campagne.
web-to-remarks = Naar de opmerkingen

## De lijst van mails

web-search = Zoek op naam, adres of nummer
web-domain = Domein
web-any-domain = alle domeinen
web-kind-of = Soort organisatie
web-any-kind = alle soorten
web-finding = Met bevinding
web-any-finding = met of zonder
web-state = Toestand
web-any-state = alle
web-show = Zoek
web-show-all = Alle mails
web-organisation = Organisatie
web-no-mails = Hier past geen mail bij. Zoek op een deel van de naam, of laat alle mails zien.
web-turn-pages = Bladeren door de lijst
web-previous = Vorige
web-next = Volgende

## Eén mail

web-list-of-mails = Alle mails
web-views = Hoe u de mail bekijkt
web-of-list-how = Wat gemarkeerd is, komt uit de regel van deze organisatie in de lijst. De rest is tekst van de sjabloon en de instellingen. De markering staat alleen hier: de verzegelde mail heeft die niet.
web-of-list-unknown = Wat uit de lijst komt, is niet meer te laten zien: na het verzegelen is een bestand van de campagne veranderd.
web-answer-or-close = Antwoorden of afhandelen
web-your-remark = Uw opmerking of vraag
web-make-remark = Opmerking plaatsen
web-keep-mail = Bewaar de mail als bestand (.eml)

## Opmerkingen

web-remarks-all = Alle opmerkingen
web-remarks-open = Alleen wat nog open is
web-remarks-csv = Als tabel (CSV)
web-print = Afdrukken
web-remarks-nothing = Hier staat niets. Wilt u iets zeggen over één mail? Doe dat bij die mail zelf.
web-about-all = over het geheel
web-remark-all = Over het geheel
web-remark-all-how = Gaat het over één mail? Zet het dan bij die mail.
web-your-answer = Uw antwoord
web-answer = Antwoorden
web-close = Afhandelen
web-close-how = Afgehandeld blijft leesbaar, met uw naam erbij. Een antwoord is dan niet nodig.

## Akkoord

web-since-yours = Wat er veranderd is sinds uw akkoord
web-remarks-block = In deze campagne moeten die afgehandeld zijn voordat iemand akkoord geeft.
web-remarks-first = Er kan nog niemand akkoord geven: eerst moeten de open opmerkingen zijn afgehandeld.

web-read-open-remarks = Lees ze eerst
web-you-agree-as = U geeft akkoord als
web-agree-as = Waarvoor geeft u akkoord?
web-have-read = Ik heb de mails gelezen en ga akkoord met wat hierboven staat.
web-agree = Akkoord geven
web-agree-kept = Uw naam en het tijdstip worden vastgelegd. Verandert er daarna iets aan een mail, dan is een nieuw akkoord nodig.
web-you-agreed = U hebt hier akkoord op gegeven.
web-others-agree = U hoeft hier nu niets te doen. Wie akkoord geeft, staat erbij.
web-who-agrees = Wie akkoord geeft
web-your-role = u
web-withdraw = Akkoord intrekken
web-withdraw-how = Zonder uw akkoord gaat er geen mail meer uit. Loopt de verzending al, dan stopt die vóór de volgende mail.
web-withdraw-why = Waarom? (mag leeg blijven)
web-withdraw-now = Trek mijn akkoord in

## De verzending

web-sending = De verzending
web-course = Hoe ver het is
web-refreshes = Deze pagina houdt zichzelf bij.
web-refresh-pause = Zet stil
web-refresh-now = Vernieuw deze pagina
web-refresh-again = Weer bijhouden
web-stop = De verzending stoppen
web-stop-how = Mails die onderweg zijn, worden afgemaakt. Daarna gaat er niets meer uit. Wat nog niet weg is, blijft klaarstaan.
web-stop-now = Stop de verzending
web-where-all-are = Waar alle mails zijn
web-last-ones = De laatste mails
web-when = Wanneer
web-state-and-answer = Toestand, en het antwoord van de mailserver
web-nothing-sent = Er is nog geen mail weg.

web-sign-text = Bij deze campagne hoort een handtekening met uw eigen sleutel. Bewaar deze tekst zoals hij is:
web-sign-how = Onderteken hem op uw eigen computer:
web-sign-paste = Plak hier de inhoud van het bestand .sig

## Was deze mail van ons?

web-verify = Was deze mail van ons?
web-verify-lead = Kreeg iemand een mail die van deze campagne lijkt te komen? Zie hier of die van ons is, en ongewijzigd.
web-verify-file = De mail als bestand (.eml): kies het, of sleep het hierheen
web-verify-now = Kijk na
web-verify-how = Zo komt u aan het bestand: open de mail en kies "Opslaan als" of "Bericht downloaden". Een mail die als bijlage is doorgestuurd kan ook; een mail die als tekst is doorgestuurd niet.
web-verify-kept = Het bestand wordt vergeleken en daarna vergeten. Er wordt niets van bewaard.

## Wat er terugkwam

web-returns = Wat er terugkwam
web-returns-about-us-how = Het ligt niet aan de adressen, en elke andere mail krijgt hetzelfde antwoord. Los dit eerst op, en verzend deze mails daarna opnieuw met heraut again.
web-returns-dismiss-how = Gaat hij niet over een mail van ons, of zegt hij niets nieuws:
web-returns-mail = Teruggekomen mail
web-returns-look = Hier moet iemand naar kijken
web-returns-none-of-these = Geen enkele.
web-returns-nobody-missed = Tot nu toe is er geen mail geweigerd, verlopen of teruggekomen.
web-returns-not-told = Niet bereikt
web-returns-settle = Hoe u dit afhandelt
web-returns-settle-how = Lees de mail. Gaat hij over een van onze organisaties, leg dat dan vast in een terminal:
web-returns-whose-fault = Aan wie het ligt
web-to-returns = Wat er terugkwam
web-tab-returns = Retour
web-returns-told = Bereikt
web-returns-on-its-way = Onderweg
web-returns-nothing-yet = Er kan nog niets terugkomen: er is nog geen mail overgedragen aan een mailserver die bezorgt.
web-returns-about-us = { $count ->
        [one] 1 mail is
       *[other] { $count } mails zijn
    } niet aangekomen door de afzender.
web-returns-all = Alle ({ $count })
web-returns-them = De ontvanger ({ $count })
web-returns-us = De afzender ({ $count })
web-returns-line = De weg erheen ({ $count })
web-returns-unknown = Niet gezegd ({ $count })
web-returns-more = Nog { $count }: heraut status
web-returns-why = Waarom: { $cause }. Dat ligt aan { $fault ->
        [them] de ontvanger
        [us] de afzender
        [line] de weg erheen
       *[unknown] iets dat niemand noemt
    }.
web-returns-expired = De mail is niet op tijd aangenomen. Het laatst: { $cause }. Dat ligt aan { $fault ->
        [them] de ontvanger
        [us] de afzender
        [line] de weg erheen
       *[unknown] iets dat niemand noemt
    }.
web-returns-doubt = De mail is overgedragen, en niemand weet of hij is aangekomen.
web-returns-doubt-next = Zoek de mail in het logboek van de mailserver, en dan: heraut resolve
web-returns-delayed = De mail is laat: een mailserver onderweg probeert het nog.
web-returns-delayed-next = Wacht op het volgende bericht.
web-returns-perhaps = Hij gaat misschien over { ID($id, word: "nr.") }{ $by ->
        [recipient] : alleen het adres wijst daarop.
       *[other] , maar zegt niet met zekerheid over welke mail of poging.
    }
web-returns-nobody = Hij noemt geen van onze mails met zekerheid.
web-returns-next = Wat u doet: { $next }
web-returns-says = Hij zegt: { $cause }.
