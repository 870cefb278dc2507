#!/bin/sh
# bench-jpeg: a JPEG to the network's input, beside OpenCV and Pillow. The pictures are the demo's, drawn once.
set -eu
cd "$(dirname "$0")/.."
scripts/bootstrap run
swift build -c release --product rarity-bench >&2
venv=.build/bench-jpeg-venv
if ! $venv/bin/python -c 'import cv2, PIL' 2>/dev/null; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet opencv-python-headless pillow numpy >&2
fi
.build/release/rarity-bench embed .build/bench-embed 0 >&2
exec $venv/bin/python Benchmarks/jpeg.py .build/release/rarity-bench .build/bench-embed/film
