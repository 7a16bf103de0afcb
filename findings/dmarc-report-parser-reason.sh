#!/usr/bin/env bash
# A DMARC report in which a mail was forwarded.
#
# Guess, written down before the first run: the report is read, with the reason why the policy was not applied.
# Seen with dmarc-report-parser 0.1.5 (npm): the whole report is refused: its type of a reason is said to be a list; without the
# reason it is read.
# RFC 7489, appendix C: policy_evaluated may have reasons, each with a type, as forwarded or mailing_list.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts dmarc-report-parser@0.1.5
cat >read.mjs <<'NODE'
import parser from "dmarc-report-parser";
for (const reason of ["", "<reason><type>forwarded</type></reason>"]) {
    const report = `<?xml version="1.0"?><feedback><report_metadata><org_name>esdoorn.example</org_name><email>dmarc@esdoorn.example</email><report_id>1</report_id><date_range><begin>1796601600</begin><end>1796687999</end></date_range></report_metadata><policy_published><domain>voorbeeldzaken.example</domain><adkim>r</adkim><aspf>r</aspf><p>reject</p><sp>reject</sp><pct>100</pct></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf>${reason}</policy_evaluated></row><identifiers><header_from>voorbeeldzaken.example</header_from></identifiers><auth_results><spf><domain>els.example</domain><result>pass</result></spf></auth_results></record></feedback>`;
    try {
        console.log((await parser.parseDmarcReportsFromXml([report])).totalReports, "report");
    } catch (error) {
        console.log(error.issues?.map((one) => `${one.path.join(".")}: ${one.received}`).join() ?? error.message);
    }
}
NODE
seen=$(node read.mjs | tr '\n' ' ')
behaviour='1 report record.0.row.0.policy_evaluated.0.reason.0.type: array '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the report is read, with the reason why the policy was not applied.' \
    'dmarc-report-parser 0.1.5 (npm)' \
    'the whole report is refused: its type of a reason is said to be a list; without the reason it is read.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
