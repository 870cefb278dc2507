"""PyTorch's word on layers and trainings: network_layers.safetensors and network_losses.json.

    python3 network_training.py        (needs torch, numpy, safetensors; CI reads the files only)

Start weights, dropouts, pictures and labels are drawn as Rarity draws them (SplitMix64 from a name), so that the
files hold losses only.
"""
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

M = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mixed(z):
    z = np.asarray(z, np.uint64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def stream(count, *words):
    """The first `count` draws of RandomStream(words…)."""
    state = 0
    for word in words:
        state = (int(mixed(state ^ word)) + GOLDEN) & M
    with np.errstate(over="ignore"):
        return mixed(np.uint64(state) + np.uint64(GOLDEN) * np.arange(1, count + 1, dtype=np.uint64))


def unit(count, *words):
    return (stream(count, *words) >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)


def dropout(x, rate, key, number):
    """x: (n, …) in the order of Rarity's memory."""
    flat = x.reshape(len(x), -1)
    count = flat.shape[1]
    masks = []
    for picture in range(len(x)):
        words = stream((count + 3) // 4, key, number, picture)
        parts = np.stack([(words >> np.uint64(16 * k)) & np.uint64(0xFFFF) for k in range(4)], 1).reshape(-1)[:count]
        masks.append(np.where(parts < int(rate * 65536), 0, 1 / np.float32(1 - rate)).astype(np.float32))
    return (flat * torch.from_numpy(np.stack(masks)).to(flat.dtype)).reshape(x.shape)


def start(shapes, seed, rule):
    """Weights by name; shapes in Keras' order of dimensions."""
    out = {}
    for number, (name, shape) in enumerate(shapes):
        if len(shape) == 1:
            out[name] = np.full(shape, 1 if name.endswith("scale") else 0, np.float32)
            continue
        fans = {4: lambda s: (s[0] * s[1] * s[2], s[0] * s[1] * s[3]), 3: lambda s: (s[0] * s[1],) * 2, 2: lambda s: s}[len(shape)](shape)
        limit = np.sqrt(np.float32(6) / np.float32(sum(fans) if rule == "glorot" else fans[0]))
        out[name] = (limit * (2 * unit(int(np.prod(shape)), seed, number, 0x574549474854) - 1)).astype(np.float32).reshape(shape)
    return {k: torch.from_numpy(v).requires_grad_() for k, v in out.items()}


def conv(x, w, stride=1, same=True, groups=1):
    """NCHW picture, HWIO weights; TensorFlow's SAME."""
    k = w.shape[0]
    if same:
        pads = []
        for length in (x.shape[3], x.shape[2]):
            total = max((-(-length // stride) - 1) * stride + k - length, 0)
            pads += [total // 2, total - total // 2]
        x = F.pad(x, pads)
    w = w.permute(3, 2, 0, 1) if groups == 1 else w.permute(2, 0, 1)[:, None]
    return F.conv2d(x, w, stride=stride, groups=groups)


def nchw(x): return x.permute(0, 3, 1, 2)
def nhwc(x): return x.permute(0, 2, 3, 1)


def keras(p, x, key):
    for block in range(2):
        for number, same in ((2 * block + 1, True), (2 * block + 2, False)):
            x = F.relu(conv(x, p[f"conv{number}.weight"], same=same) + p[f"conv{number}.bias"][None, :, None, None])
        x = nchw(dropout(nhwc(F.max_pool2d(x, 2)).contiguous(), 0.25, key, block))
    x = nhwc(x).reshape(len(x), -1)
    x = dropout(F.relu(x @ p["dense1.weight"] + p["dense1.bias"]), 0.5, key, 2)
    return x @ p["dense2.weight"] + p["dense2.bias"]


def keras_shapes(height, width, classes):
    h, w = ((height - 2) // 2 - 2) // 2, ((width - 2) // 2 - 2) // 2
    shapes, before = [], 3
    for number, channels in enumerate((32, 32, 64, 64), 1):
        shapes += [(f"conv{number}.weight", (3, 3, before, channels)), (f"conv{number}.bias", (channels,))]
        before = channels
    return shapes + [("dense1.weight", (h * w * 64, 512)), ("dense1.bias", (512,)),
                     ("dense2.weight", (512, classes)), ("dense2.bias", (classes,))]


BLOCKS = [(32, 1), (64, 2), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1)]


def compact_shapes(height, width, classes):
    norm = lambda name, c: [(f"{name}.scale", (c,)), (f"{name}.shift", (c,))]
    shapes, before = [("stem.weight", (3, 3, 3, 16))] + norm("stem.norm", 16), 16
    for number, (channels, _) in enumerate(BLOCKS, 1):
        shapes += [(f"block{number}.depthwise.weight", (3, 3, before))] + norm(f"block{number}.norm1", before)
        shapes += [(f"block{number}.pointwise.weight", (1, 1, before, channels))] + norm(f"block{number}.norm2", channels)
        before = channels
    return shapes + [("dense.weight", (before, classes)), ("dense.bias", (classes,))]


def compact(p, x, key):
    def norm(x, name):
        return F.relu(F.batch_norm(x, None, None, p[f"{name}.scale"], p[f"{name}.shift"], training=True, eps=1e-3))
    x = norm(conv(x, p["stem.weight"], stride=2), "stem.norm")
    for number, (_, stride) in enumerate(BLOCKS, 1):
        x = norm(conv(x, p[f"block{number}.depthwise.weight"], stride=stride, groups=x.shape[1]), f"block{number}.norm1")
        x = norm(conv(x, p[f"block{number}.pointwise.weight"]), f"block{number}.norm2")
    x = dropout(x.mean((2, 3)), 0.2, key, 0)
    return x @ p["dense.weight"] + p["dense.bias"]


def pictures(step, count, height, width):
    """Bytes and labels of a step; a class has a colour, so that there is something to learn."""
    labels = (stream(count, 11, step) % np.uint64(5)).astype(np.int64)
    noise = (stream(count * height * width * 3, 12, step) >> np.uint64(57)).astype(np.uint8).reshape(count, height, width, 3)
    return noise + (labels[:, None, None, None] * 25).astype(np.uint8), labels


class KerasAdam:
    """Keras adds epsilon before the correction for the first steps, PyTorch after it."""

    def __init__(self, parameters, rate):
        self.all = [(p, torch.zeros_like(p), torch.zeros_like(p)) for p in parameters]
        self.rate, self.steps = rate, 0

    def zero_grad(self):
        for p, _, _ in self.all:
            p.grad = None

    @torch.no_grad()
    def step(self):
        self.steps += 1
        rate = self.rate * (1 - 0.999 ** self.steps) ** 0.5 / (1 - 0.9 ** self.steps)
        for p, m, v in self.all:
            m.mul_(0.9).add_(p.grad, alpha=0.1)
            v.mul_(0.999).addcmul_(p.grad, p.grad, value=0.001)
            p.sub_(rate * m / (v.sqrt() + 1e-7))


def train(network, rule, steps=20, count=8, height=24, width=32, seed=3, weights=(1, 2, 1.5, 3, 5)):
    make, shapes, init = {"keras": (keras, keras_shapes, "glorot"), "compact": (compact, compact_shapes, "he")}[network]
    # In double precision: in single, PyTorch itself is 1.5e-3 from this by the 20th step of compact-sgd.
    p = {k: v.detach().double().requires_grad_() for k, v in start(shapes(height, width, 5), seed, init).items()}
    # Batch normalisation over small maps makes much of little: smaller steps, or rounding alone parts two runs.
    small = 0.1 if network == "compact" else 1
    optimiser = {"rmsprop": lambda: torch.optim.RMSprop(p.values(), lr=1e-4 * small, alpha=0.9, eps=1e-7),
                 "adam": lambda: KerasAdam(p.values(), 1e-3 * small),
                 "sgd": lambda: torch.optim.SGD(p.values(), lr=1e-3 * small, momentum=0.9)}[rule]()
    losses = []
    for step in range(steps):
        x, labels = pictures(step, count, height, width)
        key = int(stream(1, seed, step, 0x53544550)[0])
        logits = make(p, nchw(torch.from_numpy(x.astype(np.float32) * np.float32(1 / 255))).double(), key)
        each = F.cross_entropy(logits, torch.from_numpy(labels), reduction="none")
        loss = (each * torch.tensor(weights, dtype=torch.float64)[labels]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses


def layers():
    rng = np.random.default_rng(1)
    out = {}

    def case(name, x, weights, function, last=True):
        x = torch.from_numpy(x.astype(np.float32)).requires_grad_()
        weights = {k: torch.from_numpy(w.astype(np.float32)).requires_grad_() for k, w in weights.items()}
        y = function(x, weights)
        dy = torch.from_numpy(rng.standard_normal(y.shape).astype(np.float32))
        (y * dy).sum().backward()
        for key, value in {"x": x, "y": y, "dy": dy, "dx": x.grad, **weights, **{f"d.{k}": w.grad for k, w in weights.items()}}.items():
            out[f"{name}/{key}"] = value.detach().contiguous().numpy()

    normal = rng.standard_normal
    for name, size, k, channels, options in [
            ("conv-same", (7, 10, 16), 3, 32, {}), ("conv-valid", (9, 6, 32), 3, 16, {"same": False}), ("conv-rgb", (6, 7, 3), 3, 8, {}),
            ("conv-stride", (7, 8, 3), 3, 8, {"stride": 2}), ("conv-point", (3, 4, 8), 1, 16, {})]:
        case(name, normal((2, *size)), {"weight": normal((k, k, size[2], channels)) * .2, "bias": normal(channels)},
             lambda x, w: F.relu(nhwc(conv(nchw(x), w["weight"], **options)) + w["bias"]))
    case("depthwise", normal((2, 6, 7, 8)), {"weight": normal((3, 3, 8))}, lambda x, w: nhwc(conv(nchw(x), w["weight"], groups=8)))
    case("depthwise-stride", normal((2, 8, 7, 8)), {"weight": normal((5, 5, 8))}, lambda x, w: nhwc(conv(nchw(x), w["weight"], stride=2, groups=8)))
    case("max-pool", normal((2, 5, 7, 4)), {}, lambda x, w: nhwc(F.max_pool2d(nchw(x), 2)))
    case("average-pool", normal((2, 6, 8, 4)), {}, lambda x, w: nhwc(F.avg_pool2d(nchw(x), 2)))
    case("dense", normal((3, 40)), {"weight": normal((40, 24)) * .2, "bias": normal(24)}, lambda x, w: F.relu(x @ w["weight"] + w["bias"]))
    case("norm", normal((3, 4, 5, 6)) * 2 + 1, {"scale": normal(6), "shift": normal(6)},
         lambda x, w: nhwc(F.relu(F.batch_norm(nchw(x), None, None, w["scale"], w["shift"], training=True, eps=1e-3))))
    case("clip", normal((2, 3, 4, 8)) * 6, {}, lambda x, w: F.relu6(x))
    case("root", np.abs(normal((2, 3, 4, 8))), {}, lambda x, w: (x.mean((1, 2)) + 1e-3).sqrt())
    for name, k, stride, outputs in [("residual", 5, 1, 16), ("residual-stride", 3, 2, 24)]:
        def block(x, w):
            y = F.relu6(nhwc(conv(nchw(x), w["expand.weight"])) + w["expand.bias"])
            y = F.relu6(nhwc(conv(nchw(y), w["depthwise.weight"], stride=stride, groups=48)) + w["depthwise.bias"])
            y = nhwc(conv(nchw(y), w["project.weight"])) + w["project.bias"]
            return x + y if stride == 1 else y
        case(name, normal((2, 6, 7, 16)), {
            "expand.weight": normal((1, 1, 16, 48)), "expand.bias": normal(48), "depthwise.weight": normal((k, k, 48)) * .5,
            "depthwise.bias": normal(48), "project.weight": normal((1, 1, 48, outputs)) * .2, "project.bias": normal(outputs)}, block)
    return out


if __name__ == "__main__":
    np.seterr(over="ignore")
    here = os.path.dirname(os.path.abspath(__file__))
    save_file(layers(), f"{here}/network_layers.safetensors")
    losses = {f"{network}-{rule}": train(network, rule) for network in ("keras", "compact") for rule in ("rmsprop", "adam", "sgd")}
    with open(f"{here}/network_losses.json", "w") as file:
        json.dump({k: [round(v, 6) for v in vs] for k, vs in losses.items()}, file, indent=1)
        file.write("\n")
