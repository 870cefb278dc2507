"""check-onnx: the exported graph in onnxruntime against the program itself, on the demo's model and drawn pictures.

    onnx_check.py RARITY RARITY-BENCH
"""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

RARITY, BENCH = (os.path.abspath(path) for path in sys.argv[1:3])
TOLERANCE = 1e-4


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def pictures(height, width, rng):
    """Noise, flat colours and soft gradients: 8 pictures."""
    y, x = np.mgrid[0:height, 0:width] / [[[height]], [[width]]]
    out = []
    for i in range(8):
        colour = rng.uniform(0, 255, (2, 3))
        soft = colour[0] * (x + y)[..., None] / 2 + colour[1] * (1 - y)[..., None]
        noise = rng.normal(0, 6 * i, (height, width, 3))
        out.append(np.clip(soft + noise, 0, 255).astype(np.uint8))
    return np.stack(out)


def check(name, ours, theirs):
    error = float(np.abs(ours - theirs).max())
    print(f"{name}: largest difference {error:.1e}, of {ours.shape[0]} pictures")
    if not error <= TOLERANCE:
        sys.exit(f"{name} differs by {error:.1e}, allowed is {TOLERANCE}")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    run(RARITY, "demo", "--episodes", "1", "--frames", "200", "--quiet")
    for head in ("ridge", "logistic"):
        run(RARITY, "train", "--head", head, "--quiet")
        run(RARITY, "export", "model", "--output", "model.onnx", "--quiet")
        run(RARITY, "export", "model", "--output", "model.safetensors", "--quiet")
        onnx.checker.check_model(onnx.load("model.onnx"), full_check=True)
        session = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
        _, height, width, _ = session.get_inputs()[0].shape
        images = pictures(height, width, np.random.default_rng(0))
        save_file({"input_rgb": images}, "images.safetensors")
        names = [port.name for port in session.get_outputs()]
        theirs = dict(zip(names, session.run(names, {"image": images})))
        for form in ("model.onnx", "model.safetensors"):
            run(BENCH, "probabilities", form, "images.safetensors", "ours.safetensors")
            ours = load_file("ours.safetensors")
            check(f"{head}, {form} read by the program, probabilities", ours["probabilities"], theirs["probabilities"])
            if "subjects" in names:
                check(f"{head}, {form} read by the program, subjects", ours["subjects"], theirs["subjects"])
        with safe_open("model.safetensors", "np") as file:
            print(f"safetensors opens {len(file.keys())} tensors, {json.loads(file.metadata()['subjects'])[:3]} …")
        before = run(RARITY, "predict")
        for form in ("model.onnx", "model.safetensors"):
            model = json.loads(run(RARITY, "import-model", form, "--json"))["model"]
            was = next(m["name"] for m in json.loads(run(RARITY, "models", "--json"))["models"] if m["current"])
            run(RARITY, "models", "use", model, "--quiet")
            again = run(RARITY, "predict")
            run(RARITY, "models", "use", was, "--quiet")
            if before.replace(was, model) != again:
                sys.exit(f"{form}: the imported model predicts other than {was}")
        print(f"{head}: imported from both forms, it predicts the same for every frame")
