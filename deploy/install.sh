#!/bin/sh
# Makes a server of this checkout, on Debian or Ubuntu with systemd. Run again after `git pull`, it brings it up to date.
#   git clone <this repository> /opt/almenara && sudo /opt/almenara/deploy/install.sh
# The program belongs to root, so that what reads the web can't change it. Settings that are there stay as they are.
set -eu
umask 022
here=$(cd "$(dirname "$0")/.." && pwd)
services="almenara-schedule.service almenara-serve.service"
[ "$(id -u)" -eq 0 ] || { echo "Run it as root: sudo $0" >&2; exit 2; }
[ "$here" = /opt/almenara ] || { echo "The services expect /opt/almenara; this is $here. Clone it there." >&2; exit 2; }

make -C "$here" install
"$here/.venv/bin/python" -m compileall -q -x '/(\.venv|build|data|tests)/' "$here"
# Cloned or pulled under a narrow umask (hardened machines have 027 or 077), it could be read by root alone. What may hold
# names or secrets stays closed: data, and the address of the clone.
find "$here" \( -path "$here/data" -o -path "$here/build" -o -path "$here/.git" \) -prune -o ! -type l -exec chmod go+rX {} +

getent passwd almenara >/dev/null ||
  useradd --system --user-group --home-dir /var/lib/almenara --shell /usr/sbin/nologin almenara
install -d -o almenara -g almenara -m 750 /var/lib/almenara /var/lib/almenara/backups /var/lib/almenara/sources
install -d -o root -g almenara -m 750 /etc/almenara
for name in settings.toml almenara.env; do
  [ -e "/etc/almenara/$name" ] || install -o root -g almenara -m 640 "$here/deploy/$name" "/etc/almenara/$name"
done
chgrp almenara /etc/almenara/settings.toml  # one that was brought here belongs to root alone
chmod g+r /etc/almenara/settings.toml
install -m 755 "$here/deploy/almenara" /usr/local/bin/almenara
install -d /etc/systemd/system/almenara-.service.d
install -m 644 "$here"/deploy/*.service "$here"/deploy/*.timer /etc/systemd/system/
install -m 644 "$here"/deploy/almenara-.service.d/watch.conf /etc/systemd/system/almenara-.service.d/
# The timers keep to the clock of the night, not the machine's: nightly.timezone, where systemd knows it. It is asked with
# almenara.env before it, which the command reads likewise.
eval "$(sed -n '/^read_env()/,/^}/p' "$here/deploy/almenara")"
zone=$(read_env /etc/almenara/almenara.env
  ALMENARA_SETTINGS=/etc/almenara/settings.toml "$here/.venv/bin/python" -c \
    'from core.settings import load; print(load().nightly.timezone)' 2>/dev/null || true)
if [ -n "$zone" ] && systemd-analyze calendar "*-*-* 00:00:00 $zone" >/dev/null 2>&1; then
  for timer in "$here"/deploy/*.timer; do
    sed "s|^OnCalendar=.*|& $zone|" "$timer" > "/etc/systemd/system/$(basename "$timer")"
  done
fi
systemctl daemon-reload
systemctl enable --quiet $services almenara-backup.timer almenara-status.timer
systemctl restart $services almenara-backup.timer almenara-status.timer

# A setting that is missing or wrong shows only when the scheduler reads it.
tries=60
until /usr/local/bin/almenara status --json 2>/dev/null | grep -q '"scheduler", "standing": "well"'; do
  tries=$((tries - 1))
  if [ $tries -eq 0 ] || ! systemctl is-active --quiet almenara-schedule; then
    systemctl stop $services
    journalctl --unit almenara-schedule --lines 20 --output cat | grep '^almenara: ' | tail -n 1
    echo "Almenara is installed and does not run yet: mend /etc/almenara/settings.toml, then run this again."
    exit 1
  fi
  sleep 2
done
tries=30
while /usr/local/bin/almenara status --json 2>/dev/null | grep -q '"desk", "standing": "wrong"'; do
  tries=$((tries - 1))
  if [ $tries -eq 0 ]; then
    journalctl --unit almenara-serve --lines 20 --output cat | grep '^almenara: ' | tail -n 1
    echo "The watch runs, and its desk does not answer: journalctl -u almenara-serve"
    exit 1
  fi
  sleep 2
done
echo "Almenara runs; what it says of itself: sudo almenara status"
