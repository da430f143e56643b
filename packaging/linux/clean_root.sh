#!/bin/bash
# Installs, starts, uses and removes the packages in a fresh Debian that holds nothing else:
#   packaging/linux/clean_root.sh DEB [TAR]
# Needs root, debootstrap, Xvfb, xdotool and Python. SUITE names another release than the one this computer runs.
# PICTURE=FILE keeps a picture of the demo's window. Every mount is in a namespace of its own and ends with the script.
# Last, one of the portable program's Qt libraries is exchanged for another file, as Qt's licence lets everybody do.
set -euo pipefail
if [ -z "${PERMIT_DESKTOP_CLEAN_ROOT:-}" ]; then
    PERMIT_DESKTOP_CLEAN_ROOT=1 exec unshare --mount --propagation private bash "$0" "$@"
fi
deb=$(realpath "$1")
portable=${2:+$(realpath "$2")}
here=$(realpath "$(dirname "$0")")
# shellcheck source=/dev/null
suite=${SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
python=${PYTHON:-python3}
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

step() {
    printf -- '-- %s (%d s)\n' "$1" "$SECONDS"
}

quietly() {
    "$@" >"$log" 2>&1 || { cat "$log"; return 1; }
}

work=$(mktemp -d)
log=$work/log
root=$work/root
display_server=
clean_up() {
    [ -z "$display_server" ] || kill "$display_server"
    umount -R "$root"/{proc,dev,tmp/.X11-unix} 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT

in_root() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# As a person at a desk would: no privileges, a home folder, a display, a session without a keyring.
clerk=(chroot --userspec=clerk:clerk "$root" env -i HOME=/home/clerk USER=clerk LC_ALL=C.UTF-8 PATH=/usr/bin:/bin)

step "A fresh $suite"
# shellcheck disable=SC2016 # apt-get's own variable
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
quietly debootstrap --variant=minbase "$suite" "$root" "$mirror"
cp /etc/resolv.conf "$root/etc/"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
in_root useradd --create-home clerk
files() {
    (cd "$root" && find . -xdev \( -path ./tmp -o -path ./var -o -path ./home -o -path ./root \) -prune -o -print | sort)
}
packages() {
    # shellcheck disable=SC2016 # dpkg-query's own variable
    in_root dpkg-query --show --showformat '${Package}\n' | sort
}

step "Install"
quietly in_root apt-get update
packages >"$work/packages-before"
cp "$deb" "$root/tmp/permit-desktop.deb"
# One font stands for what the package recommends, which is large.
quietly in_root apt-get install -y --no-install-recommends fonts-wqy-microhei
files >"$work/before"
quietly in_root apt-get install -y --no-install-recommends /tmp/permit-desktop.deb
printf 'It brought %d packages.\n' "$(packages | comm -13 "$work/packages-before" - | wc -l)"

step "Start and use"
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mkfifo "$work/display"
Xvfb -noreset -displayfd 5 -screen 0 1400x900x24 -nolisten tcp 5>"$work/display" 2>/dev/null &
display_server=$!
read -r number <"$work/display"
export DISPLAY=":$number"
"$python" "$here/../smoke.py" --inside "$root" ${PICTURE:+--picture "$PICTURE"} \
    "${clerk[@]}" DISPLAY="$DISPLAY" permit-desktop
left=$(find "$root/home/clerk" -newer "$work/before" -type f -not -path '*/.cache/fontconfig/*')
if [ -n "$left" ]; then
    printf 'The program left these files behind:\n%s\n' "$left" >&2
    exit 1
fi

step "Start under Wayland, where there is no X"
quietly in_root apt-get install -y --no-install-recommends weston
# shellcheck disable=SC2016 # the clerk's own variables
quietly "${clerk[@]}" XDG_RUNTIME_DIR=/tmp/wayland WAYLAND_DISPLAY=desk bash -ec '
    mkdir --mode 700 "$XDG_RUNTIME_DIR"
    env -u WAYLAND_DISPLAY weston --backend=headless-backend.so --socket="$WAYLAND_DISPLAY" --idle-time=0 &
    compositor=$!
    trap "kill $compositor" EXIT
    until [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ]; do kill -0 "$compositor"; sleep 0.1; done
    permit-desktop demo --seconds 8 --screenshot /tmp/wayland/demo.png'
[ -s "$root/tmp/wayland/demo.png" ]
rm -r "$root/tmp/wayland"
quietly in_root apt-get purge -y weston
quietly in_root apt-get autoremove --purge -y

step "Remove, and install again: records and policy stay"
passphrase="four words of smoke"
specimen=/usr/lib/permit-desktop/_internal/permit_desktop/resources/specimens/hk-macao-1-front.jpg
in_vault() {
    "${clerk[@]}" permit-desktop --json "$@" <<<"$passphrase"
}
kept() {
    (cd "$root" && find home/clerk/.local etc/permit-desktop -type f -exec sha256sum {} + | sort)
}
quietly in_vault vault init --passphrase
quietly in_vault queue add "$specimen"
mkdir "$root/etc/permit-desktop"
echo 'retention.records_days = { value = 7, locked = true }' >"$root/etc/permit-desktop/policy.toml"
kept >"$work/kept"
[ "$(wc -l <"$work/kept")" -ge 2 ]
quietly in_root apt-get remove -y permit-desktop
kept | diff "$work/kept" -
quietly in_root apt-get install -y --no-install-recommends /tmp/permit-desktop.deb
in_vault queue list | grep -q '"waiting"'
"${clerk[@]}" permit-desktop settings show | grep 'records_days = 7' | grep -q policy-locked

step "Remove for good: records and policy stay"
kept >"$work/kept"
quietly in_root apt-get purge -y permit-desktop
kept | diff "$work/kept" -
rm -r "$root/etc/permit-desktop"
if files | comm -13 "$work/before" - | grep -i 'permit.desktop'; then
    echo "The package left these files behind." >&2
    exit 1
fi

if [ -n "$portable" ]; then
    step "Portable, beside the few packages that it needs"
    quietly in_root apt-get autoremove --purge -y
    quietly in_root apt-get install -y --no-install-recommends libgl1 libegl1 libxcb1
    mkdir "$root/opt/portable"
    tar -xf "$portable" -C "$root/opt/portable" --strip-components 1
    "${clerk[@]}" /opt/portable/permit-desktop --self-test
    "$python" "$here/../smoke.py" --inside "$root" --only window \
        "${clerk[@]}" DISPLAY="$DISPLAY" /opt/portable/permit-desktop

    step "Portable, with a Qt library of somebody's own"
    library=$(echo "$root"/opt/portable/_internal/PySide6/Qt/lib/libQt6Widgets.so.*)
    demo=("${clerk[@]}" QT_QPA_PLATFORM=offscreen /opt/portable/permit-desktop demo --seconds 1)
    mv "$library" "$work/original"
    if "${demo[@]}" 2>/dev/null; then
        echo "The program does not use $library." >&2
        exit 1
    fi
    { cat "$work/original"; echo "somebody's own"; } >"$library"
    quietly "${demo[@]}"
fi
step "Done"
