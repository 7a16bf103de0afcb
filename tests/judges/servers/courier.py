"""Courier from Debian, with settings of a relay for loopback."""

from servers import Inside


class Courier(Inside):
    """Takes mail while it is open. It offers PIPELINING and loses what stands in the dot's own segment, so nothing goes behind a dot."""

    TURNS = 2.2
    NAME, PROGRAM, VERSION = "courier", "usr/lib/courier/courier/courierd", "/usr/sbin/courier --version 2>&1 | sed 's/ Copyright.*//'"

    def script(self):
        return f"""
echo 'courier:x:936:936::/var/lib/courier:/bin/false' >>/etc/passwd
echo 'courier:x:936:' >>/etc/group
mkdir -p /run/courier /var/lib/courier/tmp /var/lib/courier/msgs /var/lib/courier/msgq /var/lib/courier/track /var/lib/courier/allfilters /var/lib/courier/filters /var/lib/courier/sts
chown -R courier:courier /var/lib/courier /run/courier
chmod 770 /var/lib/courier/tmp
chown courier:courier /usr/lib/courier/courier/submitmkdir
chmod 4755 /usr/lib/courier/courier/submitmkdir
ln -s makedat.courier /usr/bin/makedat
cd /etc/courier
chgrp -R courier . || true
echo courier.example | tee me defaultdomain >/etc/mailname
echo localhost >locals
echo 'MAILER-DAEMON <postmaster@courier.example>' >dsnfrom
echo 'postmaster: root@courier.example' >aliases/system
echo ':[127.0.0.1],{self.behind}' >esmtproutes
echo 2 >queuelo
printf '127.0.0.1\\tallow,RELAYCLIENT\\n' >smtpaccess/default
/usr/sbin/makesmtpaccess
/usr/sbin/makealiases
sed -i -e 's/^ADDRESS=.*/ADDRESS=127.0.0.1/' -e 's/^PORT=.*/PORT={self.port}/' -e 's/^MAXPERIP=.*/MAXPERIP=20/' -e 's/^MAXPERC=.*/MAXPERC=20/' -e 's/^BOFHCHECKDNS=.*/BOFHCHECKDNS=0/' -e 's/^TCPDOPTS=.*/TCPDOPTS="-noidentlookup -nodnslookup -stderrlogger=\\/usr\\/sbin\\/courierlogger"/' esmtpd
mkdir -p /run/courier
/usr/sbin/courierfilter start || true
/usr/lib/courier/courierctl.start || true
/usr/sbin/courier start
/usr/lib/courier/esmtpd start || /usr/sbin/esmtpd start
exec sleep infinity
"""
