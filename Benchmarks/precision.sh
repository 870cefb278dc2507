#!/bin/sh
# bench-precision: what is right with float32 and with int8 embeddings, on the demo and, where RARITY_FILM names a folder with
# an episodes file, sheets and images, on that film.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
.build/release/rarity-bench precision .build/bench-precision/demo
if [ -n "${RARITY_FILM:-}" ]; then .build/release/rarity-bench precision .build/bench-precision/film "$RARITY_FILM"; fi
