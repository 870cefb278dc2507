#!/bin/sh
# bench-trunk: images a second of our trunk beside onnxruntime, float32 and its own static int8.
#
#     Benchmarks/trunk.sh [SIZE…]        (180x320 144x256)
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/bench-trunk-venv
if ! $venv/bin/python -c 'import onnxruntime, onnx, safetensors, PIL' 2>/dev/null; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet onnxruntime onnx safetensors numpy pillow >&2
fi
exec $venv/bin/python Benchmarks/trunk.py .build/release/rarity-bench "$@"
