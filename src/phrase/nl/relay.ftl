# relay: de mailserver, en waarom hij niet te gebruiken is.

relay-step-connect = bij het verbinden
relay-step-greeting = bij de begroeting
relay-step-ehlo = bij het kennismaken (EHLO)
relay-step-tls = bij het beveiligen (TLS)
relay-step-auth = bij het inloggen (AUTH)
relay-step-mail = bij de afzender (MAIL)
relay-step-rcpt = bij de ontvanger (RCPT)
relay-step-data = vóór de tekst (DATA)
relay-step-body = tijdens de tekst
relay-step-dot = na de tekst

relay-login-refused = De mailserver neemt de naam of het wachtwoord niet aan ({ $step }: { $reply }).
    .hint = Kijk naar relay.user en naar het wachtwoord. Probeer het zonder te mailen: heraut preflight
relay-sender-refused = De mailserver laat deze afzender niet toe ({ $step }: { $reply }). Er gaat nu niets uit; niemand telt daardoor als geweigerd.
    .hint = Vraag de beheerder of het account uit relay.user mag verzenden als sender.envelope_from. Probeer het daarna: heraut preflight
relay-refused-us = De mailserver wil ons niet helpen ({ $step }: { $reply }). Er gaat nu niets uit; niemand telt daardoor als geweigerd.
    .hint = Vraag de beheerder van de mailserver wat deze code betekent. Probeer het daarna: heraut preflight
relay-not-now = De mailserver kan nu niet ({ $step }: { $reply }).
    .hint = Wacht even en ga dan verder: heraut send
relay-line = De verbinding met de mailserver lukte niet of brak af ({ $step }: { $what }).
    .hint = Kijk naar relay.host en relay.port, en of deze computer het netwerk op mag. Probeer het daarna: heraut preflight
relay-silent = De mailserver antwoordde niet op tijd ({ $step }).
    .hint = Ga later verder met heraut send, of geef de server meer tijd met relay.timeout. Kijken zonder te mailen: heraut preflight
relay-garbled = Aan de andere kant antwoordt iets dat geen SMTP spreekt ({ $step }).
    .hint = Kijk of relay.port en relay.tls bij elkaar horen: 465 met "implicit", 587 met "starttls". Probeer het daarna: heraut preflight
relay-tls = De beveiligde verbinding met de mailserver kwam niet tot stand ({ $step }: { $what }). Er gaat nu niets uit.
    .hint = Kijk of relay.host de naam is die op het certificaat staat. Heeft uw organisatie een eigen uitgever van certificaten? Noem die bij relay.ca_file. Probeer het daarna: heraut preflight
relay-no-tls = De mailserver biedt geen beveiligde verbinding aan ({ $step }: geen STARTTLS). Er gaat nu niets uit.
    .hint = Vraag de beheerder om STARTTLS, of zet relay.tls = "implicit" met de poort die daarbij hoort. Probeer het daarna: heraut preflight
relay-no-login = De mailserver biedt geen manier van inloggen aan die heraut kent ({ $step }). Er gaat nu niets uit.
    .hint = heraut kent PLAIN en LOGIN. Vraag de beheerder, of haal relay.user weg als inloggen niet nodig is. Probeer het daarna: heraut preflight
relay-not-loopback = Volgens de instellingen staat de mailserver op deze computer, maar de naam wijst ergens anders heen ({ $step }). Er gaat nu niets uit.
    .hint = Schrijf bij relay.host 127.0.0.1 of ::1.
relay-too-small = De mailserver neemt mails aan tot { $limit } kB, en de grootste van deze campagne is { $largest } kB ({ $step }: SIZE). Er gaat nu niets uit; niemand telt daardoor als geweigerd.
    .hint = Vraag de beheerder om een hogere grens, of maak de bijlagen kleiner en verzegel opnieuw: heraut seal
relay-wrong-receipt = De regel in het journaal en de mail horen niet bij elkaar ({ $step }). De mail is niet verzonden.
    .hint = Dit is een fout van heraut zelf. Bewaar de map var en meld de fout. Waar alles staat, zegt: heraut status
