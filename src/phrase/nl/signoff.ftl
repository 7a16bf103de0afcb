# signoff: waarom een akkoord niet gegeven of ingetrokken kan worden.

signoff-no-such-role = De rol { $role } hoeft niet akkoord te geven.
    .hint = Kies bij --as uit: { $roles }.
signoff-may-not = Deze persoon mag niet spreken voor de rol { $role }.
    .hint = In de instellingen staat bij [approval.roles] wie dat mag. Schrijf bij --by de naam zoals hij daar staat. Verandert u de instellingen, dan moet u opnieuw verzegelen: heraut seal
signoff-two-roles = Deze persoon gaf al akkoord als { $role }. Eén persoon telt voor één rol.
    .hint = Laat iemand anders akkoord geven, of trek het eerdere akkoord in: heraut withdraw --digest … --by "…" --as { $role }. Zijn het twee mensen van wie de namen alleen verschillen in accenten, leestekens, volgorde of letters die op elkaar lijken? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
signoff-already = De rol { $role } heeft al akkoord gegeven.
    .hint = Kijk op wie er nog gewacht wordt: heraut
signoff-own-recorder = Niemand legt een eigen akkoord vast als dat van een ander: --by en --recorded-by zijn dezelfde persoon.
    .hint = Geeft deze persoon zelf akkoord? Laat --recorded-by en --ref dan weg. Anders legt iemand anders het vast. Zijn het twee mensen met bijna dezelfde naam? Zet er dan bij wat hen onderscheidt, zoals hun afdeling.
signoff-no-word = Van deze persoon is er geen akkoord om in te trekken.
    .hint = Kijk wie er akkoord gaf, en schrijf de naam net zo: heraut
