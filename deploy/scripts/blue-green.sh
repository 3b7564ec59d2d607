#!/usr/bin/env bash
# blue-green.sh <release folder>: starts a release beside the running one, and switches to it only if it is well.
#
# Two colours of the unit voicelens@ share one database and one folder of files; only the programs are two. Whatever fails leaves the running colour
# serving and ends with an error. The former release stays where it is, for rollback.sh.
#
#   SITE_URL      where clients reach the proxy            PROGRAMS   links to the releases, /opt/voicelens
#   UPSTREAM      the file of nginx with the server        BLUE_PORT, GREEN_PORT   8081, 8082
#   READY_SECONDS how long a start may take, 120           DRAIN_SECONDS  how long the former may finish, 30
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

release=${1:?Say which release: blue-green.sh /opt/voicelens/releases/0.2.0}
: "${SITE_URL:?Say where clients reach the proxy: SITE_URL=https://voicelens.example.com}"
programs=${PROGRAMS:-/opt/voicelens}
upstream=${UPSTREAM:-/etc/nginx/voicelens/upstream.conf}
declare -A port=([blue]=${BLUE_PORT:-8081} [green]=${GREEN_PORT:-8082})

[ -f "$release/bin/voicelens.js" ] || fail "$release is no release of VoiceLens."
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$release/package.json")
[ -n "$version" ] || fail "$release does not say its version."

case $(cat "$upstream") in
  *":${port[blue]};"*) old=blue new=green ;;
  *":${port[green]};"*) old=green new=blue ;;
  *) fail "$upstream names neither ${port[blue]} nor ${port[green]}." ;;
esac

# give_up <why>: the running colour has lost nothing, so the other one may go.
give_up() {
  systemctl stop "voicelens@$new" || true
  fail "$1 $old still serves."
}

say "$old serves; $new becomes $version."
systemctl stop "voicelens@$new" || fail "The former $new does not stop."
ln --symbolic --no-dereference --force "$(realpath "$release")" "$programs/$new.next"
mv --no-target-directory "$programs/$new.next" "$programs/$new"

# The running release can work on the new schema: docs/upgrading.md.
systemctl start "voicelens-migrate@$new" || fail "The schema could not be brought up to date. $old still serves."
systemctl start "voicelens@$new" || give_up "$new does not start."
ready "${port[$new]}" "$version" || give_up "$new is not well."

printf 'server 127.0.0.1:%s;\n' "${port[$new]}" | put "$upstream" || give_up "The proxy was not switched."
if ! through /health/ready; then
  printf 'server 127.0.0.1:%s;\n' "${port[$old]}" | put "$upstream" || fail "The proxy cannot be switched back: look at $upstream."
  give_up "Clients do not reach $new."
fi

say "$new serves; $old finishes what it has."
sleep "${DRAIN_SECONDS:-30}"
systemctl stop "voicelens@$old" || fail "$new serves, but $old does not stop."
say "Done. Back again: rollback.sh"
