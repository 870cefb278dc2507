#!/bin/sh
# bench-train: a training step and an inference of the earlier system's network beside tensorflow-cpu and PyTorch.
#
#     Benchmarks/train.sh [TURNS]        (7)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-train-venv
if ! $venv/bin/python -c 'import torch, tensorflow, safetensors' 2>/dev/null; then
    python3 -m venv $venv
    # The processor's build of torch where the index has one.
    $venv/bin/pip install --quiet --extra-index-url https://download.pytorch.org/whl/cpu torch safetensors numpy tensorflow-cpu setuptools >&2
fi
exec $venv/bin/python Benchmarks/train.py "$@"
