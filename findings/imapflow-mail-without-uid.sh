#!/usr/bin/env bash
# Mails that are fetched while somebody else flags one of them.
#
# Guess, written down before the first run: two mails are fetched, and the new flags are an event of the connection.
# Seen with imapflow 2.10.2 (npm): three mails come out: the third has no UID, no envelope and no text, and is what the server
# told unasked of the second.
# RFC 3501, 7 and 7.4.2: a server tells of new flags unasked and at any time; such words answer no command.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts imapflow@2.10.2
cat >read.mjs <<'NODE'
import net from "node:net";
import { ImapFlow } from "imapflow";
const server = net.createServer((line) => {
    line.on("error", () => {});
    line.write("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    line.on("data", (data) => {
        for (const said of data.toString().split("\r\n").filter(Boolean)) {
            const [tag, ...rest] = said.split(" ");
            const command = rest.join(" ").toUpperCase();
            if (/SELECT|EXAMINE/.test(command)) line.write("* 2 EXISTS\r\n* FLAGS (\\Seen \\Flagged)\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 9] ok\r\n");
            else if (/CAPABILITY/.test(command)) line.write("* CAPABILITY IMAP4rev1\r\n");
            else if (/LIST|LSUB/.test(command)) line.write('* LIST (\\HasNoChildren) "/" INBOX\r\n');
            else if (/FETCH/.test(command)) line.write("* 1 FETCH (UID 5 FLAGS (\\Seen))\r\n* 2 FETCH (UID 7 FLAGS ())\r\n* 2 FETCH (FLAGS (\\Flagged))\r\n");
            line.write(`${tag} OK done\r\n`);
        }
    });
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const client = new ImapFlow({ host: "127.0.0.1", port: server.address().port, secure: false, doSTARTTLS: false, auth: { user: "a", pass: "b" }, logger: false, disableAutoIdle: true });
await client.connect();
await client.mailboxOpen("INBOX");
for await (const mail of client.fetch("5,7", { uid: true, flags: true }, { uid: true })) process.stdout.write(`${mail.seq}: UID ${mail.uid} [${[...mail.flags]}] `);
await client.logout();
server.close();
NODE
seen=$(node read.mjs)
behaviour='1: UID 5 [\Seen] 2: UID 7 [] 2: UID undefined [\Flagged] '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'two mails are fetched, and the new flags are an event of the connection.' \
    'imapflow 2.10.2 (npm)' \
    'three mails come out: the third has no UID, no envelope and no text, and is what the server told unasked of the second.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
