#!/bin/sh
# The session of a kiosk's account: a window manager that keeps keys from the browser, and the kiosk.
# Started by the display manager, or by "startx /opt/ardoise-kiosk/linux/session.sh".
here=$(dirname "$(readlink -f "$0")")
xset s off -dpms 2>/dev/null
openbox --config-file "$here/openbox.rc" &
exec "$here/../${1:-chromium}/kiosk.sh"
