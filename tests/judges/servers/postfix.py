"""The machine's Postfix from Debian, with settings of its own, within."""

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


class Postfix(Inside):
    """Takes mail while it is open."""

    NAME, PROGRAM, VERSION = "postfix", "usr/sbin/postfix", "echo Postfix $(/usr/sbin/postconf -d -h mail_version)"

    def script(self):
        return f"""
mkdir -p /etc/postfix
cat >/etc/postfix/main.cf <<'END'
{SETTINGS.format(behind=self.behind)}END
sed 's/^smtp  *inet/127.0.0.1:{self.port} inet/' /usr/share/postfix/master.cf.dist >/etc/postfix/master.cf
grep -q ^postfix: /etc/passwd || echo 'postfix:x:937:937::/var/spool/postfix:/bin/false' >>/etc/passwd
grep -q ^postfix: /etc/group || echo 'postfix:x:937:' >>/etc/group
grep -q ^postdrop: /etc/group || echo 'postdrop:x:938:' >>/etc/group
mkdir -p /var/lib/postfix
chown postfix /var/lib/postfix
/usr/sbin/postfix set-permissions >/dev/null 2>&1 || true
exec /usr/sbin/postfix start-fg
"""
