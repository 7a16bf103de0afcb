#!/usr/bin/env bash
# A receipt that says that a mail was displayed.
#
# Guess, written down before the first run: it is no bounce.
# Seen with Mail::DeliveryStatus::BounceParser 1.543 (Debian 12): it is a bounce, without an address; so is a report of a
# complaint (RFC 5965). Vacation answers and reports of late mails are told apart from bounces.
# RFC 8098, 3.1 and 3.2.6: the type of such a report is disposition-notification; displayed says that the mail arrived and was
# shown.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
apt-get download -qq libmail-deliverystatus-bounceparser-perl=1.543+repacked-1 libmailtools-perl=2.21-2 libmime-tools-perl=5.510-1 libtimedate-perl=2.3300-2 2>said || { cat said >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
cat >read.pl <<'PERL'
use Mail::DeliveryStatus::BounceParser;
my %fields = (
    "disposition-notification" => "Final-Recipient: rfc822; bestuur\@wilg.example\nOriginal-Message-ID: <1\@voorbeeldzaken.example>\nDisposition: manual-action/MDN-sent-manually; displayed",
    "feedback-report" => "Feedback-Type: abuse\nUser-Agent: Lus/1\nVersion: 1",
    "delivery-status" => "Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; bestuur\@wilg.example\nAction: delayed\nStatus: 4.4.1",
);
for my $kind (sort keys %fields) {
    my $said = Mail::DeliveryStatus::BounceParser->new(<<MAIL);
From: bestuur\@wilg.example
To: bericht\@voorbeeldzaken.example
Subject: Report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=$kind; boundary="b"

--b

See below.

--b
Content-Type: message/$kind

$fields{$kind}

--b--
MAIL
    print "$kind: ", $said->is_bounce ? "bounce" : "no bounce", " [@{[$said->addresses]}] ";
}
PERL
seen=$(perl -Iroot/usr/share/perl5 read.pl)
behaviour='delivery-status: no bounce [] disposition-notification: bounce [] feedback-report: bounce [] '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it is no bounce.' \
    'Mail::DeliveryStatus::BounceParser 1.543 (Debian 12)' \
    'it is a bounce, without an address; so is a report of a complaint (RFC 5965). Vacation answers and reports of late mails are told apart from bounces.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
