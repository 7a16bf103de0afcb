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
signoff-own-recorder = Niemand legt een eigen akkoord vast als dat van een ander: --by en --recorded-by zijn dezelfde persoon.
    .hint = Geeft deze persoon zelf akkoord? Laat --recorded-by en --ref dan weg. Anders legt iemand anders het vast. Zijn het twee mensen met bijna dezelfde naam? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
signoff-no-word = Van deze persoon is er geen akkoord om in te trekken.
    .hint = Kijk wie er akkoord gaf, en schrijf de naam net zo: heraut
