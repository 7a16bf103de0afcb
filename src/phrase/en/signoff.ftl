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
signoff-remarks-open = Not recorded: { $count ->
        [one] one remark is
       *[other] { $count } remarks are
    } still open, and the sealed settings (approval.open_remarks) let nobody approve before all are closed.
    .hint =
        Read them, and close each:
          heraut --reveal status
          heraut remark --close … --by "…"
signoff-own-recorder = Nobody records their own approval as somebody else's: --by and --recorded-by are the same person.
    .hint = Is this person approving? Then leave out --recorded-by and --ref. Otherwise somebody else records it. Are these two people whose names are nearly the same? Add what tells them apart, such as their department.
signoff-no-word = There is no approval of this person to withdraw.
    .hint = See who approved, and write the name the same way: heraut
signoff-no-signers = This seal asks for no signatures, so nobody would check one.
    .hint = Leave out --statement and --signature. To have approvals signed, name a list of keys at approval.allowed_signers, and seal again: heraut seal
signoff-not-signed = This approval has no signature, and this seal asks for one.
    .hint =
        Get the text, sign it, and record both; --digest, --by and --as are the same twice:
          heraut approve --digest … --by "…" --as … --statement > word.txt
          ssh-keygen -Y sign -n heraut -f KEY word.txt
          heraut approve --digest … --by "…" --as … --signature word.txt.sig
signoff-signature-gone = The vault no longer has the signature, or the name that it is about.
    .hint = Restore vault.db from a backup made after the approval, or have the approval signed again.
signoff-signature-armor = This is not a whole signature: it begins with -----BEGIN SSH SIGNATURE----- and ends with -----END SSH SIGNATURE-----.
    .hint = Give the file that ssh-keygen made, which ends in .sig. If it came by mail, have it sent as an attachment.
signoff-signature-garbled = This signature is damaged.
    .hint = Give the file exactly as ssh-keygen made it, or have the text signed again.
signoff-signature-newer = This signature is of a newer kind than this heraut knows.
    .hint = Sign with ssh-keygen -Y sign without further options, or use a newer version of heraut.
signoff-signature-key-type = This signature was made with a key of type { $kind }, which heraut can't check.
    .hint = Sign with an Ed25519 key: ssh-keygen -t ed25519 makes one. Its public half must be in the list of keys that was sealed.
signoff-signature-key-short = This signature was made with an RSA key of { $bits } bits; fewer than 2048 are too weak.
    .hint = Sign with an Ed25519 key: ssh-keygen -t ed25519 makes one. Its public half must be in the list of keys that was sealed.
signoff-signature-namespace = This signature was made for “{ $namespace }”, not for heraut.
    .hint = Sign the text again with -n heraut: ssh-keygen -Y sign -n heraut -f KEY word.txt
signoff-signature-unknown-key = The key of this signature, { $key }, is not in the list of keys that was sealed.
    .hint = Sign with the key that is in the list. A new key goes into the list first; then seal and ask for approval again: heraut seal
signoff-signature-other-person = This signature was made with the key of { $whose }, and { $name } has to sign.
    .hint = Have { $name } sign the text, or give the name of the person who signed with --by.
signoff-signature-no-key = { $name } has no key in the list that was sealed.
    .hint = Write the name as the list does. Somebody without a key can approve on paper, and whoever records that signs: --recorded-by "…" --ref "…"
signoff-signature-not-for = The list of keys doesn't allow the key of this signature, { $key }, for heraut.
    .hint = Its line has namespaces="…" without heraut. Change that line; then seal and ask for approval again: heraut seal
signoff-signature-not-yet = By the list of keys, the key of this signature is valid only from { $from }.
    .hint = Sign with another key of the same person, or wait.
signoff-signature-expired = By the list of keys, the key of this signature was valid until { $until }.
    .hint = Sign with another key of the same person. A new key goes into the list first; then seal and ask for approval again: heraut seal
signoff-signature-used = This signature was used for an earlier approval of the same person, which was withdrawn or has expired.
    .hint = Get the new text with --statement, and have it signed.
signoff-signature-other-text = This signature was made over another text.
    .hint = Get the text again with --statement, and sign it without changing it. --digest, --by, --as, --recorded-by and --ref must be the same both times.

## The list of keys (approval.allowed_signers)

signers-file = the list of keys can't be read ({ $what })
    .hint = Check the name at approval.allowed_signers, and whether you may read the file.
signers-large = this file is larger than a list of keys may be ({ $most } kB)
    .hint = Check whether this is the list of keys.
signers-utf8 = this file is not text in UTF-8
    .hint = Save it as text in UTF-8.
signers-nobody = nobody is in the list of keys
    .hint = Put each person on a line: "NAME" ssh-ed25519 AAAA… To sign nothing at all, remove approval.allowed_signers.
signers-names = this line doesn't begin with a name
    .hint = Put the name in quotes, and the key after it: "A. Vos" ssh-ed25519 AAAA… Several names have commas between them.
signers-pattern = “{ $name }” has a sign that OpenSSH reads as a pattern
    .hint = Write names of people, without *, ? and !
signers-no-key = there is no key on this line
    .hint = Put the content of the person's .pub file after the name: "A. Vos" ssh-ed25519 AAAA…
signers-key-garbled = the key on this line is damaged
    .hint = Copy the whole content of the person's .pub file, on one line.
signers-key-type = heraut can't check keys of type { $kind }
    .hint = Use one of { $kinds }. ssh-keygen -t ed25519 makes one.
signers-key-short = this RSA key has { $bits } bits; fewer than 2048 are too weak
    .hint = Use an Ed25519 key: ssh-keygen -t ed25519 makes one.
signers-option = heraut doesn't know this option, so it couldn't keep to it: { $option }
    .hint = Write namespaces="…", valid-after="…" or valid-before="…", with commas between them and no blanks.
signers-option-twice = { $option } is on this line twice
    .hint = Leave one of them.
signers-authority = heraut doesn't check keys by an authority (cert-authority)
    .hint = Put each person's own key on a line.
signers-time = “{ $value }” is not a time
    .hint = Write YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with Z after it if it is in UTC.
signers-never = valid-before is not later than valid-after, so this key is never valid
    .hint = Correct one of the two times.
signers-person-without-key = { $name } may approve as “{ $role }” and has no key in this list that is allowed for heraut
    .hint = Add a line with the name and the key. Without one, this person can only approve on paper.
