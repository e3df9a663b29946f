# What both launchers share, read by them: where the browser keeps things, and what leaves the PC.
# The profile stays: what a candidate typed and no server has confirmed is in it, and so is the number
# of this PC. Of downloads, rescue files alone stay; a stick named ARDOISE gets a copy.
profile=$HOME/.ardoise-kiosk
rescue=$HOME/ardoise-secours
stick=${ARDOISE_STICK:-/media/ARDOISE}
mkdir -p "$profile" "$rescue"
chmod 700 "$profile" "$rescue"

tidy() {
    find "$rescue" -type f ! -name 'ardoise-*.json' ! -newermt '5 seconds ago' -delete
    for file in "$rescue"/ardoise-*.json; do
        copy=$stick/${file##*/}
        if [ -e "$file" ] && [ -d "$stick" ] && ! cmp -s "$file" "$copy"; then
            cp "$file" "$copy" && sync -f "$copy"
        fi
    done
}

while sleep 2; do tidy || true; done &
trap 'kill $!' EXIT
