#!/usr/bin/env python3
"""How well `rarity suspects` finds the wrong labels of the demo, whose truth is known.

  Benchmarks/suspects.py RARITY [SEED…]      demos are drawn into a folder of their own, RARITY_BENCH or a temporary one

Average precision over frames, ours beside self-confidence out of shot frame by frame; and how many keys (a shot with one
label is a key) are pressed in our order until 80 % of the wrong labels have been seen.
"""
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile


def project(rarity, folder, seed):
    """A project with the demo of a seed; drawn once."""
    path = os.path.join(folder, f"seed-{seed}")
    if not os.path.exists(os.path.join(path, "review.db")):
        os.makedirs(path, exist_ok=True)
        subprocess.run([rarity, "demo", "--seed", str(seed), "--quiet"], cwd=path, check=True)
    return path


def truth(path):
    with open(os.path.join(path, "episodes/demo/truth.csv"), newline="") as file:
        return {row["frame"]: row for row in csv.DictReader(file)}


def average_precision(scored):
    """Of (score, is wrong) pairs; equal scores count as one threshold."""
    wrong = sum(w for _, w in scored)
    found, seen, recall, out = 0, 0, 0.0, 0.0
    scored = sorted(scored, key=lambda pair: -pair[0])
    for i, (score, is_wrong) in enumerate(scored):
        found, seen = found + is_wrong, seen + 1
        if i + 1 == len(scored) or scored[i + 1][0] != score:
            out += (found / wrong - recall) * found / seen
            recall = found / wrong
    return out


def keys_until(groups, share):
    """Share of the keys until so many of the wrong labels were seen; groups in order, each the number of its wrong ones."""
    wrong, found = sum(groups), 0
    for keys, one in enumerate(groups, 1):
        found += one
        if found >= share * wrong:
            return keys / len(groups)
    return 1.0


def measure(rarity, folder, seed):
    path = project(rarity, folder, seed)
    facts = truth(path)
    answer = subprocess.run([rarity, "suspects", "--json", "--quiet"], cwd=path, check=True, capture_output=True, text=True).stdout
    issues = json.loads(answer)["issues"]
    wrong = [facts[one["frame"]]["class"] != one["label"] for one in issues]
    order, groups = [], {}
    for one, is_wrong in zip(issues, wrong):
        if one["group"] not in groups:
            order.append(one["group"])
        groups[one["group"]] = groups.get(one["group"], 0) + is_wrong
    return dict(seed=seed, labels=len(issues), wrong=sum(wrong), keys=len(order),
                ours=average_precision([(one["score"], w) for one, w in zip(issues, wrong)]),
                plain=average_precision([(1 - one["self_confidence"], w) for one, w in zip(issues, wrong)]),
                first=sum(wrong[:25]), share=keys_until([groups[g] for g in order], 0.8))


def main():
    rarity = os.path.abspath(sys.argv[1])
    seeds = [int(word) for word in sys.argv[2:]] or [1, 2, 3, 4, 5]
    folder = os.environ.get("RARITY_BENCH") or tempfile.mkdtemp(prefix="rarity-suspects-")
    results = []
    for seed in seeds:
        one = measure(rarity, folder, seed)
        results.append(one)
        print("seed {seed}: {wrong} of {labels} labels wrong; average precision {ours:.3f} (self-confidence {plain:.3f}); "
              "{first} of the first 25 wrong; 80 % of the wrong labels found within {percent:.1f} % of {keys} keys"
              .format(percent=100 * one["share"], **one), flush=True)
    ours = statistics.mean(one["ours"] for one in results)
    plain = statistics.mean(one["plain"] for one in results)
    print(f"mean: {100 * statistics.mean(one['share'] for one in results):.1f} % of the keys")
    spread = f"[{min(one['ours'] for one in results):.2f},{max(one['ours'] for one in results):.2f}]"
    print(f"ratio suspects ours={ours:.3f} peer={plain:.3f} unit=ap ratio={ours / plain:.2f} spread={spread}")


if __name__ == "__main__":
    main()
