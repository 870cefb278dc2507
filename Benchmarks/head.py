"""bench-head: ours (rarity-bench head) and scikit-learn by turns on the same features, one thread each.

Embeddings of 1280 numbers with the spectrum j^-0.6, shots of about 25 frames, labels that can be learned, in half
precision on disk; their PCA to 512, which both get. The objective is the same: for the ridge weights and penalty of
training, for the logistic head the mean weighted loss + 0.15 |W|^2, whose value must agree to 1e-4. The peer keeps its
own stopping rule (tol 1e-4), which ends it above our loss; warm it starts from its last weights.

    head.py RARITY-BENCH [FRAMES...]
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression, RidgeClassifier

WIDE, COLUMNS, CLASSES, PENALTY = 1280, 512, 5, 0.15
warnings.filterwarnings("ignore")


def made(frames, folder, rng):
    """Features, labels and the shots' starts, also as files."""
    lengths = rng.integers(5, 46, frames // 10)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    starts = starts[starts < frames].astype(np.int32)
    shot = np.searchsorted(starts, np.arange(frames), side="right") - 1
    scale = (1 + np.arange(WIDE)) ** -0.6
    scale = (scale * np.sqrt(WIDE / np.square(scale).sum())).astype(np.float32)
    turn = np.linalg.qr(rng.standard_normal((WIDE, WIDE)))[0].astype(np.float32)
    centre = rng.standard_normal((len(starts), WIDE)).astype(np.float32)
    order = np.argsort(np.argsort(centre[:, :60] @ rng.standard_normal(60)))
    labels = np.searchsorted(np.cumsum([0.05, 0.48, 0.34, 0.1]), order / len(starts))[shot].astype(np.int8)
    path = folder + "/embeddings.f16"
    disk = np.memmap(path, np.float16, "w+", shape=(frames, WIDE))
    gram, mean = np.zeros((WIDE, WIDE)), np.zeros(WIDE)
    for start in range(0, frames, 10_000):
        rows = slice(start, min(start + 10_000, frames))
        noise = rng.standard_normal((rows.stop - start, WIDE)).astype(np.float32)
        x = ((0.8 * centre[shot[rows]] + 0.6 * noise) * scale) @ turn
        disk[rows] = x
        if start < 30_000:
            gram += x.T.astype(np.float64) @ x
            mean += x.sum(axis=0)
    known = min(frames, 30_000)
    mean /= known
    axes = np.linalg.eigh(gram / known - np.outer(mean, mean))[1][:, ::-1][:, :COLUMNS].astype(np.float32)
    features = np.empty((frames, COLUMNS), np.float32)
    for start in range(0, frames, 10_000):
        rows = slice(start, min(start + 10_000, frames))
        features[rows] = (disk[rows].astype(np.float32) - mean.astype(np.float32)) @ axes
    del disk
    os.unlink(path)
    features.tofile(folder + "/features.f32")
    labels.tofile(folder + "/labels.i8")
    starts.tofile(folder + "/starts.i32")
    return features, labels.astype(int), starts, shot


def recipe(labels, shot):
    """The weights of training; they add up to 1."""
    shots_of = np.array([len(np.unique(shot[labels == c])) for c in range(CLASSES)])
    weights = shots_of.max() / np.maximum(1, shots_of)[labels] / np.sqrt(np.bincount(shot)[shot])
    return (weights / weights.sum()).astype(np.float32)


def loss(features, labels, weights, coefficients, constants):
    """The logistic objective in double precision."""
    total = PENALTY * float(np.square(coefficients, dtype=np.float64).sum())
    for start in range(0, len(labels), 20_000):
        part = slice(start, start + 20_000)
        z = features[part].astype(np.float64) @ coefficients.T.astype(np.float64) + constants
        z -= z.max(axis=1, keepdims=True)
        own = z[np.arange(len(z)), labels[part]]
        total += float((weights[part] * (np.log(np.exp(z).sum(axis=1)) - own)).sum())
    return total


def bench(frames, binary, turns):
    rng = np.random.default_rng(frames)
    with tempfile.TemporaryDirectory(dir=".build") as folder:
        features, labels, starts, shot = made(frames, folder, rng)
        ours = subprocess.Popen([binary, "head", folder, str(COLUMNS)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def ask(line):
            ours.stdin.write(line + "\n")
            ours.stdin.flush()
            return ours.stdout.readline().strip()

        ours.stdout.readline()
        times = {name: ([], []) for name in ("ridge-cold", "logistic-cold", "logistic-warm", "ridge-warm", "nearest")}
        passes, losses = {}, []

        def timed(name, peer, command):
            """Ours and the peer, one after the other."""
            answer = ask(command).split()
            times[name][0].append(float(answer[0]))
            passes[name] = answer[2] if len(answer) > 2 else ""
            began = time.perf_counter()
            made = peer()
            times[name][1].append((time.perf_counter() - began) * 1000)
            return made

        def compare(peer):
            ask(folder + "/weights.f32")
            mine = np.fromfile(folder + "/weights.f32", np.float32)
            own = loss(features, labels, recipe(labels, shot), mine[:-CLASSES].reshape(CLASSES, -1), mine[-CLASSES:])
            theirs = loss(features, labels, recipe(labels, shot), peer.coef_, peer.intercept_)
            losses.append((own, theirs))
            if own > theirs * (1 + 1e-4):
                sys.exit(f"ours ends at the loss {own:.6f}, the peer at {theirs:.6f}")

        ask("live")
        for _ in range(turns):
            weights = recipe(labels, shot)
            alpha = float(np.mean(np.einsum("ij,ij->i", features, features, dtype=np.float64))) / 512
            timed("ridge-cold", lambda: RidgeClassifier(alpha=alpha).fit(features, labels, sample_weight=weights), "ridge")
            peer = LogisticRegression(C=0.5 / PENALTY, max_iter=2000, warm_start=True)
            timed("logistic-cold", lambda: peer.fit(features, labels, sample_weight=weights), "logistic")
            compare(peer)
            rows = rng.choice(frames, 50, replace=False)
            labels[rows] = (labels[rows] + 1) % CLASSES
            times["ridge-warm"][0].append(float(ask("change " + " ".join(f"{r}:{labels[r]}" for r in rows))))
            weights = recipe(labels, shot)
            began = time.perf_counter()
            RidgeClassifier(alpha=alpha).fit(features, labels, sample_weight=weights).decision_function(features)
            times["ridge-warm"][1].append((time.perf_counter() - began) * 1000)
            timed("logistic-warm", lambda: peer.fit(features, labels, sample_weight=weights), "warm")
            compare(peer)
        unit = features / np.linalg.norm(features, axis=1, keepdims=True)
        for row in rng.choice(frames, 21):
            def brute():
                cosines = unit @ unit[row]
                best = np.argpartition(-cosines, 11)[:11]
                return best[np.argsort(-cosines[best])]
            timed("nearest", brute, f"nearest {row}")
        ours.stdin.close()
        ours.wait()
    own, theirs = losses[-1]
    print(f"{frames} frames x {COLUMNS} of {WIDE}, {len(starts)} shots; passes over the features: cold {passes['logistic-cold']}, warm {passes['logistic-warm']}; "
          f"loss: ours {own:.6f}, peer {theirs:.6f}")
    suffix = "" if frames == 28_800 else f"-{frames}"
    for name, (mine, theirs) in times.items():
        a, b = (statistics.median(part[1:] if name == "nearest" else part) for part in (mine, theirs))
        label = name if name == "nearest" else "head-" + name
        yield f"ratio {label}{suffix} ours={a:.1f} peer={b:.1f} unit=ms ratio={b / a:.1f}"


sizes = [int(n) for n in sys.argv[2:]] or [28_800, 350_000]
lines = [line for n in sizes for line in bench(n, sys.argv[1], 5 if n < 100_000 else 2)]
print("\n".join(lines))
