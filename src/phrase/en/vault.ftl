# vault: the sealed mails (vault.db) and the campaign's key (key).

vault-key-file = This campaign's key can't be read or made ({ $what }).
    .hint = See whether you may read and write in the folder var.
vault-key-form = There is no key of heraut in var/key.
    .hint = Put this campaign's own key back from a backup. Without that key its confidential texts can't be opened.
vault-key-lost = The key of this campaign (var/key) is gone, and what was made with it is still there. Without that key nobody can tell who had a mail. Nothing was changed.
    .hint = Put var/key back from a backup. If it is gone for good: move the folder var aside, take the campaign over with heraut adopt --by "…" --why "…", and seal. Every mail then begins in doubt.
vault-key-wrong = The key in var/key is another campaign's. Nothing was changed.
    .hint = Put back the key that belongs to this vault and this journal: all of the folder var, from one backup.
vault-key-unproven = Nothing shows that the key in var/key belongs to this journal: the vault doesn't know its rows. Nothing was changed.
    .hint = Put vault.db back beside journal.db, from one backup.
vault-key-open = Others on this computer can read this campaign's key.
    .hint = Make the key yours alone: chmod 600 var/key
vault-disk = The vault can't be read or written ({ $what }).
    .hint = See whether the disk is full and whether you may write in the folder var. Then try again.
vault-form = The file vault.db is not a vault that this heraut can read.
    .hint = Put vault.db and journal.db back together, from one backup, or work with a newer heraut.
vault-not-as-sealed = What lies in the vault is no longer what was sealed. Nothing goes out now.
    .hint = Put vault.db back from a backup made after the seal. Then look: heraut status
vault-text = A text in the vault doesn't open with this key.
    .hint = var/key and vault.db belong together: put both back from one backup.
vault-missing = Something that the journal speaks of is missing in the vault. Nothing goes out now.
    .hint = vault.db and journal.db belong together: put both back from one backup. Then look: heraut status
