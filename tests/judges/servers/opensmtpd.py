"""OpenSMTPD from Debian, with settings of a relay for loopback."""

from servers import Inside

SETTINGS = """listen on 127.0.0.1 port {port} hostname opensmtpd.example
action "next" relay host smtp://127.0.0.1:{behind}
match from any for any action "next"
"""


class OpenSmtpd(Inside):
    """Takes mail while it is open."""

    NAME, PROGRAM, VERSION = "opensmtpd", "usr/sbin/smtpd", "/usr/sbin/smtpd -h 2>&1 | sed 's/^version: //'"

    def script(self):
        return f"""
echo 'opensmtpd:x:932:932::/var/lib/opensmtpd/empty:/bin/false' >>/etc/passwd
echo 'opensmtpq:x:933:933::/var/lib/opensmtpd/empty:/bin/false' >>/etc/passwd
echo 'opensmtpd:x:932:' >>/etc/group
echo 'opensmtpq:x:933:' >>/etc/group
mkdir -p /var/lib/opensmtpd/empty /var/spool/smtpd
chown root:root /var/lib/opensmtpd/empty; chmod 755 /var/lib/opensmtpd/empty
chmod 711 /var/spool/smtpd
printf '%s' '{SETTINGS.format(port=self.port, behind=self.behind)}' >/etc/smtpd.conf
exec /usr/sbin/smtpd -d
"""
