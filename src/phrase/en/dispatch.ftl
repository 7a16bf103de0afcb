# dispatch: what stops the sending itself.

dispatch-journal = The journal can't be written ({ $what }). Sending has stopped: without a journal no mail goes out.
    .hint = See whether the disk is full. Then look at: heraut status
dispatch-lock-gone = Somebody removed the lock of this run, so another heraut could begin. Nothing further is offered.
    .hint = See that no other heraut is at work on this campaign, and leave the file lock where it is. Then: heraut send
dispatch-mail = A sealed mail can't be read from the vault as it should ({ $what }). Sending has stopped.
    .hint = Put vault.db back from a backup made after the seal. Then look at: heraut status
dispatch-not-covered = Without sign-off, mails go only to invented addresses (.example, .test, .invalid), and another address is on the list. Sending has stopped.
    .hint = Use the catcher (relay.kind = "catcher"), or name at approval.required who must agree, and seal: heraut seal
dispatch-impossible = The journal and the sender contradict each other. Sending has stopped.
    .hint = This is a fault of heraut itself. Keep the folder var and report it. To see every mail: heraut status
