# dispatch: wat het verzenden zelf stopt.

dispatch-journal = Het journaal kan niet geschreven worden ({ $what }). Het verzenden is gestopt: zonder journaal gaat er geen mail uit.
    .hint = Kijk of de schijf vol is. Controleer daarna waar alles staat: heraut status
dispatch-lock-gone = Iemand heeft het slot van deze verzending weggehaald, dus een andere opdracht van heraut zou kunnen beginnen. Er wordt niets meer aangeboden.
    .hint = Kijk of er geen andere opdracht van heraut met deze campagne bezig is, en laat het bestand lock staan. Daarna: heraut send
dispatch-mail = Een verzegelde mail is niet goed uit de kluis te lezen ({ $what }). Het verzenden is gestopt.
    .hint = Zet vault.db terug uit een reservekopie van na het verzegelen. Controleer daarna waar alles staat: heraut status
dispatch-not-covered = Zonder akkoord gaan er alleen mails naar verzonnen adressen (.example, .test, .invalid), en er staat een ander adres op de lijst. Het verzenden is gestopt.
    .hint = Gebruik de ingebouwde opvang (relay.kind = "catcher"), of noem bij approval.required wie akkoord moet geven en verzegel: heraut seal
dispatch-impossible = Het journaal en het verzenden spreken elkaar tegen. Het verzenden is gestopt.
    .hint = Dit is een fout van heraut zelf. Bewaar de map var en meld de fout. Om elke mail te zien: heraut status
