# signoff: waarom een akkoord niet gegeven of ingetrokken kan worden.

signoff-no-such-role = De rol { $role } hoeft niet akkoord te geven.
    .hint = Kies bij --as uit: { $roles }.
signoff-may-not = Deze persoon mag niet spreken voor de rol { $role }.
    .hint = In de instellingen staat bij [approval.roles] wie dat mag. Schrijf bij --by de naam zoals hij daar staat. Verandert u de instellingen, dan moet u opnieuw verzegelen: heraut seal
signoff-two-roles = Deze persoon gaf al akkoord als { $role }. Eén persoon telt voor één rol.
    .hint = Laat iemand anders akkoord geven, of trek het eerdere akkoord in: heraut withdraw --digest … --by "…" --as { $role }
signoff-already = De rol { $role } heeft al akkoord gegeven.
    .hint = Kijk op wie er nog gewacht wordt: heraut
signoff-no-word = Van deze persoon is er geen akkoord om in te trekken.
    .hint = Kijk wie er akkoord gaf, en schrijf de naam net zo: heraut
