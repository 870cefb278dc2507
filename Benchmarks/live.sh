#!/bin/sh
# bench-live: a decision to new predictions of all frames, beside scikit-learn's refit on the same features.
#
#     Benchmarks/live.sh [FRAMES…]        (30000 350000)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-venv
if ! $venv/bin/python -c 'import sklearn' 2>/dev/null; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet 'scikit-learn>=1.5' >&2
fi
# One thread each, as the app leaves the other cores alone.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
exec $venv/bin/python Benchmarks/live.py "$@"
