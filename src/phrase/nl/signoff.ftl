# signoff: waarom een akkoord niet gegeven of ingetrokken kan worden.

signoff-no-such-role = { $count ->
        [0] Voor deze verzegeling hoeft niemand akkoord te geven.
       *[other] De rol “{ $role }” bestaat niet.
    }
    .hint = { $count ->
        [0] Waar de campagne staat, zegt: heraut
       *[other] { $near ->
            [yes] Bedoelt u “{ $nearest }”?
           *[no] Kies bij --as uit: { $roles }.
        }
    }
signoff-may-not = Deze persoon mag geen akkoord geven in de rol “{ $role }”.
    .hint = In de instellingen staat bij [approval.roles] wie dat mag. Schrijf bij --by de naam zoals die daar staat. Verandert u de instellingen, dan moet u opnieuw verzegelen: heraut seal
signoff-two-roles = Deze persoon gaf al akkoord als “{ $role }”. Eén persoon telt voor één rol.
    .hint = Laat iemand anders akkoord geven, of trek het eerdere akkoord in: heraut withdraw --digest … --by "…" --as { $role }. Zijn het twee mensen van wie de namen alleen verschillen in accenten, leestekens, volgorde of letters die op elkaar lijken? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
signoff-already = De rol “{ $role }” heeft al akkoord gegeven.
    .hint = Kijk op wie er nog gewacht wordt: heraut
signoff-remarks-open = Niet vastgelegd: { $count ->
        [one] er staat nog één opmerking
       *[other] er staan nog { $count } opmerkingen
    } open, en volgens de verzegelde instellingen (approval.open_remarks) geeft niemand akkoord voordat alles is afgehandeld.
    .hint =
        Lees ze, en handel ze af:
          heraut --reveal status
          heraut remark --close … --by "…"
signoff-own-recorder = Niemand legt een eigen akkoord vast als dat van een ander: --by en --recorded-by zijn dezelfde persoon.
    .hint = Geeft deze persoon zelf akkoord? Laat --recorded-by en --ref dan weg. Anders legt iemand anders het vast. Zijn het twee mensen met bijna dezelfde naam? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
signoff-no-word = Van deze persoon is er geen akkoord om in te trekken.
    .hint = Kijk wie er akkoord gaf, en schrijf de naam net zo: heraut
signoff-no-signers = Deze verzegeling vraagt geen handtekeningen; niemand zou er een controleren.
    .hint = Laat --statement en --signature weg. Moeten akkoorden ondertekend worden? Noem een lijst met sleutels bij approval.allowed_signers en verzegel opnieuw: heraut seal
signoff-not-signed = Dit akkoord heeft geen handtekening, en deze verzegeling vraagt er een.
    .hint =
        Haal de tekst op, onderteken die en leg beide vast; --digest, --by en --as zijn twee keer hetzelfde:
          heraut approve --digest … --by "…" --as … --statement > word.txt
          ssh-keygen -Y sign -n heraut -f SLEUTEL word.txt
          heraut approve --digest … --by "…" --as … --signature word.txt.sig
signoff-signature-gone = De kluis heeft de handtekening niet meer, of de naam waarover die gaat.
    .hint = Zet vault.db terug uit een back-up van na het akkoord, of laat het akkoord opnieuw ondertekenen.
signoff-signature-armor = Dit is geen hele handtekening: die begint met -----BEGIN SSH SIGNATURE----- en eindigt met -----END SSH SIGNATURE-----.
    .hint = Geef het bestand dat ssh-keygen maakte; dat eindigt op .sig. Kwam het per mail? Vraag het dan als bijlage.
signoff-signature-garbled = Deze handtekening is beschadigd.
    .hint = Geef het bestand precies zoals ssh-keygen het maakte, of laat de tekst opnieuw ondertekenen.
signoff-signature-newer = Deze handtekening is van een nieuwere soort dan deze heraut kent.
    .hint = Onderteken met ssh-keygen -Y sign zonder verdere opties, of gebruik een nieuwere versie van heraut.
signoff-signature-key-type = Deze handtekening is gezet met een sleutel van het type { $kind }; die kan heraut niet controleren.
    .hint = Onderteken met een Ed25519-sleutel: ssh-keygen -t ed25519 maakt er een. De openbare helft moet in de verzegelde lijst met sleutels staan.
signoff-signature-key-short = Deze handtekening is gezet met een RSA-sleutel van { $bits } bits; minder dan 2048 is te zwak.
    .hint = Onderteken met een Ed25519-sleutel: ssh-keygen -t ed25519 maakt er een. De openbare helft moet in de verzegelde lijst met sleutels staan.
signoff-signature-namespace = Deze handtekening is gezet voor “{ $namespace }”, niet voor heraut.
    .hint = Onderteken de tekst opnieuw met -n heraut: ssh-keygen -Y sign -n heraut -f SLEUTEL word.txt
signoff-signature-unknown-key = De sleutel van deze handtekening, { $key }, staat niet in de verzegelde lijst met sleutels.
    .hint = Onderteken met de sleutel die in de lijst staat. Een nieuwe sleutel komt eerst in de lijst; verzegel daarna en vraag opnieuw akkoord: heraut seal
signoff-signature-other-person = Deze handtekening is gezet met de sleutel van { $whose }, en { $name } moet ondertekenen.
    .hint = Laat { $name } de tekst ondertekenen, of geef bij --by de naam van wie ondertekende.
signoff-signature-no-key = { $name } heeft geen sleutel in de verzegelde lijst.
    .hint = Schrijf de naam zoals de lijst dat doet. Wie geen sleutel heeft, kan op papier akkoord geven; wie dat vastlegt, ondertekent: --recorded-by "…" --ref "…"
signoff-signature-not-for = De lijst met sleutels staat de sleutel van deze handtekening, { $key }, niet toe voor heraut.
    .hint = Op de regel staat namespaces="…" zonder heraut. Verander die regel; verzegel daarna en vraag opnieuw akkoord: heraut seal
signoff-signature-not-yet = Volgens de lijst met sleutels geldt de sleutel van deze handtekening pas vanaf { $from }.
    .hint = Onderteken met een andere sleutel van dezelfde persoon, of wacht.
signoff-signature-expired = Volgens de lijst met sleutels gold de sleutel van deze handtekening tot { $until }.
    .hint = Onderteken met een andere sleutel van dezelfde persoon. Een nieuwe sleutel komt eerst in de lijst; verzegel daarna en vraag opnieuw akkoord: heraut seal
signoff-signature-used = Deze handtekening is gebruikt voor een eerder akkoord van dezelfde persoon, dat is ingetrokken of verlopen.
    .hint = Haal de nieuwe tekst op met --statement en laat die ondertekenen.
signoff-signature-other-text = Deze handtekening is over een andere tekst gezet.
    .hint = Haal de tekst opnieuw op met --statement en onderteken die zonder iets te veranderen. --digest, --by, --as, --recorded-by en --ref moeten beide keren hetzelfde zijn.

## De lijst met sleutels (approval.allowed_signers)

signers-file = de lijst met sleutels is niet te lezen ({ $what })
    .hint = Kijk na of de naam bij approval.allowed_signers klopt en of u het bestand mag lezen.
signers-large = dit bestand is groter dan een lijst met sleutels mag zijn ({ $most } kB)
    .hint = Kijk na of dit de lijst met sleutels is.
signers-utf8 = dit bestand is geen tekst in UTF-8
    .hint = Sla het op als tekst in UTF-8.
signers-nobody = in de lijst met sleutels staat niemand
    .hint = Zet elke persoon op een regel: "NAAM" ssh-ed25519 AAAA… Hoeft niets ondertekend te worden? Haal dan approval.allowed_signers weg.
signers-names = deze regel begint niet met een naam
    .hint = Zet de naam tussen aanhalingstekens en de sleutel erachter: "A. Vos" ssh-ed25519 AAAA… Tussen meer namen staan komma's.
signers-pattern = in “{ $name }” staat een teken dat OpenSSH als patroon leest
    .hint = Schrijf namen van mensen, zonder *, ? en !
signers-no-key = op deze regel staat geen sleutel
    .hint = Zet de inhoud van het .pub-bestand van deze persoon achter de naam: "A. Vos" ssh-ed25519 AAAA…
signers-key-garbled = de sleutel op deze regel is beschadigd
    .hint = Neem de hele inhoud van het .pub-bestand van deze persoon over, op één regel.
signers-key-type = sleutels van het type { $kind } kan heraut niet controleren
    .hint = Gebruik een van { $kinds }. ssh-keygen -t ed25519 maakt er een.
signers-key-short = deze RSA-sleutel heeft { $bits } bits; minder dan 2048 is te zwak
    .hint = Gebruik een Ed25519-sleutel: ssh-keygen -t ed25519 maakt er een.
signers-option = deze optie kent heraut niet en zou er dus niet aan voldoen: { $option }
    .hint = Schrijf namespaces="…", valid-after="…" of valid-before="…", met komma's ertussen en zonder spaties.
signers-option-twice = { $option } staat twee keer op deze regel
    .hint = Laat er één staan.
signers-authority = heraut controleert geen sleutels via een autoriteit (cert-authority)
    .hint = Zet van elke persoon de eigen sleutel op een regel.
signers-time = “{ $value }” is geen tijdstip
    .hint = Schrijf JJJJMMDD, JJJJMMDDUUMM of JJJJMMDDUUMMSS, met Z erachter als het UTC is.
signers-never = valid-before is niet later dan valid-after; deze sleutel geldt dus nooit
    .hint = Verbeter een van beide tijdstippen.
signers-person-without-key = { $name } mag akkoord geven als “{ $role }” en heeft in deze lijst geen sleutel die voor heraut mag
    .hint = Voeg een regel toe met de naam en de sleutel. Zonder sleutel kan deze persoon alleen op papier akkoord geven.
