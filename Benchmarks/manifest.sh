#!/bin/sh
# bench-manifest: a million frames from the database to a manifest, and a film's sheet of 28,800 rows into review.db, beside pandas and
# sqlite3 on the same data, by turns; and a data set of a million objects planned.
#
#     Benchmarks/manifest.sh [FRAMES]        (1000000)
#
# The made databases are kept in .build/bench-manifest.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-venv
if ! $venv/bin/python -c 'import pandas' 2>/dev/null; then
    [ -d $venv ] || python3 -m venv $venv
    $venv/bin/pip install --quiet 'pandas>=2' >&2
fi
exec $venv/bin/python Benchmarks/manifest.py .build/release/rarity-bench .build/bench-manifest "${1:-1000000}"
