# notice: templates, merging, attachments and composing the mail

## Templates

notice-template-unreadable = This template can't be read.
    .hint = Check whether the file is there and its name in the settings is right.
notice-template-large = This template is larger than the text of a mail may be ({ $most } MB).
    .hint = Check whether the settings name the right file; pictures belong under [[notice.inline]].
notice-template-not-utf8 = There is a character here that is not UTF-8.
    .hint = Save the file as UTF-8.
notice-template-empty = This template is empty.
    .hint = Put the text in it that the organisations should read.
notice-template-control = There is a control character on this line.
    .hint = Type the line again. Such characters often come along with copy and paste.
notice-template-syntax = The double braces on this line don't match.
    .hint = Check that each {"{{"} has its {"}}"}, and each {"{{#if …}}"} its {"{{/if}}"}.
notice-template-unsupported = A template can't contain this construction.
    .hint = Put the text in the template itself, or in a shared piece: {"{{> name}}"}.
notice-unescaped = Three braces or {"{{&"} put a value into the mail unprotected.
    .hint = Write the name between two braces: {"{{name}}"}.
notice-subject-lines = The subject has more than one line.
    .hint = Make it one line.
notice-partials-folder = This template inserts “{ $name }”, but there is no folder of shared pieces.
    .hint = Put partials = "templates/stukken" in the settings under [notice], and the piece in that folder.
notice-partial-unknown = The shared piece “{ $name }” isn't there.
    .hint = The folder of notice.partials should hold a file name.txt.hbs for the text and name.html.hbs for the HTML.
notice-partial-nested = A shared piece can't insert another piece (“{ $name }”) itself.
    .hint = Insert both from the template.
notice-mjml-syntax = No HTML can be made from this MJML template.
    .hint = Check whether every <mj-…> is closed and everything is in its place.
notice-mjml-element = <{ $name }> can't be here.
    .hint = Is the <mj-…> before it closed, and the name right? A section holds columns, and a column holds texts and images.
notice-mjml-include = <mj-include> inserts another file, and that isn't possible here.
    .hint = Write the text here, or put a shared piece inside <mj-text> or <mj-raw>: {"{{> name}}"}.
notice-mjml-unclosed = A tag is closed here that isn't open, or one inside it is still open.
    .hint = Check whether every <mj-…> on this line and above it has its own closing tag.
notice-mjml-end = The template ends before every <mj-…> is closed.
    .hint = Close them, the last with </mjml>.
notice-mjml-attribute = A tag lacks its attribute “{ $name }”.
    .hint = Add it: { $name }="…".
notice-mjml-xml = A tag or an attribute isn't written as it should be.
    .hint = Put every value between quotes, and end every tag with >.
notice-mjml-attribute-unknown = MJML doesn't know the attribute “{ $name }” here and leaves it out.
    .hint = Check whether the name is right, or remove it.
notice-mjml-inline = inline="inline" has no effect here: these rules stay at the top of the mail, where some mail programs don't read them.
    .hint = Set the colours and fonts as attributes of the <mj-…> tags, or in <mj-attributes>.
notice-mjml-lost = This is lost when the MJML is made into HTML.
    .hint = Put the name inside an <mj-text>, <mj-raw> or <mj-title>.
notice-inline-unknown = The HTML shows a picture “{ $name }” that is not in the settings.
    .hint = Add it under [[notice.inline]], or remove it.
notice-inline-unused = The picture “{ $name }” is sent, but the HTML doesn't show it.
    .hint = Remove it under [[notice.inline]], or show it with <img src="cid:name" alt="…">.
notice-inline-twice = Two pictures are called “{ $name }”.
    .hint = Give each picture its own cid.
notice-inline-kind = The picture “{ $name }” is not a png, jpg or gif.
    .hint = Save it as one of those, with the right extension.
notice-helper-unknown = “{ $name }” can't be used here.
    .hint = { $instead }
notice-helper-known = What can be used here: { $known }.
notice-helper-or-column = Is “{ $column }” a column? Then write {"{{["}{ $column }{"]}}"}. What else can be used here: { $known }.
notice-name-is-call = “{ $name }” is a call here, not a name.
    .hint = Is it a column? Then write {"{{["}{ $name }{"]}}"}.
notice-call = “{ $name }” doesn't work this way.
    .hint = See docs/notice.md for what must follow it.
notice-block-condition = A block looks at exactly one name or condition.
    .hint = Write for instance {"{{#if contact}}"}.
notice-placeholder-path = “{ $name }” is not the name of a column or value.
    .hint = Write the name alone. If it has a dot or a slash in it, put it in square brackets: {"{{[a.b]}}"}.
notice-placeholder-unknown = The name “{ $name }” is neither a column of the list nor a value in the settings.
    .hint = { $near ->
        [yes] Do you mean {"{{"}{ $nearest }{"}}"}?
       *[no] Look at the list's headers and at [notice.values] in the settings.
    }

## Values in the settings

notice-value-is-column = “{ $name }” is both a column of the list and a value in the settings.
    .hint = Choose another name for one of the two.
notice-value-empty = The value “{ $name }” is empty.
    .hint = Fill it in, or remove it.
notice-value-control = There is a control character in the value “{ $name }”.
    .hint = Type the value again.
notice-value-unused = The value “{ $name }” is not used in any template.
    .hint = Did you forget it somewhere? Otherwise remove it.
notice-sender-control = There is a control character in the name at { $key }.
    .hint = Type the name again, on one line.
notice-accept-never = There is no finding “{ $code }”, or it can't be accepted.
    .hint = { $near ->
        [yes] Do you mean “{ $nearest }”?
       *[no] Only findings in the mails themselves (notice-lint-…) and in documents (notice-pdf-…, notice-office-…) can. Findings that name another organisation never can.
    }
notice-accept-unused = “{ $code }” is accepted in the settings, but nothing has that finding any more.
    .hint = Remove its [[notice.accept]] block from the settings.

## One row

notice-merge-empty = Row { $row } ({ ID($id, word: "id") }) has nothing in “{ $column }”, which is needed here.
    .hint = Fill the cell, or leave this place out where the cell is empty: {"{{#if "}{ $column }{"}}"}…{"{{/if}}"}.
notice-merge-control = Row { $row } ({ ID($id, word: "id") }) has a control character in “{ $column }”.
    .hint = Type the cell again.
notice-merge-unread = Row { $row } ({ ID($id, word: "id") }): the call here can't read what is in “{ $column }”.
    .hint = Type it as the call expects it: a date as 16-12-2024, a number or an amount as 1234,50.
notice-merge-stuck = For row { $row } ({ ID($id, word: "id") }) a call can't read its value here.
    .hint = Look at the cell: it should be, for instance, a date as 16-12-2024 or a number as 1234,50.
notice-part-empty = For row { $row } ({ ID($id, word: "id") }) nothing is left of this template.
    .hint = Give the conditions in the template an {"{{else}}"}.
notice-part-large = For row { $row } ({ ID($id, word: "id") }) this template gives more than { $most } MB of text.
    .hint = Look for a placeholder that stands here many times, and for a very long cell in that row.
notice-organisation-control = Row { $row } ({ ID($id, word: "id") }) has a control character in the name of the organisation.
    .hint = Type the name again.
notice-subject-control = For row { $row } ({ ID($id, word: "id") }) a control character ends up in the subject.
    .hint = Check which cell the subject uses, and type it again.
notice-wire = The mail of row { $row } ({ ID($id, word: "id") }) is not safe to send.
    .hint = This is an error in heraut itself. Please report it, with the template.

## Attachments

notice-attachment-unreadable = The attachment { $name } can't be read.
    .hint = Check whether the file is there and its name in the settings is right.
notice-attachment-empty = The attachment { $name } is an empty file.
    .hint = Put the right file in its place.
notice-attachment-too-large = The attachment { $name } takes { $size } kB in the mail; a whole mail may take { $most } kB (notice.max_size).
    .hint = Make the file smaller.
notice-mail-too-large = The whole mail takes { $size } kB, with attachments and all; more than { $most } kB is not allowed (notice.max_size). First at row { $row } ({ ID($id, word: "id") }).
    .hint = Make the attachments smaller, or attach fewer. Does the mail server accept more? Then raise notice.max_size; to see what the server accepts: heraut preflight
notice-attachments-too-large = The attachments take { $size } kB together; a whole mail may take { $most } kB (notice.max_size).
    .hint = Make the files smaller, or attach fewer.
notice-attachment-handling = { $name } may not be sent: the settings say so.
    .hint = Remove this document from the attachments. Only a document with handling = "send" is sent.
notice-attachment-name = Not every mail program can read the name “{ $name }”.
    .hint = Use only letters without accents, digits, hyphen, underscore and dot; at most { $most } characters, with an extension.
notice-attachment-name-twice = Two attachments are called { $name }.
    .hint = Give each attachment its own name.
notice-attachment-kind-unknown = A file like { $name } can't be attached.
    .hint = These can: { $known }.
notice-attachment-kind-differs = The file is not what its name { $name } says.
    .hint = Save the file again as the right kind, or change the extension.
notice-attachment-stuck = The attachment { $name } can't be put into the mail.
    .hint = Give the attachment a simpler name.
notice-letters-not-built = { $name } comes from a .typ template, and this version of heraut can't make a PDF from it.
    .hint = Use the version of heraut with letters (feature “letters”), or make one PDF yourself and name it at file = "…".
notice-letter-author = The letter { $name } for row { $row } ({ ID($id, word: "id") }) would name an author in its properties.
    .hint = Remove “author” from “set document” in the template. Who signs the letter is in the letter itself.
notice-letter-syntax = The template of { $name } is not valid Typst: { $message }
    .hint = Correct the line. “typst compile” shows at once what is wrong.
notice-letter-stuck = No letter can be made from the template of { $name } for row { $row } ({ ID($id, word: "id") }): { $message }
    .hint = Does the template use a column that is empty in this row? An empty cell is not in the data: ask with data.at("column", default: none).
notice-file-column = The column that names the files for { $name } isn't there.
    .hint = Look at the headers of the list, and at column of this attachment.
notice-file-folder = The folder with the files for { $name } isn't there, or is a link to another place.
    .hint = Put the files in a plain folder within the campaign.
notice-file-none = { ID($id, word: "Id") } names no file for { $name }.
    .hint = Fill in the name of the file.
notice-file-name = { ID($id, word: "Id") } names something for { $name } that is not a plain file name.
    .hint = Write only the name of a file in the folder, without a folder before it.
notice-file-missing = The file that { ID($id, word: "id") } names for { $name } is not in the folder.
    .hint = Put it there, or correct the name. A link to a file elsewhere doesn't count.
notice-files-shared = These rows get the same file as { $name }: { ID($ids, word: "id") }.
    .hint = Is that intended? Otherwise one organisation gets another's document.
notice-file-unused = { $count ->
        [one] No row names 1 file for { $name }: { $files }.
       *[other] No row names { $count } files for { $name }: { $more ->
            [0] { $files }.
           *[other] { $files }, and { $more } more.
        }
    }
    .hint = Is an organisation missing its document, or can the file be removed?
notice-pdf-locked = The attachment { $name } is encrypted or protected.
    .hint = Save the PDF without protection: screen readers can't get in otherwise.
notice-pdf-active = The attachment { $name } contains something that runs or is fetched, or another file.
    .hint = Make the PDF again, without scripts, forms, actions on opening and embedded files.
notice-pdf-elsewhere = The attachment { $name } links to another file, which the reader doesn't have.
    .hint = Check whether that link belongs there, and whether the name of that file reveals anything.
notice-pdf-comments = The attachment { $name } contains a reader's comments, often with that reader's name.
    .hint = Remove the comments and markings, or make the PDF again from its source.
notice-pdf-author = The properties of the attachment { $name } say who made or saved it.
    .hint = Remove the name from the document's properties and make the PDF again.
notice-pdf-untagged = The attachment { $name } has no tags: a screen reader finds no headings, lists or reading order.
    .hint = Make a tagged PDF (PDF/UA).
notice-pdf-language = The attachment { $name } doesn't say which language it is in: a screen reader may read it out with the wrong pronunciation.
    .hint = Set the document's language and make the PDF again.
notice-pdf-language-other = The attachment { $name } says it is in another language ({ $language }) than the mail ({ $mail }): a screen reader reads it out with the pronunciation of that language.
    .hint = Is that language wrong? Then set the document's language and make the PDF again.
notice-pdf-title = The attachment { $name } has no title: a screen reader then reads out only the file name.
    .hint = Fill in the title in the document's properties and make the PDF again.
notice-pdf-packed = The attachment { $name } can't be read completely{ $count ->
        [0] { "" }
        [one] {" "}(page { $pages })
       *[other] {" "}(pages { $pages })
    }. What can't be read can't be checked: names of other organisations, scripts, tags, language and title.
    .hint = Have somebody read it in a PDF reader and accept this finding, or save the PDF as PDF/UA-1.
notice-pdf-picture = The attachment { $name } shows a picture and no text on { $count ->
        [one] page { $pages }
       *[other] pages { $pages }
    }. Words in a picture can't be checked, and a screen reader can't read them out.
    .hint = Make the PDF from the text itself, or have somebody read these pages and accept this finding.
notice-pdf-curves = The attachment { $name } shows lines and curves and no text on { $count ->
        [one] page { $pages }
       *[other] pages { $pages }
    }. Words that are drawn that way can't be checked, and a screen reader can't read them out.
    .hint = Make the PDF from the text itself, or have somebody read these pages and accept this finding.
notice-pdf-font = The attachment { $name } uses a font that doesn't say which letters it shows, on { $count ->
        [one] page { $pages }
       *[other] pages { $pages }
    }. What is written there can't be checked.
    .hint = Make the PDF again with embedded fonts that can be copied as text, or have somebody read these pages and accept this finding.
notice-picture-maker = A picture ({ $name }) says who made it, or where.
    .hint = Remove that (in Windows: Properties, Details, “Remove Properties and Personal Information”) or save the picture without it.
notice-picture-unread = A picture ({ $name }) contains a text that can't be unpacked completely, or that is larger than 1 MB. What can't be read can't be checked: names of its maker or of other organisations.
    .hint = Save the picture without its properties, or have somebody look at them and accept this finding.
notice-office-author = { $name } contains a name that its reader doesn't see: of the author, or of somebody who saved it or wrote in it.
    .hint = Remove the names (in Word and Excel: File, Info, Check for Issues, Inspect Document), or make a PDF from it.
notice-office-properties = { $name } contains custom properties that its reader doesn't see: often a label, a file name or a person's name.
    .hint = Remove them (in Word and Excel: File, Info, Check for Issues, Inspect Document), or make a PDF from it.
notice-office-path = { $name } shows the path of a file on a computer or network, often with the name of a colleague.
    .hint = Remove it (in Word and Excel: File, Info, Check for Issues, Inspect Document), and also links to your own files and templates, or make a PDF from it.
notice-office-remote = The attachment { $name } fetches something when it is opened, such as a picture or data.
    .hint = Save the picture in the document itself and break the links, or make a PDF from it.
notice-office-embedded = There is another file in the attachment { $name }, such as a whole sheet behind a chart. What is in it has not been checked.
    .hint = Paste the chart or table as a picture or as a plain table, or make a PDF from it.
notice-office-changes = The attachment { $name } has tracked changes: what was struck out may still be in it.
    .hint = Accept or reject the changes and save the document again.
notice-office-unreadable = The attachment { $name } can't be unpacked completely, or unpacks to more than 64 MB. What can't be unpacked can't be checked.
    .hint = Save the document again, or make a PDF from it.
notice-office-macros = There are macros in the attachment { $name }.
    .hint = Save the document without macros.
notice-office-comments = There are comments in the attachment { $name }.
    .hint = Remove the comments and save the document again.

## Names of other organisations

notice-leak = The mail to { ID($id, word: "id") } names { ID($other, word: "id") }, in { $part }.
    .hint = Remove the other's name, address or domain: from the template, or from this row's cells.
notice-leak-perhaps = The mail to { ID($id, word: "id") } may name { ID($other, word: "id") }, in { $part }.
    .hint = An ordinary word, or really the other organisation? Read the mail.
notice-attachment-is-list = The attachment { $name } names { $named } of the { $listed } organisations on the list: it is the list, or part of it.
    .hint = Never attach the list; if it contains ordinary words that are also names, list them in [[notice.leak_allow]] with the reason.
notice-leak-attachment = The attachment { $name } names { ID($other, word: "id") }, an organisation on the list.
    .hint = Make an attachment without that name, also in the properties of the file.
notice-leak-attachment-perhaps = The attachment { $name } may name { ID($other, word: "id") }, an organisation on the list.
    .hint = An ordinary word, or really that organisation? Read the attachment.
notice-leak-allowed = The text names { ID($other, word: "id") }, in { $part }; that is allowed: { $reason }
    .hint = Check whether that reason still applies.
notice-leak-attachment-allowed = The attachment { $name } names { ID($other, word: "id") }; that is allowed: { $reason }
    .hint = Check whether that reason still applies.
notice-leak-allow-unused = The name { $name } is allowed, but no organisation on the list has that name.
    .hint = Remove the line, or write the name as the list does. An address can't be allowed.
notice-in-subject = the subject
notice-in-text = the text
notice-in-html = the formatted text (HTML)
notice-of-list = from the list

## What stands out in the mails themselves

notice-parts-differ = “{ $name }” appears here but not in { $part }.
    .hint = Make both say the same: a reader sees only one of them.
notice-parts-form = “{ $name }” is written differently here than in { $part }.
    .hint = Write the value the same way in both versions, with the same call.
notice-lint-facts = The mail to { ID($id, word: "id") } says here what “{ $what }” is, but not in { $part }.
    .hint = Make both say the same: a reader sees only one of them.
notice-lint-remote = The mail to { ID($id, word: "id") } fetches something from the internet ({ $what }), in { $part }.
    .hint = Remove it. A picture can only be part of the mail itself (cid:).
notice-lint-active = The mail to { ID($id, word: "id") } has a part that does something ({ $what }), in { $part }.
    .hint = Remove it. A mail is for reading; mail programs don't trust anything else.
notice-lint-tracking = The mail to { ID($id, word: "id") } has a link that tracks the reader ({ $what }), in { $part }.
    .hint = Remove everything after the question mark that the page doesn't need.
notice-lint-link-text = The mail to { ID($id, word: "id") } has a link that goes somewhere else than it says ({ $what }), in { $part }.
    .hint = Make the text of the link say where it goes.
notice-lint-link-http = The mail to { ID($id, word: "id") } has a link without https ({ $what }), in { $part }.
    .hint = Begin the link with https://.
notice-lint-link-kind = The mail to { ID($id, word: "id") } has a link that can't be used in a mail ({ $what }), in { $part }.
    .hint = A link begins with https://, mailto: or tel:.
notice-lint-link-host = The mail to { ID($id, word: "id") } has a link to another site than the sender's ({ $what }), in { $part }.
    .hint = Is that intended?
notice-lint-link-missing = The mail to { ID($id, word: "id") } has a link or address here ({ $what }) that is missing in { $part }.
    .hint = Put it in both versions: a reader sees only one of them.
notice-lint-leftover = The mail to { ID($id, word: "id") } still has “{ $what }” in it, in { $part }.
    .hint = Finish the text, or remove this.
notice-lint-not-applicable = The mail to { $id } says “n.v.t.” (not applicable), in { $part }.
    .hint = Is it meant that way? Otherwise leave out what doesn't apply, for example with {"{{#if …}}"}.
notice-lint-counts = The mail to { ID($id, word: "id") } seems to say how many there are (“12 of 143”), in { $part }.
    .hint = Don't let the reader know how many others get the mail.
notice-lint-subject-long = The mail to { ID($id, word: "id") } has a long subject: a phone cuts off the end.
    .hint = Keep it under 78 characters.
notice-lint-subject-loud = The mail to { ID($id, word: "id") } has a subject that shouts.
    .hint = Write plainly, without words in capitals or repeated punctuation.
notice-lint-lang = The mail to { ID($id, word: "id") } doesn't say which language it is in: a screen reader has to guess.
    .hint = Begin the HTML with <html lang="nl">.
notice-lint-title = The mail to { ID($id, word: "id") } doesn't have exactly one title.
    .hint = Put one <title> in the head of the HTML.
notice-lint-heading = The mail to { ID($id, word: "id") } doesn't have exactly one main heading.
    .hint = Put one <h1> above the text.
notice-lint-alt = The mail to { ID($id, word: "id") } has a picture without a description, in { $part }.
    .hint = Describe it with alt="…", or with alt="" if it conveys nothing.
notice-lint-no-reply = Replies go to an address where nobody reads them.
    .hint = Set sender.reply_to to an address where people get an answer.
notice-from-not-aligned = The sender ({ $from }) and the address to which undeliverable mail returns ({ $back }) are in different domains.
    .hint = For sender.envelope_from use an address in the domain of sender.from: otherwise SPF does not count for DMARC.
