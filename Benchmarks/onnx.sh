#!/bin/sh
# check-onnx: what rarity export model writes, opened by onnxruntime and safetensors, gives the program's own
# probabilities; both forms come back by rarity import-model.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --product rarity-bench >&2
venv=.build/onnx-venv
if ! $venv/bin/python -c 'import onnx, onnxruntime, safetensors' 2>/dev/null; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet numpy onnx onnxruntime safetensors >&2
fi
exec $venv/bin/python Benchmarks/onnx_check.py .build/release/rarity .build/release/rarity-bench
