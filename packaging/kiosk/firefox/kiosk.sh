#!/bin/sh
# Firefox on one address, whole screen; whatever it kept is gone when it ends, then it begins again.
set -eu
here=$(dirname "$0")
while :; do
    profile=$(mktemp -d)
    cp "$here/user.js" "$profile/user.js"
    firefox --kiosk --no-remote --profile "$profile" "http://SERVEUR:8080/" || true
    rm -rf "$profile"
    sleep 1
done
