#!/usr/bin/env bash
# Proves `make demo` and `make test` in a bare Debian: python3, python3-venv, make, git and ca-certificates only.
#   scripts/bare.sh trixie      Python 3.13        scripts/bare.sh bookworm    Python 3.11
#   scripts/bare.sh trixie demo      the demo alone (any targets of the Makefile)
# Needs root and debootstrap. BARE_DIR keeps the system for the next time (default: a folder below /var/tmp).
set -euo pipefail
suite=${1:?name a Debian release, such as trixie}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(demo test)
project=$(cd "$(dirname "$0")/.." && pwd)
system=${BARE_DIR:-/var/tmp/almenara-bare}/$suite
if [ ! -x "$system/usr/bin/git" ]; then
  mkdir -p "$system"
  debootstrap --variant=minbase --include=python3,python3-venv,make,git,ca-certificates "$suite" "$system" "${MIRROR:-}"
fi
rm -rf "$system/root/almenara"
git clone --quiet "$project" "$system/root/almenara"
cp /etc/resolv.conf "$system/etc/resolv.conf"
# A machine behind a proxy or a private index has its settings outside the project; they are lent for the run.
for path in /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
  [ -e "$path" ] && cp -L "$path" "$system$path"
done
mount --bind /dev "$system/dev"
mount -t proc proc "$system/proc"
trap 'umount --lazy "$system/dev" "$system/proc"' EXIT  # lazily: what just ended may hold them for a moment
inside() { chroot "$system" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  ${PIP_CERT:+PIP_CERT="$PIP_CERT"} ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} bash -c "cd /root/almenara && $1"; }
inside 'python3 --version; for tool in cc gcc g++ node npm; do command -v $tool && exit 1; done; exit 0'
for target in "${targets[@]}"; do inside "make $target"; done
