#!/usr/bin/env bash
# canary.sh <percent>: gives a share of the tenants to a second release, watches it, and takes it back when it does worse.
# canary.sh 0:         ends it.
#
# Who belongs to the share is decided by the connection of a webhook, else by the key or session of the request, so that one call never meets two releases.
#
#   CANARY_PORT    where the second release listens, 8083     CANARY        the file of nginx with the share
#   WATCH_SECONDS  how long it is watched, 600                ERRORS_MAX    server errors in a thousand requests, 10
#   METRICS_TOKEN  the server's, to read its figures
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

percent=${1:?Say how much: canary.sh 5}
[[ $percent =~ ^([0-9]|[1-9][0-9])$ ]] || fail "A share is a number from 0 to 99."
file=${CANARY:-/etc/nginx/voicelens/canary.conf}
canary=http://127.0.0.1:${CANARY_PORT:-8083}

# share <percent>: what nginx is to do.
share() {
  # shellcheck disable=SC2016 # nginx's variables, not the shell's
  if [ "$1" = 0 ]; then
    printf 'split_clients "$voicelens_client" $voicelens_servers { * voicelens; }\n'
  else
    printf 'split_clients "$voicelens_client" $voicelens_servers { %s%% voicelens_canary; * voicelens; }\n' "$1"
  fi
}

# figures: how many requests the second release answered, and how many of them with an error of its own.
figures() {
  curl --silent --fail --max-time 5 --header "Authorization: Bearer ${METRICS_TOKEN:-}" "$canary/metrics" |
    awk '/^http_requests_total\{/ { all += $NF; if ($0 ~ /status="5/) wrong += $NF } END { print all + 0, wrong + 0 }'
}

if [ "$percent" = 0 ]; then
  share 0 | put "$file"
  say "All tenants are with the first release."
  exit 0
fi

healthy() { curl --silent --fail --max-time 3 --output /dev/null "$canary/health/ready"; }
healthy || fail "The second release is not ready at $canary. Nothing was changed."
before=$(figures) || fail "The figures of $canary cannot be read: set METRICS_TOKEN. Nothing was changed."
share "$percent" | put "$file" || fail "The share was not changed."
say "$percent % of the tenants are with the second release."

take_back() {
  share 0 | put "$file" || fail "$1 The share cannot be taken back: look at $file."
  fail "$1 All tenants are with the first release again."
}

deadline=$((SECONDS + ${WATCH_SECONDS:-600}))
while [ "$SECONDS" -lt "$deadline" ]; do
  sleep "${POLL_SECONDS:-5}"
  healthy || take_back "The second release is not ready any more."
  now=$(figures) || take_back "The figures of the second release cannot be read."
  read -r all_before wrong_before <<<"$before"
  read -r all wrong <<<"$now"
  answered=$((all - all_before)) errors=$((wrong - wrong_before))
  # Of a few requests nothing can be told.
  if [ "$answered" -ge 50 ] && [ $((errors * 1000)) -gt $((answered * ${ERRORS_MAX:-10})) ]; then
    take_back "The second release answered $errors of $answered requests with an error."
  fi
done
say "The second release did well. Make it the first one with blue-green.sh, then end this: canary.sh 0"
