#!/usr/bin/env bash
# A report about several recipients: one mail arrived, or is late; the other came back.
#
# Guess, written down before the first run: the recipient whose address does not exist is among the addresses, and the report is
# a bounce.
# Seen with Mail::DeliveryStatus::BounceParser 1.543 (Debian 12): with the arrived or the late one in front it is no bounce and
# has no addresses: nobody learns that the other failed for good. In the other order the failed one is named, and still it is no
# bounce.
# RFC 3464, 2.1 and 2.3.3: a report has a group of fields for each recipient, each with its own Action.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
apt-get download -qq libmail-deliverystatus-bounceparser-perl=1.543+repacked-1 libmailtools-perl=2.21-2 libmime-tools-perl=5.510-1 libtimedate-perl=2.3300-2 2>said || { cat said >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
cat >read.pl <<'PERL'
use Mail::DeliveryStatus::BounceParser;
my %group = (
    failed => "Final-Recipient: rfc822; info\@esdoorn.example\nAction: failed\nStatus: 5.1.1\n",
    arrived => "Final-Recipient: rfc822; bestuur\@wilg.example\nAction: delivered\nStatus: 2.0.0\n",
    late => "Final-Recipient: rfc822; bestuur\@wilg.example\nAction: delayed\nStatus: 4.4.1\n",
);
for my $order ("failed", "failed arrived", "arrived failed", "late failed") {
    my $groups = join "\n", map { $group{$_} } split / /, $order;
    my $said = Mail::DeliveryStatus::BounceParser->new(<<MAIL);
From: MAILER-DAEMON\@relay.example
To: bericht\@voorbeeldzaken.example
Subject: Delivery report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

See below.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

$groups
--b--
MAIL
    print "$order: ", $said->is_bounce ? "bounce" : "no bounce", " [@{[$said->addresses]}] ";
}
PERL
seen=$(perl -Iroot/usr/share/perl5 read.pl)
behaviour='failed: bounce [info@esdoorn.example] failed arrived: no bounce [info@esdoorn.example] arrived failed: no bounce [] late failed: no bounce [] '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the recipient whose address does not exist is among the addresses, and the report is a bounce.' \
    'Mail::DeliveryStatus::BounceParser 1.543 (Debian 12)' \
    'with the arrived or the late one in front it is no bounce and has no addresses: nobody learns that the other failed for good. In the other order the failed one is named, and still it is no bounce.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
