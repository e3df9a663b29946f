#!/bin/sh
# Firefox on one address, whole screen; it begins again when it ends. History and cache go, by the
# policies.
set -eu
here=$(dirname "$0")
program=$(command -v firefox || command -v firefox-esr)
. "$here/../linux/keeping.sh"
cp "$here/user.js" "$profile/user.js"

while :; do
    "$program" --kiosk --no-remote --profile "$profile" "http://SERVEUR:8080/" || true
    sleep 1
done
