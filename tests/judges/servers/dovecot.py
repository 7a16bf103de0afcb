"""Dovecot's submission server from Debian: it reads each mail whole, and hands it on while its client waits.

It wants a login, which `USER` and `PASSWORD` are.
"""

from servers import Inside

USER, PASSWORD = "bericht", "verzonnen-wachtwoord"
SETTINGS = """protocols = submission
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
log_path = /dev/stderr
hostname = dovecot.example
mail_location = maildir:/var/mail-of/%u
first_valid_uid = 1
default_internal_user = dovecot
default_login_user = dovenull
submission_relay_host = 127.0.0.1
submission_relay_port = {behind}
submission_relay_command_timeout = {patience} secs
submission_max_mail_size = 40M
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=dovecot gid=dovecot home=/var/mail-of/%u
}}
service submission-login {{
  inet_listener submission {{
    port = {port}
  }}
}}
"""


class Dovecot(Inside):
    """Takes mail while it is open."""

    NAME, PROGRAM, VERSION = "dovecot", "usr/sbin/dovecot", "echo Dovecot $(/usr/sbin/dovecot --version)"
    # It hands on, so nothing stands behind its dot: an envelope, and a mail.
    TURNS = 2.2
    SETS = [f"relay.user={USER}", "relay.password_file=config/relay.password"]
    PASSWORD = PASSWORD

    def script(self):
        return f"""
echo 'dovecot:x:934:934::/var/mail-of:/bin/false' >>/etc/passwd
echo 'dovenull:x:935:935::/nonexistent:/bin/false' >>/etc/passwd
echo 'dovecot:x:934:' >>/etc/group
echo 'dovenull:x:935:' >>/etc/group
mkdir -p /var/mail-of /etc/dovecot /var/lib/dovecot
chown 934:934 /var/mail-of
cat >/etc/dovecot/dovecot.conf <<'END'
{SETTINGS.format(port=self.port, behind=self.behind, patience=self.patience or 300, password=PASSWORD)}END
exec /usr/sbin/dovecot -F
"""
