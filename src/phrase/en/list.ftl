# The list: what is wrong with the file, the columns and the rows, and what to do about it.
# Never a cell's content: row and column are enough to find it.

## The file

list-file-missing = the file isn't there
    .hint = put the file in the campaign folder, or change list.file
list-file-unreadable = the file can't be read: { $why }
    .hint = check whether you may read it and whether another program has it open
list-format-unknown = { $kind ->
       *[old] this is an old Excel workbook (.xls), or one with a password
        [web] this is a web page, though the file has another name
        [ods] this is an OpenDocument file (.ods)
        [xlsb] this is a binary Excel workbook (.xlsb)
        [xml] this is an XML sheet of an old Excel
        [numbers] this is a file of Apple Numbers
        [word] this is a text document and no list
        [pdf] this is a PDF file and no list
    }
    .hint = { $kind ->
       *[old] open the list in Excel and save it as .xlsx without a password
        [web] open the file in Excel, see that nothing is missing, and save it as .xlsx
        [ods] open the list in LibreOffice and save it as .xlsx
        [numbers] open the list in Numbers and export it as Excel (.xlsx)
        [word] put the list in a sheet and save it as .xlsx
        [pdf] ask for the list itself, as .xlsx or CSV; set list.file to that file
    }
list-file-large = the file is larger than a list may be ({ $most } MB)
    .hint = check whether list.file names the right file; remove pictures and other sheets
list-templates-later = the templates were not yet compared with the columns
    .hint = first the list must be readable; then you see whether each name is right
list-empty = the file is empty
    .hint = check whether list.file names the right file
list-no-rows = there are no organisations below the column headers
    .hint = check whether list.file names the right file
list-encoding-not-stated = the settings don't say which encoding the file has; it looks like { $encoding }
    .hint = check whether letters with accents are right, then put under [list]: encoding = "{ $encoding }"
list-encoding-differs = the settings say the file is { $stated }, but it begins as { $found }
    .hint = put under [list]: encoding = "{ $found }"; or save the file again
list-encoding-wrong = the settings say the file is { $stated }, but its letters with accents are { $found }
    .hint = put under [list]: encoding = "{ $found }"; or save the file again as CSV UTF-8
list-encoding-no-mark = the file should be UTF-16, but the mark at its start that confirms it is missing
    .hint = save the file again as CSV UTF-8, and put under [list]: encoding = "utf-8"
list-encoding-doubtful = the settings say the file is windows-1252, but it looks like utf-8
    .hint = check whether letters with accents are right; if not, put under [list]: encoding = "utf-8"
list-code-page = the file was saved as { $written ->
       *[macintosh] Macintosh
        [ms-dos] MS-DOS
    } text; read as the settings say, letters with accents are garbled ({ $example } for Café, in { $cells ->
        [one] 1 cell
       *[other] { $cells } cells
    })
    .hint = save the list again: in Excel as “CSV UTF-8”, not as “CSV (Macintosh)” or “CSV (MS-DOS)”, and set under [list]: encoding = "utf-8". If the letters are right as they are, accept that with a reason ([[list.accept]], see docs/list.md)
list-misread = letters with accents are garbled: { $written ->
       *[utf-8] UTF-8
        [macintosh] Macintosh
        [ms-dos] MS-DOS
    } text was once read as { $read ->
       *[windows-1252] windows-1252
        [macintosh] Macintosh
        [ms-dos] MS-DOS
    } text and saved so ({ $example } for Café, in { $cells ->
        [one] 1 cell
       *[other] { $cells } cells
    }, first in row { $row })
    .hint = take the list as it was before that, or type the right letters in those cells. If they are right as they are, accept that with a reason ([[list.accept]], see docs/list.md)
list-code-page-doubtful = letters with accents may be garbled, as if { $written ->
       *[utf-8] UTF-8
        [macintosh] Macintosh
        [ms-dos] MS-DOS
    } text was read as { $read ->
       *[windows-1252] windows-1252
        [macintosh] Macintosh
        [ms-dos] MS-DOS
    } text (in { $cells ->
        [one] 1 cell
       *[other] { $cells } cells
    }{ $row ->
        [0] )
       *[other] , first in row { $row })
    }
    .hint = check whether letters with accents are right; if not, save the list again as CSV UTF-8, or correct those letters
list-delimiter-not-stated = the settings don't say what separates the columns; it looks like “{ $delimiter }”
    .hint = if that is right, put under [list]: delimiter = "{ $delimiter }"
list-delimiter-differs = the settings say “{ $stated }” separates the columns, but in the file it is “{ $found }”
    .hint = put under [list]: delimiter = "{ $found }"
list-too-long = the list is longer than a list may be ({ $rows } rows)
    .hint = check whether list.file names the right file; empty rows and cells with blanks count too
list-count = { $listed ->
        [one] the list has 1 row
       *[other] the list has { $listed } rows
    }, { $expected } were expected
    .hint = find out which rows were added or removed; if the list is right, change list.expected

## The workbook

list-workbook-unreadable = this Excel workbook can't be read
    .hint = open the workbook in Excel and save it again as .xlsx
list-sheet-missing = there is no sheet “{ $sheet }”; there are: { $sheets }
    .hint = name one of them under [list], as sheet
list-sheet-not-stated = the workbook has several sheets ({ $sheets }); “{ $sheet }” was read
    .hint = { $known ->
        [yes] if that is right, put under [list]: sheet = "{ $sheet }"
       *[no] none has the columns that the settings name; under [list], set sheet to the one with the list
    }
list-sheet-wide = there is text beyond column { $columns }
    .hint = remove what is beside the list; for a CSV check whether list.delimiter is right
list-row-hidden = hidden or filtered out in the sheet
    .hint = show the row, or set list.hidden_rows to "include" or "skip"
list-rows-skipped = { $rows ->
        [one] 1 hidden row was skipped and isn't counted
       *[other] { $rows } hidden rows were skipped and aren't counted
    }
    .hint = that is what list.hidden_rows = "skip" says; check whether it is right
list-column-hidden = a hidden column with text in it
    .hint = show the column, or delete it
list-header-merged = merged cells in the row of column headers
    .hint = split the cells and give each column its own header
list-row-merged = merged cells: the text belongs to only one of them
    .hint = split the cells and fill each
list-cell-error = { $error ->
       *[other] a formula that gives an error: { $error }
        [hidden] a formula that gives an error
    }
    .hint = fix the formula, or type the value
list-cell-unreadable = what is in this cell can't be read
    .hint = type it again, and save the workbook as .xlsx
list-cell-form = it isn't certain how a spreadsheet shows this cell; the value was read without its format
    .hint = give the cell a plain number format, or type what it should say as text
list-cell-hidden = the cell's format hides what is in it
    .hint = give the cell a different format, or clear it
list-cell-no-date = a number that is not a date, in a cell formatted as a date
    .hint = type the date, or clear the cell
list-formula-open = a formula that was never calculated
    .hint = open the workbook in Excel and save it, or type the value
list-formula-doubtful = a formula gives 0, and the workbook says that its formulas still have to be calculated
    .hint = open the workbook in Excel and save it, then check whether the 0 is right

## The columns

list-column-missing = { $count ->
        [one] the column { $columns } is missing
       *[other] these columns are missing: { $columns }
    }{ $shown ->
        [0] {""}
       *[other] ; headers found: { $headers }
    }
    .hint = give the columns the headers of the settings, or name the headers of the list under [list.columns] (and as column under [list.period])
list-rows-above = there is something above the column headers in row { $row }; it was skipped
    .hint = check that it is not an organisation
list-header-twice = column { $other } has the same header
    .hint = give each column its own header
list-header-empty = this column has text in it, but no header
    .hint = give the column a header, or clear it
list-header-address = the first row contains an e-mail address; the column headers are probably missing
    .hint = put a row with the header of each column above the list

## The form of a row

list-row-empty = an empty row in the middle of the list
    .hint = remove the row, or check whether an organisation belongs here
list-row-short = { $cells ->
        [one] 1 cell where there are { $columns } columns
       *[other] { $cells } cells where there are { $columns } columns
    }
    .hint = check whether a delimiter is missing, or there is a quote too many
list-row-long = { $cells ->
        [one] 1 cell where there are { $columns } columns
       *[other] { $cells } cells where there are { $columns } columns
    }
    .hint = { $kind ->
       *[csv] put text that holds a delimiter between quotes
        [workbook] remove what is beside the list, or give that column a header
    }
list-row-struck = text in this row is struck through
    .hint = check whether this organisation should still be mailed; if not, exclude it on a ground
list-cell-note = this cell has a note or a comment
    .hint = read it in the workbook: it may say that this organisation should not be mailed
list-cell-long = more text than a cell may hold ({ $most } characters)
    .hint = check whether there is a quote too many or too few; otherwise shorten the text
list-quote-open = a quote opens here that never closes; the rows below were not read
    .hint = close the quote, or remove it
list-quote-after = text after the last quote of the cell
    .hint = put the whole cell between quotes, and write a quote inside it twice
list-undecodable = characters that can't be read in the file's encoding
    .hint = change list.encoding, or save the file again as CSV UTF-8
list-lost-character = a character that was already lost earlier (�)
    .hint = look up the right character and type it again
list-cell-mangled = Excel has probably turned a code into a number or a date here
    .hint = format the column as text and type the value again
list-cell-zeros = a leading zero is probably missing
    .hint = format the column as text in Excel and type the number again
list-cell-nothing = { $what ->
       *[error] text such as #N/A or #REF!: a spreadsheet shows it where a formula gives an error
        [nothing] a word such as NULL, nan or N/A: a program writes it where there is nothing
    }
    .hint = look up what belongs here, or clear the cell; if it is right as it is, accept it with a reason ([[list.accept]], see docs/list.md)
list-cell-entity = a character is written here as in the code of a web page (&amp; for &)
    .hint = type the character itself; if it is right as it is, accept it with a reason ([[list.accept]], see docs/list.md)
list-control-character = a control character that doesn't belong in a mail
    .hint = type the cell's content again

## Id and name

list-id-empty = there is no id
    .hint = give the row its own id
list-id-form = this can't be an id: at most 64 characters, without spaces and invisible characters
    .hint = change the id
list-id-twice = the same id as { $others ->
        [one] row { $rows }
       *[other] rows { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
    }
    .hint = give each row its own id
list-organisation-empty = the organisation's name is missing
    .hint = fill in the name
list-name-invisible = an invisible character in the name
    .hint = type the name again
list-name-mixed-scripts = a word that mixes letters from different scripts
    .hint = type the name again
list-id-zeros = an id that has probably lost its leading zeros
    .hint = format the column as text in Excel and type the id again
list-id-telling = an id that shows whose row it is: ids are shown where names are not
    .hint = give the rows ids that reveal nothing, or have them made: heraut check --write-ids FILE
list-organisation-twice = the same name as { $others ->
        [one] row { $rows }
       *[other] rows { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
    }, apart from case, punctuation or legal form
    .hint = keep one row, or set list.duplicates.organisation = "send" if each row should get its own mail
list-organisation-alike = the same name as row { $other }, apart from case, punctuation or legal form
    .hint = if this is one organisation, keep one row
list-organisation-left-out = the same name as row { $other }, but only one of the two is mailed
    .hint = if this is one organisation, exclude both rows or neither

## Excluding

list-kind-empty = the kind of organisation is missing, so nobody knows whether this row may be mailed
    .hint = fill in the kind
list-kind-empty-mailed = the kind of organisation is missing; this row is mailed all the same
    .hint = fill in the kind, or name in list.kinds which kinds are mailed: then an empty kind is an error
list-kind-near = this looks like “{ $kind }”, a kind that is excluded, but it is spelled differently; this row is mailed
    .hint = correct the spelling if this organisation should not be mailed
list-kind-not-named = { $found ->
        [0] this kind is not in list.kinds, so it isn't known whether this row may be mailed
       *[other] this kind is not in list.kinds; it looks like “{ $kind }”
    }
    .hint = correct the kind, or add it: to list.kinds if it should be mailed, otherwise as [[list.exclude]]
list-period-unreadable = there are no years here that can be read
    .hint = write the years in full, such as 2023, 2024
list-period-empty = nothing is filled in here, so this row is excluded
    .hint = check whether there really was no contact; otherwise fill in the years

## The register of exclusions

list-register-missing = the register of exclusions isn't there, so nobody knows who is excluded
    .hint = put the file in the campaign folder, or change list.register
list-register-column = the column “{ $other }” (or “{ $column }”) is missing from the register
    .hint = give the register the headers what, ground, who and when
list-register-empty = something is needed here: an exclusion has a ground, a name and a date
    .hint = fill in the cell
list-register-date = this is not a date that can be read
    .hint = write the date in full, such as 31-12-2024
list-register-what = this is not an id, an e-mail address or a domain
    .hint = write an id from the list, an e-mail address, or a domain with an @ sign in front
list-register-twice = this is in row { $other } of the register too
    .hint = keep one of the two
list-register-unused = this line excludes nobody on the list
    .hint = check it for a typing error

## Addresses

list-address-twice = the same e-mail address as { $others ->
        [one] row { $rows }
       *[other] rows { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
    }
    .hint = find a separate address for each organisation, or set list.duplicates.address = "send"
list-address-shared = the same e-mail address as { $others ->
        [one] row { $rows }
       *[other] rows { $rows }
    }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
    }; several mails will arrive there
    .hint = check whether that is intended
list-address-left-out = the same e-mail address as row { $other }, which is not mailed
    .hint = check whether a mail may go to this address
list-address-free-mail = an address at a free mail provider; it may belong to one person
    .hint = check whether the organisation has its own address
list-address-role = a mailbox that usually nobody reads
    .hint = find an address where the organisation reads its mail
list-address-typo = there is probably a typing error after the @ sign; perhaps { $meant } is meant
    .hint = look the address up and correct it
list-address-mixed-scripts = after the @ sign, letters from different scripts are mixed
    .hint = type the address again as the organisation itself writes it
address-empty = there is no e-mail address
    .hint = fill in an address, or exclude the organisation on a ground
address-invisible = an invisible character in the address, at character { $position }
    .hint = type the address again instead of pasting it
address-space = a space inside the address, at character { $position }
    .hint = remove the space
address-no-at = there is no @ sign in the address
    .hint = fill in the whole address
address-several-ats = more than one @ sign in one address
    .hint = put each address in its own column
address-character = a character that can't be in an address, at character { $position }
    .hint = keep only the address: no name, brackets, quotes or second address
address-comma = a comma at character { $position } where a dot belongs
    .hint = put a dot in place of the comma
address-local-dots = a dot in the wrong place before the @ sign, or nothing before it
    .hint = fill in the whole address, without a dot at the start or end and without two dots in a row
address-local-not-ascii = a letter with an accent before the @ sign, at character { $position }
    .hint = ask the organisation for an address without accents
address-local-long = more than 64 characters before the @ sign
    .hint = check whether this is one address
address-domain-incomplete = the part after the @ sign is not complete
    .hint = fill in the whole address
address-domain-character = after the @ sign there is a character that can't be there
    .hint = only letters, digits, dots and hyphens can be there
address-too-long = the address is too long
    .hint = check whether this is one address
address-local-sign = { $sign ->
       *[dash] a dash ({ $code })
        [soft] a soft hyphen ({ $code }), which is not always seen,
        [quote] a curly quote or accent ({ $code })
    } before the @ sign, at character { $position }
    .hint = { $sign ->
       *[dash] type the hyphen of the keyboard there (-)
        [soft] delete it; if a hyphen belongs there, type that of the keyboard (-)
        [quote] type the straight apostrophe of the keyboard there ('), or delete it
    }
address-domain-sign = { $sign ->
       *[dash] a dash ({ $code })
        [soft] a soft hyphen ({ $code }), which is not always seen,
        [quote] a quote or accent ({ $code })
    } after the @ sign, at character { $position }; no internet name has one
    .hint = { $sign ->
       *[dash] type the hyphen of the keyboard there (-)
        [soft] delete it; if a hyphen belongs there, type that of the keyboard (-)
        [quote] delete it; if a hyphen belongs there, type that of the keyboard (-)
    }
address-domain-not-idn = the part after the @ sign can't be an internet name
    .hint = check whether all letters are right
address-domain-number = the address ends in a number
    .hint = fill in the address as the organisation itself writes it

## Ids of rows

list-id-column-unset = the settings don't say which column has the id of a row
    .hint = name the column in list.columns.id; if the list has none, have one made: heraut check --write-ids FILE.csv
list-ids-exists = this file already exists; nothing was written
    .hint = choose another name
list-ids-unwritten = the file could not be written ({ $why })
    .hint = check whether there is room, and whether you may write in this folder

## Columns side by side

list-cell-elsewhere = this fits row { $other } better than its own, going by “{ $beside }”
    .hint = put the cell in the right row; if it is right where it is, accept it with a reason ([[list.accept]], see docs/list.md)
list-column-sorted = this column seems to have been sorted on its own: going by “{ $beside }”, { $count } cells belong in another row (rows { $rows }{ $more ->
        [0] )
       *[other] {" "}and { $more } more)
    }
    .hint = undo the sorting, or take the list from before; always sort all columns together. If the column is right, accept it with a reason ([[list.accept]])
list-column-shifted-up = this column seems to have moved up by { $by ->
        [one] 1 row
       *[other] { $by } rows
    }: going by “{ $beside }”, { $count } cells belong further down (rows { $rows }{ $more ->
        [0] )
       *[other] {" "}and { $more } more)
    }
    .hint = look for a cell that was deleted, and put it back. If the column is right, accept it with a reason ([[list.accept]])
list-column-shifted-down = this column seems to have moved down by { $by ->
        [one] 1 row
       *[other] { $by } rows
    }: going by “{ $beside }”, { $count } cells belong further up (rows { $rows }{ $more ->
        [0] )
       *[other] {" "}and { $more } more)
    }
    .hint = look for a cell that was inserted, and remove it. If the column is right, accept it with a reason ([[list.accept]])
list-column-mixed = going by “{ $beside }”, { $count } cells of this column belong in another row (rows { $rows }{ $more ->
        [0] )
       *[other] {" "}and { $more } more)
    }
    .hint = compare the columns with the list they came from. If they are right, accept it with a reason ([[list.accept]])
list-cell-of-another = when the list was last sealed, this belonged to { $other ->
        [0] an organisation that is no longer on the list
       *[other] row { $other }{ $known ->
            [0] {""}
           *[other] {" "}({ ID($id, word: "id") })
        }
    }
    .hint = put the cell in the right row; if it is right where it is, accept it with a reason ([[list.accept]], see docs/list.md)
list-column-of-others = { $count } cells of this column belonged to another organisation when the list was last sealed; for example, { $examples }
    .hint = check whether this column, or the one with the ids, was sorted or moved on its own. If the column is right, accept it with a reason ([[list.accept]])
list-accept-never = there is no finding “{ $code }” that can be accepted
    .hint = { $near ->
        [yes] do you mean “{ $nearest }”?
       *[no] what can be accepted is in docs/list.md: list-cell-… and list-column-…
    }
list-accept-unused = “{ $code }” is accepted in the settings, but nothing has that finding any more
    .hint = remove its [[list.accept]] block from the settings
