# signoff: why an approval can't be given or withdrawn.

signoff-no-such-role = { $count ->
        [0] Nobody needs to approve this seal.
       *[other] There is no role “{ $role }”.
    }
    .hint = { $count ->
        [0] To see where the campaign stands: heraut
       *[other] { $near ->
            [yes] Do you mean “{ $nearest }”?
           *[no] With --as choose from: { $roles }.
        }
    }
signoff-may-not = This person may not approve in the role “{ $role }”.
    .hint = The settings say who may, at [approval.roles]. With --by write the name exactly as it is there. If you change the settings, seal again: heraut seal
signoff-two-roles = This person has already approved as “{ $role }”. One person counts for one role.
    .hint = Ask somebody else to approve, or withdraw the earlier approval: heraut withdraw --digest … --by "…" --as { $role }. Are these two people whose names are the same but for accents, punctuation, order or letters that look alike? Add what tells them apart, such as their department.
signoff-already = The role “{ $role }” has already approved.
    .hint = To see who still has to: heraut
signoff-own-recorder = Nobody records their own approval as somebody else's: --by and --recorded-by are the same person.
    .hint = Is this person approving? Then leave out --recorded-by and --ref. Otherwise somebody else records it. Are these two people whose names are nearly the same? Add what tells them apart, such as their department.
signoff-no-word = There is no approval of this person to withdraw.
    .hint = See who approved, and write the name the same way: heraut
