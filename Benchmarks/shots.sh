#!/bin/sh
# bench-shots: precision, recall and F1 of shots and scenes on the demo's truth.
#
#     Benchmarks/shots.sh [SEEDS]
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
exec .build/release/rarity-bench shots "$@"
