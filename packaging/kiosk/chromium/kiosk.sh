#!/bin/sh
# Chromium on one address, whole screen; it begins again when it ends. History and cache go, by the
# policies.
set -eu
here=$(dirname "$0")
program=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
. "$here/../linux/keeping.sh"

while :; do
    "$program" --kiosk --no-first-run --no-default-browser-check --disable-pinch \
        --overscroll-history-navigation=0 --disable-features=Translate \
        --disable-session-crashed-bubble --hide-crash-restore-bubble --password-store=basic \
        --user-data-dir="$profile" "http://SERVEUR:8080/" || true
    sleep 1
done
