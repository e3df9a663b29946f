#!/bin/sh
# Chromium on one address, whole screen; whatever it kept is gone when it ends, then it begins again.
set -eu
program=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
while :; do
    profile=$(mktemp -d)
    "$program" --kiosk --no-first-run --no-default-browser-check --disable-pinch \
        --overscroll-history-navigation=0 --disable-features=Translate \
        --user-data-dir="$profile" "http://SERVEUR:8080/" || true
    rm -rf "$profile"
    sleep 1
done
