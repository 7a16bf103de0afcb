"""The machine's Postfix from Debian, with settings of its own, within: as a relay, and before a filter."""

from servers import Inside

SETTINGS = """compatibility_level = 3.6
myhostname = postfix.example
mydestination =
alias_maps =
alias_database =
inet_interfaces = loopback-only
inet_protocols = ipv4
maillog_file = /var/log/postfix.log
relayhost = [127.0.0.1]:{behind}
"""

# The next host is the filter, and its answer to the dot is Postfix's own. A filter that fails is told to nobody by mail.
FILTER = """smtpd_proxy_filter = 127.0.0.1:{behind}
smtpd_proxy_timeout = {patience}s
notify_classes =
"""


class Postfix(Inside):
    """Takes mail while it is open."""

    NAME, PROGRAM, VERSION = "postfix", "usr/sbin/postfix", "echo Postfix $(/usr/sbin/postconf -d -h mail_version)"

    def settings(self):
        """Its `main.cf`."""
        return SETTINGS.format(behind=self.behind)

    def script(self):
        return f"""
mkdir -p /etc/postfix
cat >/etc/postfix/main.cf <<'END'
{self.settings()}END
sed 's/^smtp  *inet/127.0.0.1:{self.port} inet/' /usr/share/postfix/master.cf.dist >/etc/postfix/master.cf
grep -q ^postfix: /etc/passwd || echo 'postfix:x:937:937::/var/spool/postfix:/bin/false' >>/etc/passwd
grep -q ^postfix: /etc/group || echo 'postfix:x:937:' >>/etc/group
grep -q ^postdrop: /etc/group || echo 'postdrop:x:938:' >>/etc/group
mkdir -p /var/lib/postfix
chown postfix /var/lib/postfix
/usr/sbin/postfix set-permissions >/dev/null 2>&1 || true
exec /usr/sbin/postfix start-fg
"""


class ProxyFilter(Postfix):
    """One that hands each mail to a filter before it answers the dot (`smtpd_proxy_filter`)."""

    def settings(self):
        return super().settings() + FILTER.format(behind=self.behind, patience=self.patience or 100)
