#!/usr/bin/env bash
# rolling.sh <image@sha256:…>: brings a release onto Kubernetes, pod by pod, and takes it back when it is not well.
# rolling.sh --back <image@sha256:…>: the same with a former release, which is asked first whether it can work on the present schema.
#
#   SITE_URL   where clients reach the gateway      MANIFESTS  deploy/kubernetes
#   OVERLAY    scaled, or a folder of your own      ROLLOUT_TIMEOUT  15m
# shellcheck source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

back=""
if [ "${1:-}" = --back ]; then
  back=yes
  shift
fi
image=${1:?Say which image: rolling.sh registry.example.com/voicelens@sha256:…}
[[ $image =~ ^[^[:space:]]+@sha256:[0-9a-f]{64}$ ]] || fail "Name the image by its content: …@sha256:…"
: "${SITE_URL:?Say where clients reach the gateway: SITE_URL=https://voicelens.example.com}"
manifests=${MANIFESTS:-$(dirname "${BASH_SOURCE[0]}")/../kubernetes}
timeout=${ROLLOUT_TIMEOUT:-15m}
kube() { kubectl --namespace voicelens "$@"; }

# with_image <folder>: its objects, with the image in place of the one that exists nowhere.
with_image() {
  kubectl kustomize "$manifests/$1" | sed "s|registry.example.com/voicelens@sha256:0\{64\}|$image|"
}

job() {
  kube delete job voicelens-migrate --ignore-not-found --wait
  with_image migrate | sed "s|^\( *- \)up\$|\1$1|" | kube apply --filename -
  kube wait --for=condition=complete --timeout="$timeout" job/voicelens-migrate
}
if [ -n "$back" ]; then
  job status || fail "This release cannot work on the present schema. Nothing was changed."
else
  job up || fail "The schema could not be brought up to date. The pods were not touched."
fi

undo() {
  kube rollout undo deployment/voicelens-api || say "api could not be taken back."
  kube rollout undo deployment/voicelens-worker || say "worker could not be taken back."
  fail "$1 The former release serves."
}
with_image "${OVERLAY:-scaled}" | kube apply --filename - || undo "The cluster refuses the manifests."
for part in api worker; do
  kube rollout status "deployment/voicelens-$part" --timeout="$timeout" || undo "$part did not become well."
done
through /health/ready || undo "Clients do not reach it."
say "$image serves."
