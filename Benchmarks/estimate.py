#!/usr/bin/env python3
"""Whether `rarity estimate` is honest: the demo's last episode is new, and its truth is known.

  Benchmarks/estimate.py RARITY [SEED…]      demos are drawn into a folder of their own, RARITY_BENCH or a temporary one

Of each seed the estimate of the errors left and of every class, with its 95 % interval, beside the truth; in the end how
many intervals held it.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

from suspects import project, truth

CLASSES = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]


def main():
    rarity = os.path.abspath(sys.argv[1])
    seeds = [int(word) for word in sys.argv[2:]] or [1, 2, 3, 4, 5]
    folder = os.environ.get("RARITY_BENCH") or tempfile.mkdtemp(prefix="rarity-estimate-")
    held, class_held, classes = 0, 0, 0
    for seed in seeds:
        path = project(rarity, folder, seed)
        run = lambda *words: subprocess.run([rarity, *words, "--quiet"], cwd=path, check=True, capture_output=True, text=True).stdout
        estimate = json.loads(run("estimate", "S01E03", "--json"))
        facts = truth(path)
        rows = list(csv.DictReader(io.StringIO(run("predict", "S01E03"))))
        wrong = sum(row["predicted"] != facts[row["frame"]]["class"] for row in rows)
        errors = estimate["errors_left"]
        inside = errors["lower"] <= wrong <= errors["upper"]
        held += inside
        text = []
        for share in estimate["classes"]:
            true = sum(facts[row["frame"]]["class"] == share["name"] for row in rows)
            frames = share["frames"]
            class_held += frames["lower"] <= true <= frames["upper"]
            classes += 1
            text.append(f"{share['name']} {true} ({frames['lower']:.0f}–{frames['upper']:.0f})")
        print(f"seed {seed}: {wrong} of {len(rows)} wrong; estimated {errors['expected']:.0f} ({errors['lower']:.0f}–{errors['upper']:.0f})"
              f"{'' if inside else '  OUTSIDE'}; {', '.join(text)}", flush=True)
    print(f"the interval of the errors held the truth {held} of {len(seeds)} times, those of the classes {class_held} of {classes}")


if __name__ == "__main__":
    main()
