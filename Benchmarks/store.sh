#!/bin/sh
# bench-store: a million frames in 35 episodes, beside a plain script on the same data; import of a film's sheet; two
# reviewers on one file for a day.
#
#     Benchmarks/store.sh [FRAMES [DECISIONS]]        (1000000 20000)
#
# The made database (0.7 GB) is kept in .build/bench-store.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
exec python3 Benchmarks/store.py .build/release/rarity-bench .build/bench-store "${1:-1000000}" "${2:-20000}"
