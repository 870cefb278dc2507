#!/usr/bin/env python3
"""Makes information_content.json: sets of subjects, and how rare they are by information content, in plain Python.

  python3 Tests/Fixtures/information_content.py > Tests/Fixtures/information_content.json
"""
import collections
import json
import math
import random


def content(frames, alpha):
    counts = collections.Counter(subject for frame in frames for subject in frame)
    p = {s: (counts[s] + alpha) / (len(frames) + 2 * alpha) for s in counts}
    bits = lambda s, there: -math.log2(p[s]) if there else -math.log2(1 - p[s])
    entropy = sum(p[s] * bits(s, True) + (1 - p[s]) * bits(s, False) for s in p)
    scores = [sum(bits(s, s in frame) for s in p) / entropy for frame in frames]
    drivers = [[[s, b] for b, s in sorted(((bits(s, True), s) for s in frame), reverse=True)[:3]] for frame in frames]
    return dict(alpha=alpha, entropy=entropy, scores=scores, drivers=drivers)


draw = random.Random(7)
likely = {"Emily": .5, "Space Tunnel": .04, "Bob": .3, "Title card": .08, "Robot": .02, "Dog": .15}
frames = [sorted(s for s, p in likely.items() if draw.random() < p) for _ in range(120)]
print(json.dumps(dict(frames=frames, results=[content(frames, alpha) for alpha in (0.5, 0.0, 2.0)]), separators=(",", ":")))
