# rectify: a new campaign for those who have, or may have, an earlier mail.

rectify-made = A rectification of { $of } is in { $folder }:
rectify-sum = { $listed } listed = { $told } to tell ({ $how }){ $others ->
        [0] {""}
       *[other] { " " }+ { $others } not to tell ({ $why })
    }
rectify-more-addresses = { $count ->
        [one] 1 organisation has, or may have, the earlier mail at a second address, and is told there too. That row has an id with ~.
       *[other] { $count } mails go to a further address of an organisation that has, or may have, the earlier mail there too. Those rows have an id with ~.
    }
rectify-withheld = { $count ->
        [one] { ID($ids, word: "Id") } is withheld by now but has, or may have, the earlier mail, so it is on the list.
       *[other] { ID($ids, word: "Id") } are withheld by now but have, or may have, the earlier mail, so they are on the list.
    }
    .hint = If they should not hear of this one either, withhold them in the new folder: heraut withhold ID --by "…" --why "…"
rectify-records-lost = Records of the earlier campaign may be missing. Whoever got a mail only according to those is not on the list.
    .hint = Look in the log of the mail server for who else got the earlier mail.
rectify-of-trial = The earlier campaign was only tried: nobody has its mail. This is a rectification to try out, and can't be sent for real.
    .hint = After the real send, make a rectification again: heraut rectify DIR
rectify-fill-in = The texts are a beginning. Write what was wrong and what is right wherever they say [TODO] or [INVULLEN].
rectify-renewed = { $file } is renewed: { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }.
rectify-renewed-same = { $file } is right as it is: { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }.
rectify-added = { $count ->
        [one] New on it: { ID($ids, word: "id") }
       *[other] New on it: { ID($ids, word: "id") }
    }
rectify-gone = { $count ->
        [one] Off it, for it doesn't have the earlier mail: { ID($ids, word: "id") }
       *[other] Off it, for they don't have the earlier mail: { ID($ids, word: "id") }
    }
rectify-differs = { $count ->
        [one] Name or address is again that of the earlier mail: { ID($ids, word: "id") }
       *[other] Name or address is again that of the earlier mail: { ID($ids, word: "id") }
    }

rectify-earlier = The earlier campaign, in { $dir }, can't be read now: { $what }
    .hint = Without it nobody knows who has the earlier mail, so nothing is sealed or sent. See what is wrong there: heraut -C { $dir } status. If it is elsewhere, say where at rectification.of in config/heraut.toml
rectify-nobody = Nobody has, or may have, a mail of this campaign, so there is nobody to tell.
    .hint = See where it stands: heraut status
rectify-not-empty = There is already something in { $dir }. Nothing was changed.
    .hint = Choose a folder that is empty or doesn't exist yet: heraut rectify DIR. To renew the list of a rectification, in its folder: heraut rectify --renew
rectify-in-state = { $dir } lies where heraut keeps its own state.
    .hint = Choose a folder outside var: heraut rectify DIR
rectify-path = The way from the new folder to { $dir } can't be written in the settings.
    .hint = Choose another folder, whose name has letters that UTF-8 knows: heraut rectify DIR
rectify-overtaken = Stopped: the earlier campaign went on, and the list no longer fits it. What went out stays out; the rest waits.
    .hint = See each row: heraut check. Renew the list: heraut rectify --renew. Then: heraut rerun, and send
rectify-not-one = This campaign is no rectification: it has no list to renew.
    .hint = To make a rectification of this campaign: heraut rectify DIR

rectify-state = { $state }
rectify-unknown = that campaign doesn't know this id

campaign-rectify-other = the campaign in this folder was sealed under the name { $name }
    .hint = say at rectification.of where the campaign is that you correct; its name is at rectification.campaign
campaign-rectify-trial-only = the earlier campaign was only tried: nobody has its mail, so there is nothing to correct for real
    .hint = try this with relay.kind = "catcher", or say at rectification.of which campaign was sent
campaign-rectify-of-trial = the earlier campaign was only tried, so this is a rectification to try out
    .hint = make it again after the real send: heraut rectify DIR
campaign-rectify-lost = records of the earlier campaign may be missing: who got a mail only according to those is not on this list
    .hint = look in the log of the mail server for who else got the earlier mail
campaign-rectify-extra = this organisation doesn't have the earlier mail ({ $why })
    .hint = the list follows from the earlier campaign and is not edited; renew it: heraut rectify --renew
campaign-rectify-missing = { ID($id, word: "id") } has, or may have, the earlier mail, and is not on the list
    .hint = the list follows from the earlier campaign and is not edited; renew it: heraut rectify --renew. To leave somebody out: heraut withhold
campaign-rectify-left-out = this organisation has, or may have, the earlier mail, and a rule of the settings excludes it
    .hint = take the rule out of [list]. To leave somebody out: heraut withhold
campaign-rectify-address = the earlier mail went to another address than this
    .hint = the list follows from the earlier campaign and is not edited; renew it: heraut rectify --renew
campaign-rectify-name = the organisation had another name in the earlier mail
    .hint = the list follows from the earlier campaign and is not edited; renew it: heraut rectify --renew
campaign-rectify-edited = this list was edited, or its days are those of another time zone
    .hint = the list follows from the earlier campaign and is not edited; renew it: heraut rectify --renew

help-rectify = Make a campaign that tells exactly those who have, or may have, this campaign's mail
help-rectify-dir = The new folder; it must be empty or not exist yet. Without it: beside this campaign, under its name
help-rectify-renew = In a rectification: write its list anew, as the earlier campaign is now
