// Reads mails with npm's mailparser and gives, as one line of JSON each, what the reader of a mail would get.
//   node mail.mjs FILE…      (NODE_PATH names where mailparser lies)

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { simpleParser } = createRequire(process.env.NODE_PATH + '/')('mailparser');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

for (const file of process.argv.slice(2)) {
  const mail = await simpleParser(readFileSync(file), { keepCidLinks: true, skipTextToHtml: true, skipHtmlToText: true });
  const party = (field) => (field?.value ?? []).map(({ name, address }) => [name, address]);
  console.log(JSON.stringify({
    subject: mail.subject,
    from: party(mail.from),
    to: party(mail.to),
    text: mail.text.trimEnd(),
    html: mail.html.trimEnd(),
    reply: party(mail.replyTo),
    files: mail.attachments.filter((one) => !one.related).map((one) => [one.filename, one.contentType, sha256(one.content)]),
    pictures: mail.attachments.filter((one) => one.related).map((one) => [one.cid, one.contentType, sha256(one.content)]),
  }));
}
