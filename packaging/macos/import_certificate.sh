#!/bin/bash
# Takes the certificate of the environment (CERTIFICATE, a P12 file in Base64, and CERTIFICATE_PASSWORD) into a keychain
# of its own, and prints CODESIGN_IDENTITY=… for the build; fails when it is no certificate to sign programs with.
set -euo pipefail
keychain=$RUNNER_TEMP/signing.keychain-db
password=$(uuidgen)
file=$RUNNER_TEMP/certificate.p12
printf '%s' "$CERTIFICATE" | base64 --decode >"$file"
{
    security create-keychain -p "$password" "$keychain"
    security set-keychain-settings -lut 7200 "$keychain"
    security unlock-keychain -p "$password" "$keychain"
    security import "$file" -P "$CERTIFICATE_PASSWORD" -k "$keychain" -T /usr/bin/codesign
    security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain"
    security list-keychains -d user -s "$keychain" login.keychain-db
} >&2
rm "$file"
identity=$(security find-identity -v -p codesigning "$keychain" | awk '/"Developer ID/ && !found { found = $2 } END { print found }')
if [ -z "$identity" ]; then
    echo "The certificate is no valid Developer ID." >&2
    exit 1
fi
printf 'CODESIGN_IDENTITY=%s\n' "$identity"
