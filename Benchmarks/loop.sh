#!/bin/sh
# bench-loop: keys and looks until an episode is right, queue by queue, with a reviewer who knows the demo's truth.
#
#     Benchmarks/loop.sh [SEEDS]        (5)
#
# Drawing and embedding 1,800 frames a seed takes about half a minute; the films are kept in .build/bench-loop.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
exec .build/release/rarity-bench loop .build/bench-loop "${1:-5}"
