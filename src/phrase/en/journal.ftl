# journal: what is wrong with the journal. Without a journal no mail goes out.

journal-damaged = The journal is damaged ({ $what }). Nothing goes out now.
    .hint = Change nothing in the folder var. Restore journal.db and vault.db together, from the same backup. If you can't: heraut adopt --by "…" --why "…" continues from the last record that is right. The damaged file is kept, and every mail that may have been sent since is then in doubt.
journal-foreign = The file journal.db is not a journal of heraut. Nothing goes out now.
    .hint = Move this file elsewhere and restore this campaign's own journal. Then check: heraut status
journal-newer = This journal was written by a newer heraut (form { $form }). Nothing goes out now.
    .hint = Use the newer version. Which version this is: heraut --version
journal-disk = The journal can't be read or written ({ $what }). Without a journal no mail goes out.
    .hint = Check whether the disk is full and whether you may write in the folder var. Then try again.
journal-why-foreign = it is not a journal of heraut
journal-why-newer = a newer heraut wrote it
journal-record-misplaced = record { $record } is not where it should be
journal-record-changed = record { $record } was changed
journal-record-impossible = record { $record } contradicts the records before it
journal-head = heraut can't check whether the journal is complete ({ $what }).
    .hint = Check whether you may write in the folder var and in ~/.local/state/heraut, and whether there is room.
journal-shorter = The journal is shorter than it was: there { $head ->
        [one] was 1 record
       *[other] were { $head } records
    }, now there { $found ->
        [one] is 1
       *[other] are { $found }
    }. Mails may have been sent that this journal no longer knows about.
    .hint = Restore the complete journal. If you can't: heraut adopt --by "…" --why "…" takes over what is there. Every mail that may have been sent since is then in doubt. Look in the mail server's log who has the mail, and settle those with heraut resolve.
journal-cannot-follow = This can't be recorded: it doesn't follow from what the journal says now. Nothing was changed.
    .hint = Check the state of this mail now: heraut status
journal-other = This is not the journal that belongs in this folder: it was continued somewhere else.
    .hint = Restore the right journal. If you can't: heraut adopt --by "…" --why "…" takes this one over. Every mail that may have been sent is then in doubt.
journal-other-machine = Another computer or another user wrote to this journal last. A longer one may be there.
    .hint = Continue there. Or close it there with heraut hand-over, copy the folder, and take it over here with what that shows: heraut adopt --by "…" --why "…" --head COUNT:HASH. Without --head every mail that may have been sent is then in doubt.
journal-no-head = Nothing on this computer says how far this journal went. It may come from a backup, and mails may have been sent since.
    .hint = Was it closed elsewhere with heraut hand-over? Then take it over with what that showed: heraut adopt --by "…" --why "…" --head COUNT:HASH. Without --head every mail that may have been sent is then in doubt.
journal-handed-over = This campaign was closed here on { $at }, to continue elsewhere. Nothing is sealed, approved or sent here any more.
    .hint = Continue where it was taken over. If that never happened: heraut hand-over shows the end again, and heraut adopt --by "…" --why "…" --head COUNT:HASH opens it here.
journal-not-its-head = This journal does not end where --head says: that is about { $given ->
        [one] 1 record
       *[other] { $given } records
    }, and here { $found ->
        [one] there is 1
       *[other] there are { $found }
    }. Nothing was taken over.
    .hint = Copy the folder again from where it was closed. If you can't: without --head it is taken over as it is, and every mail that may have been sent is in doubt.
