# Reads mails one after the other (a line with the number of octets, then the mail) and says of each, on a line, what Perl's
# Mail::DKIM makes of its signature. The one key there is comes from the command line: no name is looked up.
use strict;
use warnings;
use Mail::DKIM::Verifier;
use Net::DNS;

package OneKey;
sub new { my ($class, $key) = @_; return bless { key => $key }, $class }
sub errorstring { return 'NOERROR' }
sub send {
    my ($self, $name) = @_;
    my $answer = Net::DNS::Packet->new($name, 'TXT');
    # In pieces of at most 255 octets (RFC 1035, section 3.3.14), as a server would give it.
    $answer->push(answer => Net::DNS::RR->new(owner => $name, type => 'TXT', txtdata => [ unpack '(A200)*', $self->{key} ]));
    return $answer;
}

package main;
Mail::DKIM::DNS::resolver(OneKey->new($ARGV[0]));
binmode STDIN;
while (defined(my $octets = <STDIN>)) {
    read(STDIN, my $mail, $octets) == $octets or die "the mail is cut off\n";
    my $verifier = Mail::DKIM::Verifier->new;
    $verifier->PRINT($mail);
    $verifier->CLOSE;
    print $verifier->result_detail, "\n";
}
