#!/usr/bin/env bash
# Write behind the name of each image what it is now (its digest), into Dockerfile and compose.yaml:
#
#     deploy/pin-images.sh
#
# Needs docker with buildx, and a network. An image that was pinned before is looked up anew.
set -euo pipefail
cd "$(dirname "$0")"

names() {
    sed -nE 's/^(FROM|    image:) ([a-z0-9./_-]+:[A-Za-z0-9._-]+)(@sha256:[0-9a-f]{64})?$/\2/p' \
        Dockerfile compose.yaml | sort -u
}

for name in $(names); do
    digest=$(docker buildx imagetools inspect "$name" --format '{{.Manifest.Digest}}')
    [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || {
        printf 'No digest of %s: %s\n' "$name" "$digest" >&2
        exit 1
    }
    sed -i -E "s#^(FROM|    image:) $name(@sha256:[0-9a-f]{64})?\$#\1 $name@$digest#" \
        Dockerfile compose.yaml
    printf '%s@%s\n' "$name" "$digest"
done
