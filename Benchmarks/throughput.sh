#!/bin/sh
# Measures the reader and a whole check against a bare read+CRC of the same bytes: throughput.sh [DIRECTORY] [GIGABYTES]
# Writes its datasets into DIRECTORY (about 0.8 GB; small enough to stay in the page cache) unless they are there.
set -eu
cd "$(dirname "$0")/.."
directory=${1:-.build/bench}
gigabytes=${2:-8}
swift build -c release --product cupel-bench --static-swift-stdlib --scratch-path .build-static
bench=".build-static/release/cupel-bench"
mkdir -p "$directory"
[ -e "$directory/image/dataset_info.json" ] || "$bench" generate image "$directory/image" 500 8
[ -e "$directory/lowdim/dataset_info.json" ] || "$bench" generate lowdim "$directory/lowdim" 200 8
cores=$(getconf _NPROCESSORS_ONLN)
echo "GB/s; in brackets the ratio to the floor of the same run"
echo "| dataset | workers | floor | reader | scan | check | GB read by each | peak MB |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|"
for shape in image lowdim; do
  for workers in 1 "$cores"; do
    echo "| $shape $("$bench" read "$directory/$shape" "$gigabytes" "$workers")"
  done
done
echo
echo "seconds for all pictures once; in brackets: headers to the scan without, the sample to headers and its pictures at the loop's rate"
echo "| workers | without image/ | headers | sample | all | bare libjpeg-turbo loop | loop to all | sampled | peak MB |"
echo "|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
for workers in 1 "$cores"; do "$bench" pictures "$directory/image" 3 "$workers"; done
