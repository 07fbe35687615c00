#!/usr/bin/env bash
# Makes the Python environment of the tests that look from outside, unless the one that is there was made from the same list.
set -euo pipefail
cd "$(dirname "$0")/.."
home=.build-tests/venv
list=Tests/requirements.txt
cmp -s "$list" "$home/made-from" && exit 0
echo "installing $list"
rm -rf "$home"
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$list"
cp "$list" "$home/made-from"
