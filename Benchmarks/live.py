"""bench-live: ours (rarity-bench live) and scikit-learn's RidgeClassifier by turns on the same features.

One turn is one decision: a frame, a whole shot, or the undo of one of them. Ours: update, solve, probabilities
of all frames, shots pooled. The peer: fit on the labelled frames with the same weights, scores of all frames
(no pooling, no soft-max). Two thirds of the frames are labelled. After the last turn ours must equal a fit from
nothing in double precision to 1e-4; how far the peer, which stays in single precision, is from it stands beside.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

import numpy as np
from sklearn.linear_model import RidgeClassifier

COLUMNS, CLASSES = 512, 5


def made(frames, folder, rng):
    """Features with a spectrum like that of embeddings, shots of about 25 frames, labels that can be learned."""
    lengths = rng.integers(5, 46, frames // 10)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    starts = starts[starts < frames].astype(np.int32)
    shot = np.searchsorted(starts, np.arange(frames), side="right") - 1
    scale = ((1 + np.arange(COLUMNS)) ** -0.6).astype(np.float32)
    centres = rng.standard_normal((CLASSES, COLUMNS)).astype(np.float32)
    of_shot = rng.choice(CLASSES, len(starts), p=[0.05, 0.48, 0.34, 0.1, 0.03])
    place = rng.standard_normal((len(starts), COLUMNS)).astype(np.float32)
    features = np.empty((frames, COLUMNS), np.float32)
    for start in range(0, frames, 10_000):
        rows = slice(start, min(start + 10_000, frames))
        noise = rng.standard_normal((rows.stop - start, COLUMNS)).astype(np.float32)
        features[rows] = 8 * scale * (0.5 * centres[of_shot[shot[rows]]] + place[shot[rows]] + 0.4 * noise)
    labels = of_shot[shot].astype(np.int8)
    labels[starts[len(starts) * 2 // 3]:] = -1
    features.tofile(folder + "/features.f32")
    labels.tofile(folder + "/labels.i8")
    starts.tofile(folder + "/starts.i32")
    return features, labels, starts, shot


def recipe(labels, shot, precision=np.float32):
    """The weights of training, and which rows they are."""
    rows = np.flatnonzero(labels >= 0)
    y, s = labels[rows].astype(int), shot[rows]
    per_shot = np.bincount(s)[s]
    shots_of = np.array([len(np.unique(s[y == c])) for c in range(CLASSES)])
    weights = shots_of.max() / np.maximum(1, shots_of)[y] / np.sqrt(per_shot)
    return rows, y, (weights / weights.sum()).astype(precision)


def reference(features, labels, starts, shot):
    """Probabilities of all frames by a ridge fitted from nothing in double precision, summed in parts."""
    rows, y, weights = recipe(labels, shot, np.float64)
    gram, mean, right = np.zeros((COLUMNS, COLUMNS)), np.zeros(COLUMNS), np.zeros((CLASSES, COLUMNS))
    share, squares = np.bincount(y, weights, CLASSES), 0.0
    for start in range(0, len(rows), 20_000):
        part = slice(start, start + 20_000)
        x, w = features[rows[part]].astype(np.float64), weights[part, None]
        gram += (x * w).T @ x
        mean += (x * w).sum(axis=0)
        right += (w * np.eye(CLASSES)[y[part]]).T @ x
        squares += np.square(x).sum()
    gram += np.eye(COLUMNS) * squares / len(rows) / 512 - np.outer(mean, mean)
    weight = np.linalg.solve(gram, (right - np.outer(share, mean)).T).T
    ends = np.append(starts[1:], len(features))
    means = np.add.reduceat(features, starts, axis=0, dtype=np.float64) / (ends - starts)[:, None]
    return softmax(6 * (means @ weight.T + share - weight @ mean))[shot]


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def bench(frames, turns, peer_turns):
    folder = f".build/bench-live-{os.getpid()}"
    os.makedirs(folder)
    try:
        rng = np.random.default_rng(frames)
        features, labels, starts, shot = made(frames, folder, rng)
        ends = np.append(starts[1:], frames)
        ours = subprocess.Popen([".build/release/rarity-bench", "live", folder, str(COLUMNS)], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def ask(line):
            ours.stdin.write(line + "\n")
            ours.stdin.flush()
            return ours.stdout.readline().strip()

        ready = float(ours.stdout.readline().split()[1])
        times, peer_times, undo = [], [], None
        for turn in range(turns):
            if undo is not None and turn % 3 == 2:
                rows, new = undo
            else:
                one = rng.integers(len(starts))
                rows = np.arange(starts[one], ends[one]) if turn % 3 == 1 else np.array([rng.integers(starts[one], ends[one])])
                new = np.full(len(rows), rng.integers(CLASSES))
            undo = rows, labels[rows].copy()
            labels[rows] = new
            times.append(float(ask(" ".join(f"{r}:{c}" for r, c in zip(rows, new)))))
            if (turns - 1 - turn) % max(1, turns // peer_turns) != 0:
                continue
            rows, y, weights = recipe(labels, shot)
            penalty = float(np.mean(np.einsum("ij,ij->i", features[rows], features[rows], dtype=np.float64))) / 512
            x = features[rows]
            began = time.perf_counter()
            peer = RidgeClassifier(alpha=penalty).fit(x, y, sample_weight=weights)
            scores = peer.decision_function(features)
            peer_times.append((time.perf_counter() - began) * 1000)
            del x
        ask(folder + "/out.f32")
        mine = np.fromfile(folder + "/out.f32", np.float32).reshape(frames, CLASSES)
        # The peer's targets are -1 and 1, ours 0 and 1.
        pooled = np.add.reduceat((scores + 1) / 2, starts) / (ends - starts)[:, None]
        truth = reference(features, labels, starts, shot)
        error, peer_error = (float(np.abs(p - truth).max()) for p in (mine, softmax(6 * pooled)[shot]))
        ours.stdin.close()
        ours.wait()
    finally:
        shutil.rmtree(folder)
    mine, theirs = statistics.median(times), statistics.median(peer_times)
    print(f"{frames} frames x {COLUMNS}, {int((labels >= 0).sum())} labelled, {len(starts)} shots: ours cold {ready:.0f} ms; "
          f"a decision {mine:.2f} ms (p95 {np.percentile(times, 95):.2f}, of {len(times)}); "
          f"peer {theirs:.0f} ms (of {len(peer_times)}); largest error of a probability: ours {error:.1e}, peer {peer_error:.1e}")
    if error > 1e-4:
        sys.exit(f"ours is {error:.1e} from a fit from nothing")
    return f"ratio live-{frames} ours={mine:.2f} peer={theirs:.1f} unit=ms ratio={theirs / mine:.1f}"


lines = [bench(int(n), 60, 12 if int(n) <= 50_000 else 4) for n in sys.argv[1:] or ["30000", "350000"]]
print("\n".join(lines))
