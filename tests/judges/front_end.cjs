// npm's smtp-server, which relays each mail with npm's nodemailer before it answers the dot, as its own examples do.
// Arguments: the port of the next host, how long nodemailer waits for it in ms, "known" or "unknown". Prints its own port.
const { SMTPServer } = require("smtp-server");
const nodemailer = require("nodemailer");

const [next, patience, kind] = process.argv.slice(2);
const onward = nodemailer.createTransport({
  host: "127.0.0.1", port: Number(next), secure: false, ignoreTLS: true, greetingTimeout: Number(patience), socketTimeout: Number(patience),
});
const unknown = { heloResponse: "%s at your service", banner: "ready" };

// One that tells nothing of what it is, and of its own trouble only that there is some.
function without(fault) {
  return Object.assign(new Error("4.3.0 not now"), { responseCode: 451, fault });
}

const server = new SMTPServer({
  name: "relay.example",
  disabledCommands: ["AUTH", "STARTTLS"],
  ...(kind === "unknown" ? unknown : {}),
  onData(stream, session, done) {
    const pieces = [];
    stream.on("data", (piece) => pieces.push(piece));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom.address, to: rcptTo.map((one) => one.address) };
      onward.sendMail({ envelope, raw: Buffer.concat(pieces) }, (fault) => {
        done(fault && kind === "unknown" ? without(fault) : fault);
      });
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
