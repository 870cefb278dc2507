#!/usr/bin/env python3
"""How far the outputs of the trunk's blocks reach on a film: the constants of Int8Scheme.ranges.

    Benchmarks/trunk_ranges.py FOLDER…       folders of JPEGs, such as episodes/demo/S01E01; every third is taken

Prints the largest absolute value of each block over both input sizes, by onnxruntime in float32. Needs the Python of bench-trunk
(.build/bench-trunk-venv).
"""
import glob
import os
import sys

import numpy as np
import onnxruntime
from PIL import Image

sys.path.insert(0, os.path.dirname(__file__))
from trunk_onnx import float_model, normalised

names = [f"block{i}" for i in range(16)]
files = [f for folder in sys.argv[1:] for f in sorted(glob.glob(folder + "/*.jpg"))[::3]]
largest = np.zeros(16)
for height, width in ((180, 320), (144, 256)):
    peer = onnxruntime.InferenceSession(float_model(height, width, names).SerializeToString())
    for file in files:
        picture = np.asarray(Image.open(file).convert("RGB").resize((width, height), Image.Resampling.BOX))
        maps = peer.run(names, {"input": normalised(picture[None])})
        largest = np.maximum(largest, [np.abs(m).max() for m in maps])
print(f"{len(files)} frames: [" + ", ".join(f"{v:.1f}" for v in largest) + "]")
