# vault: the sealed mails (vault.db) and the campaign's key (key).

vault-key-file = This campaign's key can't be read or made ({ $what }).
    .hint = Check whether you may read and write in the folder var.
vault-key-form = There is no heraut key in var/key.
    .hint = Restore this campaign's own key from a backup. Without that key its confidential texts can't be opened.
vault-key-lost = The key of this campaign (var/key) is gone, and what was made with it is still there. Without that key nobody knows who has the mail. Nothing was changed.
    .hint = Restore var/key from a backup. If there is none: move the folder var aside, take the campaign over with heraut adopt --by "…" --why "…", and seal. Every mail then starts in doubt.
vault-key-wrong = The key in var/key is another campaign's. Nothing was changed.
    .hint = Restore the key that belongs to this vault and this journal: the whole folder var, from the same backup.
vault-key-unproven = Nothing shows that the key in var/key belongs to this journal: the vault doesn't know its rows. Nothing was changed.
    .hint = Restore vault.db next to journal.db, from the same backup.
vault-key-open = Others on this computer can read this campaign's key.
    .hint = Make the key readable for you only: chmod 600 var/key
vault-disk = The vault can't be read or written ({ $what }).
    .hint = Check whether the disk is full and whether you may write in the folder var. Then try again.
vault-why-form = it is not a vault that this heraut can read
vault-why-changed = it is no longer what was sealed
vault-why-text = it doesn't open with this key
vault-why-missing = it isn't there
vault-form = The file vault.db is not a vault that this heraut can read.
    .hint = Restore vault.db and journal.db together from the same backup, or use a newer version of heraut.
vault-not-as-sealed = What is in the vault is no longer what was sealed. Nothing goes out now.
    .hint = Restore vault.db from a backup made after the seal. Then check: heraut status
vault-text = A text in the vault doesn't open with this key.
    .hint = var/key and vault.db belong together: restore both from the same backup.
vault-missing = Something that the journal mentions is missing from the vault. Nothing goes out now.
    .hint = vault.db and journal.db belong together: restore both from the same backup. Then check: heraut status
