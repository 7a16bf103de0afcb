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

size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } kB
size-mb = { $whole }.{ $tenth } MB
size-gb = { $whole }.{ $tenth } GB

# The last two of a list: "a and b" of "x, a and b".
list-last = { $before } and { $last }

# Today only the time is written; this is for other days.
date-and-time = { $day } { $month } { $time }
date-alone = { $day } { $month } { $year }
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

day-short = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

fault-accepted = Accepted: { $reason }
phrase-unknown = { $key } (reported by another version of heraut)

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
           *[other] {" "}({ ID($id, word: "id") })
        }
    }

## What the system says of a file or a connection

system-not-found = it isn't there
system-denied = that is not allowed here
system-exists = it is there already
system-full = the disk is full
system-read-only = nothing can be written there
system-folder = it is a folder
system-no-folder = part of the path is not a folder
system-busy = it is in use
system-refused = nothing is listening on that port
system-unreachable = that computer can't be reached from here
system-timed-out = there was no answer in time
system-cut = the connection was cut
system-closed = the other side closed the connection
system-name = that name can't be found on the network
system-tls-cut = the secure connection was cut
system-full-line = the connection accepts nothing more
system-given-up = this connection was given up before
system-other = an error on this computer; -v shows which
sqlite-disk = the disk gives an error
sqlite-busy = another program is holding it
sqlite-cannot-open = the file can't be opened
sqlite-damaged = the file is damaged
sqlite-no-database = the file is not a database
sqlite-memory = there is no memory left
sqlite-form = there is something in it that heraut doesn't write
