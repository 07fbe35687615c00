#!/usr/bin/env bash
# Checks one clean and one faulty golden dataset, writes their reports, and says where they are.
# RELEASE names the binary, OUT the folder for reports.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$OUT"

check() { # name, dataset, the exit status it must have
  local status=0
  echo
  echo "== cupel check $2"
  "$RELEASE" check "$2" --target openvla --junit "$OUT/$1.junit.xml" --html "$OUT/$1.html" --json "$OUT/$1.json" || status=$?
  if [ "$status" -ne "$3" ]; then
    echo "expected exit status $3, got $status" >&2
    exit 1
  fi
}

check clean GoldenDatasets/bases/euler-base/euler_base/1.0.0 0
check faulty "$(echo GoldenDatasets/derived/labels-in-millimetres/*/1.0.0)" 1
echo
echo "Reports: $OUT/clean.html $OUT/faulty.html, and JUnit XML and JSON beside them."
