# journal: wat er mis is met het journaal. Zonder journaal gaat er geen mail uit.

journal-damaged = Het journaal klopt niet meer ({ $what }). Er gaat nu niets uit.
    .hint = Verander niets in de map var. Zet journal.db en vault.db samen terug uit dezelfde reservekopie en begin met: heraut status
journal-foreign = Het bestand journal.db is geen journaal van heraut. Er gaat nu niets uit.
    .hint = Zet dit bestand ergens anders neer en zet het eigen journaal van deze campagne terug. Kijk daarna: heraut status
journal-newer = Dit journaal is geschreven door een nieuwere heraut (vorm { $form }). Er gaat nu niets uit.
    .hint = Werk met de nieuwere versie. Welke versie hier staat: heraut --version
journal-disk = Het journaal kan niet gelezen of geschreven worden ({ $what }). Zonder journaal gaat er geen mail uit.
    .hint = Kijk of de schijf vol is en of u in de map var mag schrijven. Probeer het daarna opnieuw.
journal-head = Er kan niet worden nagekeken of het journaal compleet is ({ $what }).
    .hint = Kijk of u mag schrijven in de map var en in ~/.local/state/heraut, en of er ruimte is.
journal-shorter = Het journaal is korter dan het was: er { $head ->
        [one] was 1 regel
       *[other] waren { $head } regels
    }, nu { $found ->
        [one] is er nog 1
       *[other] zijn er nog { $found }
    }. Er kunnen mails verzonden zijn die dit journaal niet meer kent.
    .hint = Zet het volledige journaal terug. Kan dat niet: zoek in het logboek van de mailserver wie al een mail kreeg. Neem het daarna over met heraut adopt --by "…" --why "…", en haal wie de mail al heeft eruit met heraut withhold … vóór u weer verzendt.
journal-cannot-follow = Dit kan niet worden vastgelegd: het volgt niet uit wat het journaal zegt ({ $what }). Er is niets veranderd.
    .hint = Kijk hoe het nu met deze mail staat: heraut status
journal-other = Dit is een ander journaal dan er in deze map hoort: het is ergens anders verder gegaan.
    .hint = Zet het goede journaal terug. Kan dat niet: zoek uit welke mails er zijn verzonden, en neem dit over met: heraut adopt --by "…" --why "…"
journal-other-machine = Een andere computer schreef het laatst in dit journaal. Daar kan een langer journaal staan.
    .hint = Werk verder op die computer. Is deze map van daar verhuisd en wordt er daar niets meer verzonden? Neem het journaal dan over: heraut adopt --by "…" --why "…"
