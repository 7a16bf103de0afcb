#!/usr/bin/env bash
# A mail to two addresses, with a report asked for that names the original recipient.
#
# Guess, written down before the first run: the name goes with its own recipient; the other one has its own, or none.
# Seen with nodemailer 10.6.1 (npm): it goes with both, so the report about the second says that the mail was for the first, and
# who reads reports by it marks the wrong organisation.
# RFC 3461, 4.2: ORCPT is the original address of the recipient of that very command.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts nodemailer@10.6.1
cat >send.mjs <<'NODE'
import net from "node:net";
import nodemailer from "nodemailer";
const said = [];
const server = net.createServer((line) => {
    let content = false;
    line.on("error", () => {});
    line.write("220 relay.example ESMTP\r\n");
    line.on("data", (data) => {
        for (const one of data.toString().split("\r\n").filter(Boolean)) {
            if (content && one !== ".") continue;
            if (one.startsWith("RCPT")) said.push(one.slice(8));
            content = one === "DATA";
            line.write(content ? "354 go on\r\n" : one.startsWith("EHLO") ? "250-relay.example\r\n250 DSN\r\n" : "250 ok\r\n");
        }
    });
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const transport = nodemailer.createTransport({ host: "127.0.0.1", port: server.address().port, ignoreTLS: true });
await transport.sendMail({
    from: "bericht@voorbeeldzaken.example",
    to: ["bestuur@wilg.example", "griffie@els.example"],
    text: "x",
    dsn: { id: "1", return: "headers", notify: "failure", recipient: "bestuur@wilg.example" },
});
transport.close();
server.close();
console.log(said.join(", "));
NODE
seen=$(timeout 60 node send.mjs)
behaviour='<bestuur@wilg.example> NOTIFY=FAILURE ORCPT=rfc822;bestuur@wilg.example, <griffie@els.example> NOTIFY=FAILURE ORCPT=rfc822;bestuur@wilg.example'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the name goes with its own recipient; the other one has its own, or none.' \
    'nodemailer 10.6.1 (npm)' \
    'it goes with both, so the report about the second says that the mail was for the first, and who reads reports by it marks the wrong organisation.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
