# signoff: why a word can't be given or taken back.

signoff-no-such-role = The role { $role } need not agree.
    .hint = With --as choose from: { $roles }.
signoff-may-not = This person may not speak for the role { $role }.
    .hint = The settings say who may, at [approval.roles]. With --by write the name exactly as it is there. If you change the settings, seal again: heraut seal
signoff-two-roles = This person has already agreed as { $role }. One person counts for one role.
    .hint = Let somebody else agree, or take the earlier word back: heraut withdraw --digest … --by "…" --as { $role }. Are these two people whose names are the same but for accents, punctuation, order or letters that look alike? Add what tells them apart, such as their department.
signoff-already = The role { $role } has already agreed.
    .hint = See who is still waited for: heraut
signoff-own-recorder = Nobody records an agreement of their own as that of somebody else: --by and --recorded-by are the same person.
    .hint = Agrees in person? Leave out --recorded-by and --ref. Otherwise somebody else records it. Are these two people whose names are nearly the same? Add what tells them apart, such as their department.
signoff-no-word = There is no word of this person to take back.
    .hint = See who agreed, and write the name the same way: heraut
