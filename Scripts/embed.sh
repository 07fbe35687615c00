#!/usr/bin/env bash
# Writes Sources/Rulebook/EmbeddedAssets.swift: every rule, target, pack, schema and report asset as one Swift dictionary, so that the
# binary runs with the sources gone. A test fails when the committed file differs from what this writes.
# Usage: Scripts/embed.sh [OUTPUT]
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-Sources/Rulebook/EmbeddedAssets.swift}
{
  echo '// Written by Scripts/embed.sh from Rules/ and Reports/. Do not edit: change those files and run `make embed`.'
  echo '// swift-format-ignore-file'
  echo
  echo 'extension Assets {'
  echo '  static let embedded: [String: String] = ['
  find Rules Reports -type f \( -name '*.yaml' -o -name '*.json' -o -name '*.css' -o -name '*.js' -o -name '*.html' -o -name '*.xsd' \) \
    -not -path 'Reports/sample/*' | LC_ALL=C sort | while read -r file; do
    echo "    \"$file\": ####\"\"\""
    cat "$file"
    # A file that does not end in a newline gets one; the closing delimiter takes the last newline away again.
    if [ -n "$(tail -c 1 "$file")" ]; then echo; fi
    echo
    echo '"""####,'
  done
  echo '    "": "",'
  echo '  ]'
  echo '}'
} > "$output"
