#!/usr/bin/env bash
# House rules that the formatter cannot see. Each line printed is a breach.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0
breach() { # message, grep output
  [ -z "$2" ] && return
  echo "$1:" >&2
  echo "$2" >&2
  status=1
}
breach "Foundation does not belong in the core (FoundationEssentials does, where it must)" \
  "$(grep -rnE '^import Foundation$|DateFormatter|NSRegularExpression|String\(format:' Sources Benchmarks --include='*.swift')"
breach "Formats and Measures do not know each other" "$(grep -rn '^import Measures' Sources/Formats; grep -rn '^import Formats' Sources/Measures)"
breach "imports run one way" \
  "$(grep -rnE '^import (Scanning|Rulebook|Reporting)$' Sources/Episodes Sources/Measures Sources/Formats; grep -rnE '^import (Rulebook|Reporting)$' Sources/Scanning; grep -rn '^import Reporting' Sources/Rulebook)"
breach "unfinished work" \
  "$(grep -rnE '(//|#|<!--|/\*) *(TODO|FIXME|XXX)' Sources Tests Rules Reports Benchmarks Scripts GoldenDatasets --include='*.*' | grep -v conventions.sh)"
exit $status
