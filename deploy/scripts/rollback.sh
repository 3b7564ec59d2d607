#!/usr/bin/env bash
# rollback.sh: back to the release before, by the same way as forward.
#
# The former release is asked first whether it can work on the schema as it is now. Takes the variables of blue-green.sh.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

programs=${PROGRAMS:-/opt/voicelens}
upstream=${UPSTREAM:-/etc/nginx/voicelens/upstream.conf}
case $(cat "$upstream") in
  *":${BLUE_PORT:-8081};"*) idle=green ;;
  *":${GREEN_PORT:-8082};"*) idle=blue ;;
  *) fail "$upstream names neither colour." ;;
esac
[ -e "$programs/$idle" ] || fail "There is no former release at $programs/$idle."
release=$(realpath "$programs/$idle")

systemctl start "voicelens-check@$idle" || fail "$release cannot work on the present schema: restore a backup, or mend what is wrong going forward."
exec "$(dirname "${BASH_SOURCE[0]}")/blue-green.sh" "$release"
