"""bench-trunk: our trunk (rarity-bench trunk) and onnxruntime by turns on the same sizes.

The peers: the same weights as a float32 graph, and onnxruntime's own static int8 of it, with as many threads as ours
and without spinning. One thread is measured in CPU time, two on the clock. Its input is normalised beforehand; ours are bytes.
First the golden pictures: both must give the embeddings that are kept with the tests.
"""
import os
import statistics
import subprocess
import sys
import time

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file

sys.path.insert(0, os.path.dirname(__file__))
from trunk_onnx import float_model, normalised, quantised_file

SIZES = {"180x320": (180, 320), "144x256": (144, 256)}
TURNS = int(os.environ.get("TURNS", "15"))


def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


class Ours:
    def __init__(self, binary):
        self.process = subprocess.Popen([binary, "trunk"], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def rate(self, size, precision, threads, count):
        self.process.stdin.write(f"{size} {precision} {threads} {count}\n")
        self.process.stdin.flush()
        return count / float(self.process.stdout.readline())


def rate(peer, batch, threads, count):
    clock = time.process_time if threads == 1 else time.perf_counter
    began = clock()
    done = 0
    while done < count:
        peer.run(None, {"input": batch})
        done += len(batch)
    return done / (clock() - began)


def line(name, ours, peer):
    ratios = sorted(a / b for a, b in zip(ours, peer))
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    return (f"ratio {name} ours={statistics.median(ours):.1f} peer={statistics.median(peer):.1f} unit=images/s "
            f"ratio={statistics.median(ratios):.2f} spread=[{low:.2f},{high:.2f}]")


def bench(ours, size, folder):
    height, width = SIZES[size]
    path = os.path.join(folder, f"lite0-{size}.onnx")
    onnx.save(float_model(height, width), path)
    golden = load_file(f"Tests/Fixtures/golden-lite0-{size}.safetensors")
    pictures = golden["input_rgb"]
    int8 = quantised_file(path, pictures, folder)
    batch = normalised(pictures[:1])
    peers = {("float32", 1): session(path, 1), ("float32", 2): session(path, 2), ("int8", 1): session(int8, 1), ("int8", 2): session(int8, 2)}
    found = peers["float32", 1].run(None, {"input": normalised(pictures)})[0]
    error = np.abs(found - golden["embedding"]).max() / golden["embedding"].max()
    quantised = peers["int8", 1].run(None, {"input": normalised(pictures)})[0]
    off = np.linalg.norm(quantised - golden["embedding"]) / np.linalg.norm(golden["embedding"])
    print(f"{size}: the peer's float32 is {error:.1e} from the golden embeddings, its int8 {off:.2f}", flush=True)
    rates = {key: ([], []) for key in peers}
    for turn in range(TURNS + 1):
        for (precision, threads), peer in peers.items():
            count = (30 if precision == "float32" else 90) * threads
            mine = ours.rate(size, precision, threads, count)
            theirs = rate(peer, batch, threads, count)
            if turn:  # the first one warms up
                rates[precision, threads][0].append(mine)
                rates[precision, threads][1].append(theirs)
    suffix = "" if size == "180x320" else f"-{size}"
    floats = rates["float32", 1][1]
    return [line(f"trunk-float32-1{suffix}", *rates["float32", 1]), line(f"trunk-float32-2{suffix}", *rates["float32", 2]),
            line(f"trunk-int8-1{suffix}", rates["int8", 1][0], floats), line(f"trunk-int8-1-vs-int8{suffix}", *rates["int8", 1]),
            line(f"trunk-int8-2-vs-int8{suffix}", *rates["int8", 2])]


folder = ".build/bench-trunk"
os.makedirs(folder, exist_ok=True)
ours = Ours(sys.argv[1])
lines = [text for size in sys.argv[2:] or SIZES for text in bench(ours, size, folder)]
print("\n".join(lines))
