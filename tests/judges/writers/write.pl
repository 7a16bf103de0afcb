# Lists by Excel::Writer::XLSX. `perl write.pl FOLDER`: reads rows.json, writes the files and made-pl.json.
use strict;
use warnings;
use utf8;
use Excel::Writer::XLSX;
use JSON::PP;

my ($folder) = @ARGV;
my $json = JSON::PP->new->utf8;
open(my $in, '<:raw', "$folder/rows.json") or die $!;
my $all = $json->decode(do { local $/; <$in> });
my ($header, $texts, $values, $formats) = @{$all}{qw(header texts values formats)};
my $width = @$header;
my ($amount) = grep { $header->[$_] eq 'bedrag' } 0 .. $width - 1;
my %made;

sub book {
    my ($file, $about, $numbers, $change) = @_;
    $made{$file} = { writer => 'Excel::Writer::XLSX', %$about };
    my $book = Excel::Writer::XLSX->new("$folder/$file");
    my $sheet = $book->add_worksheet('Overzicht');
    my @codes = map { $book->add_format(num_format => $formats->{$_}) } qw(telefoon bedrag sinds);
    $sheet->write_string(0, $_, $header->[$_]) for 0 .. $width - 1;
    for my $row (0 .. $#$texts) {
        $sheet->write_string($row + 1, $_, $texts->[$row][$_]) for 0 .. $width - 1;
        next unless $numbers;
        $sheet->write_number($row + 1, $width - 3 + $_, $values->[$row][$_], $codes[$_]) for 0, 1;
        $sheet->write_date_time($row + 1, $width - 1, "$values->[$row][2]T", $codes[2]);
    }
    $change->($sheet, $book) if $change;
    $book->close;
}

book('perl.xlsx', { same => JSON::PP::true });
book('perl-numbers.xlsx', { same => JSON::PP::true }, 1);
book('perl-formula.xlsx', { faults => [map { [$_, 'bedrag', 'list-formula-open'] } 3, 41] }, 0,
    sub { $_[0]->write_formula($_, $amount, '=20+2') for 2, 40 });
book('perl-computed.xlsx', { same => JSON::PP::true }, 0,
    sub { $_[0]->write_formula($_, $amount, qq(="$texts->[$_ - 1][$amount]"), undef, $texts->[$_ - 1][$amount]) for 2, 40 });
book('perl-hidden.xlsx', { faults => [[7, undef, 'list-row-hidden']] }, 0, sub { $_[0]->set_row(6, undef, undef, 1) });
open(my $out, '>:raw', "$folder/made-pl.json") or die $!;
print $out $json->encode(\%made);
