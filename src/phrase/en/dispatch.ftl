# dispatch: what stops the sending itself.

dispatch-journal = The journal can't be written ({ $what }). Sending has stopped: without a journal no mail goes out.
    .hint = Check whether the disk is full. Then check where everything is: heraut status
dispatch-lock-gone = Somebody removed the lock of this run, so another heraut command could begin. Nothing more is offered.
    .hint = Make sure that no other heraut command is working on this campaign, and leave the file lock where it is. Then: heraut send
dispatch-mail = A sealed mail can't be read properly from the vault ({ $what }). Sending has stopped.
    .hint = Restore vault.db from a backup made after the seal. Then check where everything is: heraut status
dispatch-not-covered = Without approval, mails go only to invented addresses (.example, .test, .invalid), and there is another address on the list. Sending has stopped.
    .hint = Use the built-in catcher (relay.kind = "catcher"), or name at approval.required who must approve, and seal: heraut seal
dispatch-impossible = The journal and the sender contradict each other. Sending has stopped.
    .hint = This is an error in heraut itself. Keep the folder var and report it. To see every mail: heraut status
