#!/bin/sh
# bench-head: heads from nothing and after 50 changed labels, beside scikit-learn on the same features.
#
#     Benchmarks/head.sh [FRAMES…]        (28800 350000)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-venv
if ! $venv/bin/python -c 'import sklearn' 2>/dev/null; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet 'scikit-learn>=1.5' >&2
fi
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
exec $venv/bin/python Benchmarks/head.py .build/release/rarity-bench "$@"
