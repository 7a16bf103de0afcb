# journal: wat er mis is met het journaal. Zonder journaal gaat er geen mail uit.

journal-damaged = Het journaal is beschadigd ({ $what }). Er gaat nu niets uit.
    .hint = Verander niets in de map var. Zet journal.db en vault.db samen terug uit dezelfde reservekopie. Kan dat niet: heraut adopt --by "…" --why "…" gaat verder vanaf de laatste regel die klopt. Het beschadigde bestand blijft bewaard, en elke mail die daarna verzonden kan zijn, is dan onzeker.
journal-foreign = Het bestand journal.db is geen journaal van heraut. Er gaat nu niets uit.
    .hint = Zet dit bestand ergens anders neer en zet het eigen journaal van deze campagne terug. Kijk daarna: heraut status
journal-newer = Dit journaal is geschreven door een nieuwere heraut (vorm { $form }). Er gaat nu niets uit.
    .hint = Werk met de nieuwere versie. Welke versie hier staat: heraut --version
journal-disk = Het journaal kan niet gelezen of geschreven worden ({ $what }). Zonder journaal gaat er geen mail uit.
    .hint = Kijk of de schijf vol is en of u in de map var mag schrijven. Probeer het daarna opnieuw.
journal-why-foreign = het is geen journaal van heraut
journal-why-newer = een nieuwere heraut schreef het
journal-record-misplaced = regel { $record } staat niet op zijn plaats
journal-record-changed = regel { $record } is veranderd
journal-record-impossible = regel { $record } past niet bij de regels ervoor
journal-head = heraut kan niet controleren of het journaal compleet is ({ $what }).
    .hint = Kijk of u mag schrijven in de map var en in ~/.local/state/heraut, en of er ruimte is.
journal-shorter = Het journaal is korter dan het was: er { $head ->
        [one] was 1 regel
       *[other] waren { $head } regels
    }, nu { $found ->
        [one] is er nog 1
       *[other] zijn er nog { $found }
    }. Er kunnen mails verzonden zijn die dit journaal niet meer kent.
    .hint = Zet het volledige journaal terug. Kan dat niet: heraut adopt --by "…" --why "…" neemt over wat er is. Elke mail die daarna verzonden kan zijn, is dan onzeker. Zoek in het logboek van de mailserver wie de mail heeft, en handel die af met heraut resolve.
journal-cannot-follow = Dit kan niet worden vastgelegd: het klopt niet met wat er nu in het journaal staat. Er is niets veranderd.
    .hint = Kijk hoe het nu met deze mail staat: heraut status
journal-other = Dit is een ander journaal dan er in deze map hoort: het is ergens anders verder gegaan.
    .hint = Zet het goede journaal terug. Kan dat niet: heraut adopt --by "…" --why "…" neemt dit over. Elke mail die verzonden kan zijn, is dan onzeker.
journal-other-machine = Een andere computer of een andere gebruiker schreef het laatst in dit journaal. Daar kan een langer journaal staan.
    .hint = Werk daar verder. Of sluit het daar af met heraut hand-over, kopieer de map, en neem het hier over met wat dat toont: heraut adopt --by "…" --why "…" --head AANTAL:GETAL. Zonder --head is elke mail die verzonden kan zijn, daarna onzeker.
journal-no-head = Niets op deze computer zegt hoever dit journaal ging. Het kan uit een reservekopie komen, en er kunnen daarna mails verzonden zijn.
    .hint = Is het ergens anders afgesloten met heraut hand-over? Neem het dan over met wat dat toonde: heraut adopt --by "…" --why "…" --head AANTAL:GETAL. Zonder --head is elke mail die verzonden kan zijn, daarna onzeker.
journal-handed-over = Deze campagne is hier op { $at } afgesloten om ergens anders verder te gaan. Hier wordt niets meer verzegeld of verzonden, en niemand kan hier nog akkoord geven.
    .hint = Werk verder waar die is overgenomen. Is dat nooit gebeurd: heraut hand-over toont het nog eens, en heraut adopt --by "…" --why "…" --head AANTAL:GETAL opent die hier.
journal-not-its-head = Dit journaal eindigt niet bij wat achter --head staat: dat gaat over { $given ->
        [one] 1 regel
       *[other] { $given } regels
    }, en hier { $found ->
        [one] is er 1
       *[other] zijn er { $found }
    }. Er is niets overgenomen.
    .hint = Kopieer de map opnieuw van de plaats waar de campagne is afgesloten. Kan dat niet: zonder --head wordt die overgenomen zoals die is, en is elke mail die verzonden kan zijn, onzeker.
