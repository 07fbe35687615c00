#!/usr/bin/env bash
# Writes what Cupel says of one faulty golden dataset, in every form that people read or a CI takes: sample.sh [FOLDER]
# CUPEL names the binary. Without a folder it is Reports/sample, which a test holds.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-Reports/sample}
mkdir -p "$folder"
status=0
"${CUPEL:-.build/debug/cupel}" check GoldenDatasets/derived/one-episode-scaled/euler_base/1.0.0 --target openvla --quiet --thumbnails \
  --html "$folder/report.html" --junit "$folder/junit.xml" --sarif "$folder/report.sarif" --markdown "$folder/report.md" \
  --rejects "$folder/rejects.csv" || status=$?
if [ "$status" -ne 1 ]; then
  echo "the faulty dataset must be rejected (1), not $status" >&2
  exit 1
fi
