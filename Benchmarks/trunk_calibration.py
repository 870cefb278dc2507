#!/usr/bin/env python3
"""Makes the constants of the int8 trunk that a film has to show: CTrunkWeights/efficientnet-lite0-int8-f16.safetensors.

    Benchmarks/trunk_calibration.py OUT FOLDER…      folders of JPEGs, such as episodes/demo/S01E01; every 30th is taken,
                                                     as it is and with its colours inverted, in both input sizes

Of each block `range`: how far each channel of its output reaches, and a quarter more, for frames of other films. Of each layer
`bias`: what has to be added so that the mean of each channel is that of float32, given that all layers before are rounded. A
flat colour is rounded alike everywhere, so its errors do not cancel out over the picture: without this, cartoons lose most.
Needs Python with torch, safetensors and pillow. Rounds as Sources/Model/Trunk/Int8 does: after a change there, make them anew.
"""
import glob
import os
import sys

import numpy as np
import torch
from PIL import Image
from safetensors.numpy import load_file, save_file
from torch.nn.functional import conv2d, pad

sys.path.insert(0, os.path.dirname(__file__))
from trunk_blocks import BLOCKS, WEIGHTS

RELU, MARGIN = 6 / 255, 1.25
STEM_LIKENESS = DEPTHWISE_LIKENESS = 10
PROJECT_LIKENESS = 0.3
weights = {name: torch.tensor(values.astype(np.float32)) for name, values in load_file(WEIGHTS).items()}
found = {}


def rounded_rows(rows, likeness):
    """Each row to 255 levels, an error's share given to the weights that follow."""
    steps = (rows.abs().amax(1) / 127).clamp_min(1e-12)
    carried, out = torch.zeros(len(rows)), torch.empty_like(rows)
    for k in range(rows.shape[1]):
        wanted = rows[:, k] + carried
        out[:, k] = (wanted / steps).round().clamp(-127, 127) * steps
        carried += (wanted - out[:, k]) * likeness / (1 + likeness * (rows.shape[1] - 1 - k))
    return out


def same(x, kernel, stride):
    sides = []
    for length in (x.shape[3], x.shape[2]):
        total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
        sides += [total // 2, total - total // 2]
    return pad(x, sides)


def layer(name, maps, kernel=1, stride=1, likeness=0.0, steps=None, residuals=None):
    """One layer of both networks, `maps` being pairs of float32 and rounded inputs; finds the layer's bias. The values are before ReLU6."""
    weight, bias = weights[name + ".weight"], weights[name + ".bias"]
    groups = len(weight) if name.endswith("depthwise") else 1
    rows = weight.flatten(1) * (1 if steps is None else steps)
    rows = (rounded_rows(rows, likeness) / (1 if steps is None else steps)).reshape(weight.shape)
    out = [[conv2d(same(x, kernel, stride), w, bias, stride, groups=groups) for x, w in zip(pair, (weight, rows))] for pair in maps]
    means = [sum(pair[which].mean((2, 3)).sum(0) for pair in out) / sum(len(pair[0]) for pair in out) for which in (0, 1)]
    found[name + ".bias"] = (means[0] - means[1]).half()
    for number, pair in enumerate(out):
        pair[1] += found[name + ".bias"].float()[:, None, None]
        if residuals:
            pair[0] += residuals[number][0]
            pair[1] += residuals[number][1]
    return out


def relu(maps):
    return [[floats.clamp(0, 6), (rounded / RELU).round().clamp(0, 255) * RELU] for floats, rounded in maps]


def pictures(files, width, height):
    shots = np.stack([np.asarray(Image.open(f).convert("RGB").resize((width, height), Image.Resampling.BOX)) for f in files])
    levels = torch.tensor(np.concatenate([shots, 255 - shots])).permute(0, 3, 1, 2)
    return (levels.float() - 127) / 128


torch.set_grad_enabled(False)
files = [f for folder in sys.argv[2:] for f in sorted(glob.glob(folder + "/*.jpg"))[5::30]]
y = relu(layer("stem", [[x, x] for x in (pictures(files, 320, 180), pictures(files, 256, 144))], 3, 2, STEM_LIKENESS))
x = steps = None
for index, (inputs, _, outputs, kernel, stride) in enumerate(BLOCKS):
    name = f"block{index}"
    if index:
        levels = [[floats, (rounded / steps[:, None, None]).round().clamp(-128, 127) * steps[:, None, None]] for floats, rounded in x]
        y = relu(layer(name + ".expand", levels, steps=steps))
    y = relu(layer(name + ".depthwise", y, kernel, stride, DEPTHWISE_LIKENESS))
    x = layer(name + ".project", y, likeness=PROJECT_LIKENESS, residuals=x if index and stride == 1 and inputs == outputs else None)
    reach = torch.stack([pair[0].abs().amax((0, 2, 3)) for pair in x]).amax(0)
    # A channel that hardly speaks on these films may on others.
    found[name + ".range"] = torch.maximum(reach * MARGIN, reach.max() / 16).half()
    steps = found[name + ".range"].float() / 127
layer("head", [[floats, (rounded / steps[:, None, None]).round().clamp(-128, 127) * steps[:, None, None]] for floats, rounded in x], steps=steps)
save_file({name: values.numpy() for name, values in sorted(found.items())}, sys.argv[1])
print(f"{2 * len(files)} pictures in 2 sizes: {os.path.getsize(sys.argv[1])} bytes in {sys.argv[1]}")
