# phrase: units, dates and lists

span-under-second = less than a second
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

# The last two of a list: "a and b" of "x, a and b".
list-last = { $before } and { $last }

# Today only the time is written; this is for other days.
date-and-time = { $day } { $month } { $time }
date-with-year = { $day } { $month } { $year } { $time }
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

fault-accepted = Accepted: { $reason }
phrase-unknown = { $key } (told by another version of heraut)

# The same in the mails of other rows of the list.
fault-also = { $others ->
    [one] The same in row { $rows }
   *[other] The same in rows { $rows }
} of the list: { $count } rows in all.

## An example within a fault

phrase-cell-of-row = row { $row } has that of { $other ->
        [0] an organisation that is no longer on the list
       *[other] row { $other }{ $known ->
            [0] {""}
           *[other] {" "}({ $id })
        }
    }
