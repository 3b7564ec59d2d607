# shellcheck shell=bash
# What the scripts of this folder share. Sourced, not run.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# ready <port> <version>: waits until the server on that port takes webhooks and is of that version.
ready() {
  local deadline=$((SECONDS + ${READY_SECONDS:-120})) told=""
  while [ "$SECONDS" -lt "$deadline" ]; do
    if curl --silent --fail --max-time 3 --output /dev/null "http://127.0.0.1:$1/health/ready"; then
      told=$(curl --silent --max-time 3 "http://127.0.0.1:$1/health") || told=""
      [[ $told == *"\"version\":\"$2\""* ]] && return 0
    fi
    sleep "${POLL_SECONDS:-1}"
  done
  say "Port $1 is not ready with version $2 (last heard: ${told:-nothing})."
  return 1
}

# through <path>: asks through the proxy, as clients do.
through() {
  curl --silent --fail --max-time 5 --output /dev/null ${CURL_OPTIONS:+$CURL_OPTIONS} "$SITE_URL$1"
}

# put <file>: replaces the file by what comes in, at once, and has nginx take it up. What nginx refuses is taken back.
put() {
  local file=$1
  cp --preserve "$file" "$file.former"
  cat >"$file.next"
  mv "$file.next" "$file"
  if nginx -t 2>"$file.refused" && nginx -s reload; then
    rm -f "$file.refused"
    return 0
  fi
  mv "$file.former" "$file"
  say "nginx refuses it, the former file is back: $(cat "$file.refused")"
  rm -f "$file.refused"
  return 1
}
