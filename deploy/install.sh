#!/bin/sh
# Makes a server of this checkout, on Debian or Ubuntu with systemd. Run again after `git pull`, it brings it up to date.
#   git clone <this repository> /opt/almenara && sudo /opt/almenara/deploy/install.sh
# The program belongs to root, so that what reads the web can't change it. Settings that are there stay as they are.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
units="almenara-schedule.service almenara-serve.service almenara-backup.timer almenara-status.timer"
[ "$(id -u)" -eq 0 ] || { echo "Run it as root: sudo $0" >&2; exit 2; }
[ "$here" = /opt/almenara ] || { echo "The services expect /opt/almenara; this is $here. Clone it there." >&2; exit 2; }

make -C "$here" install
"$here/.venv/bin/python" -m compileall -q -x '/(\.venv|build|data|tests)/' "$here"

getent passwd almenara >/dev/null ||
  useradd --system --user-group --home-dir /var/lib/almenara --shell /usr/sbin/nologin almenara
install -d -o almenara -g almenara -m 750 /var/lib/almenara
install -d -o root -g almenara -m 750 /etc/almenara
for name in settings.toml almenara.env; do
  [ -e "/etc/almenara/$name" ] || install -o root -g almenara -m 640 "$here/deploy/$name" "/etc/almenara/$name"
done
install -m 755 "$here/deploy/almenara" /usr/local/bin/almenara
install -d /etc/systemd/system/almenara-.service.d
install -m 644 "$here"/deploy/*.service "$here"/deploy/*.timer /etc/systemd/system/
install -m 644 "$here"/deploy/almenara-.service.d/watch.conf /etc/systemd/system/almenara-.service.d/
systemctl daemon-reload

if grep -Eq '^ALMENARA_CRAWL__CONTACT=.|^contact = "[^"]' /etc/almenara/almenara.env /etc/almenara/settings.toml; then
  systemctl enable --quiet $units
  systemctl restart $units
  echo "Almenara runs; what it says of itself: sudo almenara status"
else
  echo "Say in /etc/almenara/settings.toml whom publishers can write to (crawl.contact), then run this again."
fi
