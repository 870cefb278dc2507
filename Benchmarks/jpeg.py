"""bench-jpeg: a JPEG of 640x360 to the network's input, ours (rarity-bench jpeg) beside OpenCV and Pillow by turns.

All on one thread, in CPU time, from bytes in memory. jpeg-full: everything decoded, then by area, beside OpenCV's full decode and
INTER_AREA. jpeg-fast: decoded at half size, beside OpenCV's fastest, reduced decode and INTER_LINEAR. Beside each rate: the mean
difference from Pillow's full decode resized by area (BOX), in levels of 255.
"""
import glob
import io
import os
import statistics
import subprocess
import sys
import time

import cv2
import numpy as np
from PIL import Image

cv2.setNumThreads(1)
TURNS = int(os.environ.get("TURNS", "31"))
files = sorted(glob.glob(sys.argv[2] + "/S01E01/*.jpg"))[::6]
data = [open(f, "rb").read() for f in files]
arrays = [np.frombuffer(d, np.uint8) for d in data]
ours = subprocess.Popen([sys.argv[1], "jpeg", *files], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
out = sys.argv[2] + "/pixels.bin"


def mine(detail, width, height, path=""):
    ours.stdin.write(f"{detail} {width} {height} {path}\n".rstrip(" \n") + "\n")
    ours.stdin.flush()
    return len(files) / float(ours.stdout.readline())


def cv2_full(a, width, height):
    return cv2.resize(cv2.imdecode(a, cv2.IMREAD_COLOR), (width, height), interpolation=cv2.INTER_AREA)


def cv2_reduced(a, width, height):
    half = cv2.imdecode(a, cv2.IMREAD_REDUCED_COLOR_2)
    return half if half.shape[:2] == (height, width) else cv2.resize(half, (width, height), interpolation=cv2.INTER_LINEAR)


def pillow(d, width, height, draft=False):
    picture = Image.open(io.BytesIO(d))
    if draft:
        picture.draft("RGB", (width, height))
    return np.asarray(picture.convert("RGB").resize((width, height), Image.Resampling.BOX))


def rate(work, items, *size):
    began = time.process_time()
    for item in items:
        work(item, *size)
    return len(items) / (time.process_time() - began)


lines = []
for width, height in ((256, 144), (320, 180)):
    truth = np.stack([pillow(d, width, height) for d in data]).astype(int)
    off = lambda pictures: np.abs(np.asarray(pictures).astype(int) - truth).mean()
    for name, detail, peer in (("jpeg-full", "full", cv2_full), ("jpeg-fast", "enough", cv2_reduced)):
        mine(detail, width, height, out)
        difference = off(np.fromfile(out, np.uint8).reshape(truth.shape))
        peer_difference = off([peer(a, width, height)[:, :, ::-1] for a in arrays])
        rates, peers, pillows = [], [], []
        for _ in range(TURNS):
            rates.append(mine(detail, width, height))
            peers.append(rate(peer, arrays, width, height))
            pillows.append(rate(pillow, data, width, height, detail == "enough"))
        ratios = sorted(a / b for a, b in zip(rates, peers))
        a, b, c = map(statistics.median, (rates, peers, pillows))
        print(f"{name} to {width}x{height}: ours {a:.0f}/s, {difference:.2f} levels off; OpenCV {b:.0f}/s, {peer_difference:.2f}; Pillow {c:.0f}/s", flush=True)
        suffix = "" if width == 256 else f"-{height}x{width}"
        lines.append(f"ratio {name}{suffix} ours={a:.0f} peer={b:.0f} unit=images/s ratio={statistics.median(ratios):.2f} "
                     f"spread=[{ratios[len(ratios) // 10]:.2f},{ratios[-1 - len(ratios) // 10]:.2f}]")
os.remove(out)
print("\n".join(lines))
