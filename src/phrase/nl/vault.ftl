# vault: de kluis met de verzegelde mails (vault.db) en de sleutel van de campagne (key).

vault-key-file = De sleutel van deze campagne kan niet gelezen of gemaakt worden ({ $what }).
    .hint = Kijk of u in de map var mag lezen en schrijven.
vault-key-form = In var/key staat geen sleutel van heraut.
    .hint = Zet de eigen sleutel van deze campagne terug uit een reservekopie. Zonder die sleutel zijn de vertrouwelijke teksten niet te openen.
vault-key-lost = De sleutel van deze campagne (var/key) is weg, en wat ermee gemaakt is, staat er nog. Zonder die sleutel weet niemand wie de mail heeft. Er is niets veranderd.
    .hint = Zet var/key terug uit een reservekopie. Is die er niet: zet de map var opzij, neem de campagne over met heraut adopt --by "…" --why "…", en verzegel. Elke mail begint dan onzeker.
vault-key-wrong = De sleutel in var/key is van een andere campagne. Er is niets veranderd.
    .hint = Zet de sleutel terug die bij deze kluis en dit journaal hoort: de hele map var, uit dezelfde reservekopie.
vault-key-unproven = Niets laat zien dat de sleutel in var/key bij dit journaal hoort: de kluis kent de rijen niet. Er is niets veranderd.
    .hint = Zet vault.db terug naast journal.db, uit dezelfde reservekopie.
vault-key-open = Anderen op deze computer kunnen de sleutel van deze campagne lezen.
    .hint = Maak de sleutel van u alleen: chmod 600 var/key
vault-disk = De kluis kan niet gelezen of geschreven worden ({ $what }).
    .hint = Kijk of de schijf vol is en of u in de map var mag schrijven. Probeer het daarna opnieuw.
vault-why-form = het is geen kluis die deze heraut kan lezen
vault-why-changed = het is niet meer wat er verzegeld is
vault-why-text = het gaat met deze sleutel niet open
vault-why-missing = het is er niet
vault-form = Het bestand vault.db is geen kluis die deze heraut kan lezen.
    .hint = Zet vault.db en journal.db samen terug uit dezelfde reservekopie, of werk met een nieuwere versie van heraut.
vault-not-as-sealed = Wat in de kluis staat, is niet meer wat er verzegeld is. Er gaat nu niets uit.
    .hint = Zet vault.db terug uit een reservekopie van na het verzegelen. Kijk daarna: heraut status
vault-text = Een tekst in de kluis gaat met deze sleutel niet open.
    .hint = var/key en vault.db horen bij elkaar: zet beide terug uit dezelfde reservekopie.
vault-missing = In de kluis ontbreekt iets waar het journaal van spreekt. Er gaat nu niets uit.
    .hint = vault.db en journal.db horen bij elkaar: zet beide terug uit dezelfde reservekopie. Kijk daarna: heraut status
