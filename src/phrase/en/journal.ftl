# journal: what is wrong with the journal. No journal, no mail.

journal-damaged = The journal is no longer right ({ $what }). Nothing goes out now.
    .hint = Change nothing in the folder var. Put journal.db and vault.db back together, from one backup. If you can't: heraut adopt --by "…" --why "…" goes on from the last record that is right. The damaged file is kept, and every mail that may have gone since is then in doubt.
journal-foreign = The file journal.db is not a journal of heraut. Nothing goes out now.
    .hint = Move this file elsewhere and put this campaign's own journal back. Then look: heraut status
journal-newer = This journal was written by a newer heraut (form { $form }). Nothing goes out now.
    .hint = Work with the newer version. Which one this is: heraut --version
journal-disk = The journal can't be read or written ({ $what }). Without a journal no mail goes out.
    .hint = See whether the disk is full and whether you may write in the folder var. Then try again.
journal-head = There is no telling whether the journal is complete ({ $what }).
    .hint = See whether you may write in the folder var and in ~/.local/state/heraut, and whether there is room.
journal-shorter = The journal is shorter than it was: there { $head ->
        [one] was 1 line
       *[other] were { $head } lines
    }, now there { $found ->
        [one] is 1
       *[other] are { $found }
    }. Mails may have gone out that this journal no longer knows of.
    .hint = Put the whole journal back. If you can't: heraut adopt --by "…" --why "…" takes over what is there. Every mail that may have gone since is then in doubt. Look in the mail server's log who has it, and settle those with heraut resolve.
journal-cannot-follow = This can't be recorded: it doesn't follow from what the journal says ({ $what }). Nothing was changed.
    .hint = See where this mail stands now: heraut status
journal-other = This is another journal than belongs in this folder: it went on somewhere else.
    .hint = Put the right journal back. If you can't: heraut adopt --by "…" --why "…" takes this one over. Every mail that may have gone is then in doubt.
journal-other-machine = Another computer or another user wrote to this journal last. A longer one may be there.
    .hint = Go on there. Or close it there with heraut hand-over, copy the folder, and take it over here with the head that it prints: heraut adopt --by "…" --why "…" --head COUNT:HASH. Without that head every mail that may have gone is in doubt.
journal-no-head = Nothing on this computer says how far this journal went. It may come from a backup, and mails may have gone since.
    .hint = Was it closed elsewhere with heraut hand-over? Then take it over with the head that it printed: heraut adopt --by "…" --why "…" --head COUNT:HASH. Without that head every mail that may have gone is in doubt.
journal-handed-over = This campaign was closed here on { $at }, to go on elsewhere. Nothing is sealed, agreed to or sent here any more.
    .hint = Go on where it was taken over. If that never happened: heraut hand-over shows the head again, and heraut adopt --by "…" --why "…" --head COUNT:HASH opens it here.
journal-not-its-head = That head is not where this journal ends: it is of { $given ->
        [one] 1 record
       *[other] { $given } records
    }, and { $found ->
        [one] 1 is
       *[other] { $found } are
    } here. Nothing was taken over.
    .hint = Copy the folder again from where it was closed. If you can't: without --head it is taken over as it is, and every mail that may have gone is in doubt.
