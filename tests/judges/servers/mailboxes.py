"""Dovecot's IMAP server from Debian, over TLS alone: mailboxes for the judges, which fill them by IMAP themselves.

`USER` and `PASSWORD` log in; `certificate` is what it shows, for `localhost`.
"""

import imaplib
import ssl
import subprocess
import tempfile
from pathlib import Path

from servers import Inside
from servers.dovecot import PASSWORD, USER

SETTINGS = """protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = </etc/dovecot/cert.pem
ssl_key = </etc/dovecot/key.pem
auth_mechanisms = plain login
log_path = /dev/stderr
hostname = dovecot.example
mail_location = maildir:/var/mail-of/%u
mail_fsync = never
mail_max_userip_connections = 50
first_valid_uid = 1
default_internal_user = dovecot
default_login_user = dovenull
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=dovecot gid=dovecot home=/var/mail-of/%u
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


class Mailboxes(Inside):
    """Keeps mail while it is open."""

    NAME, PROGRAM, VERSION = "dovecot", "usr/lib/dovecot/imap", "echo Dovecot $(/usr/sbin/dovecot --version)"

    def __init__(self, home):
        super().__init__(home, 0)
        with tempfile.TemporaryDirectory() as folder:
            key, cert = Path(folder) / "key.pem", Path(folder) / "cert.pem"
            new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                   "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert]
            subprocess.run(new, check=True, capture_output=True)
            self.key, self.certificate = key.read_text("ascii"), cert.read_text("ascii")

    def script(self):
        return f"""
echo 'dovecot:x:934:934::/var/mail-of:/bin/false' >>/etc/passwd
echo 'dovenull:x:935:935::/nonexistent:/bin/false' >>/etc/passwd
echo 'dovecot:x:934:' >>/etc/group
echo 'dovenull:x:935:' >>/etc/group
mkdir -p /var/mail-of /etc/dovecot /var/lib/dovecot
chown 934:934 /var/mail-of
cat >/etc/dovecot/cert.pem <<'END'
{self.certificate}END
cat >/etc/dovecot/key.pem <<'END'
{self.key}END
cat >/etc/dovecot/dovecot.conf <<'END'
{SETTINGS.format(port=self.port, password=PASSWORD)}END
exec /usr/sbin/dovecot -F
"""

    def client(self):
        """Another client, logged in."""
        trust = ssl.create_default_context(cadata=self.certificate)
        trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=trust)
        client.login(USER, PASSWORD)
        return client

    def settings(self, campaign, folder):
        """What a campaign needs to read a folder; the files are put where that says."""
        (campaign.dir / "config/ca.pem").write_text(self.certificate, "ascii")
        secret = campaign.dir / "config/returns.password"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o600)
        return [f"returns.imap=imaps://localhost:{self.port}/{folder}", f"returns.user={USER}",
                "returns.password_file=config/returns.password", "returns.ca_file=config/ca.pem"]
