#!/bin/sh
# bench-latency: keys sent to the real program on a pty, and the time until the last byte of its answer, beside a bare
# ncurses program that repaints the same cells.
#
#     Benchmarks/latency.sh [FRAMES[:idle|:training]…]        (1000 100000 1000000)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
mkdir -p .build/bench-latency
clang -O2 -D_GNU_SOURCE Benchmarks/repaint.c -lncursesw -ltinfo -o .build/bench-latency/repaint
clang -O2 -shared -fPIC Benchmarks/screen.c -o .build/bench-latency/screen.so
exec python3 Benchmarks/latency.py .build/release/rarity .build/release/rarity-bench .build/bench-latency "$@"
