# journal: what is wrong with the journal. No journal, no mail.

journal-damaged = The journal is no longer right ({ $what }). Nothing goes out now.
    .hint = Change nothing in the folder var. Put journal.db and vault.db back together, from one backup, and begin with: heraut status
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
    .hint = Put the whole journal back. If you can't: find in the relay's log who already got a mail. Then take it over with heraut adopt --by "…" --why "…", and take out whoever has the mail with heraut withhold … before you send again.
journal-cannot-follow = This can't be recorded: it doesn't follow from what the journal says ({ $what }). Nothing was changed.
    .hint = See where this mail stands now: heraut status
journal-other = This is another journal than belongs in this folder: it went on somewhere else.
    .hint = Put the right journal back. If you can't: find out which mails went out, and take this one over: heraut adopt --by "…" --why "…"
journal-other-machine = Another computer wrote to this journal last. A longer one may be there.
    .hint = Go on working on that computer. Was this folder moved from there, and is nothing sent from there any more? Then take the journal over: heraut adopt --by "…" --why "…"
