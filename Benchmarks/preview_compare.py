"""Ours beside chafa, timg and jp2a on the same frames: fidelity, calm, CPU time. See preview.sh.

  preview_compare.py [FOLDER] [--size 80x22]… [--frames 100] [--part fidelity|calm|time]… [--mode truecolor|…]…
"""
import argparse
import multiprocessing
import os
import resource
import subprocess
import tempfile

import numpy as np
from PIL import Image

import preview_judge as judge

RARITY = os.environ.get("RARITY", ".build/release/rarity")
SIZES = ["40x12", "80x22", "160x45"]


def chafa(size, *more):
    return ["chafa", "-f", "symbols", "--stretch", "-s", size, "--animate", "off", "-w", "9", "--polite", "on", *more]


BLOCKS = ["--symbols", "block"]


def modes(size):
    """Per mode: whether luma alone counts, our options, and each peer at the best settings of it that were found."""
    return {
        "truecolor": (False, ["--color", "truecolor"], {
            "chafa": chafa(size, *BLOCKS, "-c", "full"),
            "chafa-median": chafa(size, *BLOCKS, "-c", "full", "--color-extractor", "median"),
            "timg-quarter": ["timg", "-pq", f"-g{size}"],
            "timg-half": ["timg", "-ph", f"-g{size}"],
        }),
        "sextants": (False, ["--color", "truecolor", "--glyphs", "sextants"], {
            "chafa": chafa(size, "--symbols", "block+sextant", "-c", "full"),
        }),
        "256": (False, ["--color", "256"], {"chafa": chafa(size, *BLOCKS, "-c", "240", "--dither", "diffusion")}),
        "8": (False, ["--color", "8"], {"chafa": chafa(size, *BLOCKS, "-c", "8", "-p", "off", "--dither", "diffusion")}),
        "mono": (True, ["--color", "mono"], {"chafa": chafa(size, *BLOCKS, "-c", "none", "-p", "off", "--dither", "diffusion")}),
        "ascii": (True, ["--color", "ascii"], {
            "jp2a": ["jp2a", f"--size={size}", "--background=dark"],
            "chafa": chafa(size, "--symbols", "ascii", "-c", "none", "-p", "off"),
        }),
    }


def ours(size, options, path):
    return [RARITY, "preview", path, "--size", size, *options]


def spread(names, count):
    step = max(1, len(names) // count)
    return names[step // 2::step][:count]


def frame_sets(folder, count):
    """Half of the frames each of two episodes of the film where it is known, else all of the folder given."""
    film = os.environ.get("RARITY_FILM")
    if folder is None and film:
        episodes = sorted(d for d in os.listdir(film) if os.path.isdir(os.path.join(film, d)))
        halves = [os.path.join(film, episodes[2]), os.path.join(film, episodes[0])]
        return {"A": spread(jpegs(halves[0]), count // 2), "B": spread(jpegs(halves[1]), count // 2)}
    return {"demo": spread(jpegs(folder or drawn()), count)}


def jpegs(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".jpg"))


def drawn():
    """An episode of the demo, for who has no film."""
    home = ".build/bench-preview"
    if not os.path.exists(os.path.join(home, "review.db")):
        os.makedirs(home, exist_ok=True)
        subprocess.run([os.path.abspath(RARITY), "demo", "--episodes", "1", "--frames", "600", "--quiet"], cwd=home, check=True)
    return os.path.join(home, "episodes/demo/S01E01")


def output(command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


# ---- fidelity ----

def judged(job):
    """Fidelity after both blurs of all renderers of a mode on one frame."""
    path, size, luma, fits, commands = job
    columns, rows = (int(side) for side in size.split("x"))
    reference = judge.reference(path, columns, rows)
    with tempfile.TemporaryDirectory() as folder:
        stretched = os.path.join(folder, "frame.png")
        out = {}
        for name, command in commands.items():
            if command[0] == "timg":
                # It keeps the aspect ratio, so it gets the picture stretched to that of the cells.
                Image.fromarray(reference.clip(0, 255).astype(np.uint8)).save(stretched)
                command = command + [stretched]
            elif name != "ours":
                command = command + [path]
            canvas = judge.painted(output(command), columns, rows)
            out[name] = [judge.fidelity(reference, canvas, sigma, luma) for sigma in (4, 2)]
            if fits:
                out[name].append(judge.fidelity_of_shape(reference, canvas, 4))
    return out


def compare_fidelity(pool, name, size, paths, wanted):
    for mode, (luma, options, peers) in modes(size).items():
        if mode not in wanted:
            continue
        fits = mode == "ascii"
        jobs = [(path, size, luma, fits, {"ours": ours(size, options, path), **peers}) for path in paths]
        found = pool.map(judged, jobs, chunksize=4)
        means = {renderer: np.mean([one[renderer] for one in found], axis=0) for renderer in found[0]}
        for peer in peers:
            for which, sigma in enumerate(("sigma4", "sigma2") + (("contrast-fitted",) if fits else ())):
                mine, theirs = means["ours"][which], means[peer][which]
                # The ratio is that of the squared errors.
                print(f"ratio preview-{mode}-{size}-{name}-{sigma}-{peer} ours={mine:.2f} peer={theirs:.2f} "
                      f"unit=dB ratio={10 ** ((mine - theirs) / 10):.2f} difference={mine - theirs:+.2f}", flush=True)


# ---- calm ----

def cells(text, columns, rows):
    """Characters and colours as they are seen, cell by cell."""
    canvas = judge.painted(text, columns, rows)
    return canvas.reshape(rows, judge.CELL_HEIGHT, columns, judge.CELL_WIDTH, 3).swapaxes(1, 2).reshape(rows * columns, -1)


def still(first, second, columns, rows):
    """The cells whose pixels differ by less than a level, on average; the app says so of means, so a little less here."""
    difference = np.abs(judge.reference(first, columns, rows) - judge.reference(second, columns, rows)).mean(axis=2)
    return difference.reshape(rows, judge.CELL_HEIGHT, columns, judge.CELL_WIDTH).mean(axis=(1, 3)).reshape(-1) < 0.75


def compare_calm(folder, size, paths, wanted):
    """A frame, and the same frame as another encoding of it has it: nothing moves, and the noise differs."""
    columns, rows = (int(side) for side in size.split("x"))
    pairs = []
    for index, path in enumerate(paths[::5]):
        again = os.path.join(folder, f"again{index}.jpg")
        Image.open(path).save(again, quality=92)
        pairs.append((path, again))
    for mode, (_, options, peers) in modes(size).items():
        if mode not in wanted:
            continue
        peer, command = next(iter(peers.items()))
        total, changed = 0, {"ours": 0, peer: 0}
        for first, second in pairs:
            quiet = still(first, second, columns, rows)
            total += quiet.sum()
            for name, one, two in [("ours", ours(size, options, first), ours(size, options, second) + ["--after", first]),
                                   (peer, command + [first], command + [second])]:
                differs = (cells(output(one), columns, rows) != cells(output(two), columns, rows)).any(axis=1)
                changed[name] += (differs & quiet).sum()
        shares = {name: 100 * count / max(1, total) for name, count in changed.items()}
        print(f"calm preview-{mode}-{size}: of {total:,} still cells change {changed['ours']:,} ({shares['ours']:.2f} %), "
              f"{peer} {shares[peer]:.1f} %", flush=True)


# ---- time ----

def cpu(command):
    """CPU milliseconds of a command, the least of five."""
    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * min(once() for _ in range(5))


def compare_time(size, paths, wanted):
    """Of one picture. Peers: many pictures in one process less one, so that their start does not count;
    they decode too, which costs little. Ours: the fit, and the fit with decoding."""
    paths = spread(paths, 24)
    for mode, (_, options, peers) in modes(size).items():
        if mode not in wanted:
            continue
        timed = [subprocess.run(ours(size, options, path) + ["--timed", "30"], capture_output=True, check=True).stderr.decode().split()
                 for path in paths[:8]]
        fit, decode = (float(np.median([float(one[i]) for one in timed])) for i in (0, 1))
        print(f"preview-{mode}-{size}: fit {fit:.2f} ms, decoding {decode:.2f} ms", flush=True)
        for peer, command in peers.items():
            theirs = (cpu(command + paths) - cpu(command + paths[:1])) / (len(paths) - 1)
            print(f"ratio preview-{mode}-{size}-time-{peer} ours={fit + decode:.2f} peer={theirs:.2f} unit=ms ratio={theirs / (fit + decode):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--size", action="append")
    parser.add_argument("--frames", type=int, default=100)
    parser.add_argument("--part", action="append", choices=["fidelity", "calm", "time"])
    parser.add_argument("--mode", action="append")
    asked = parser.parse_args()
    parts = asked.part or ["fidelity", "calm", "time"]
    sets = frame_sets(asked.folder, asked.frames)
    together = [path for paths in sets.values() for path in paths]
    with multiprocessing.Pool(2) as pool, tempfile.TemporaryDirectory() as folder:
        for size in asked.size or SIZES:
            wanted = asked.mode or list(modes(size))
            for name, paths in sets.items():
                if "fidelity" in parts:
                    compare_fidelity(pool, name, size, paths, wanted)
            if "calm" in parts:
                compare_calm(folder, size, together, wanted)
            if "time" in parts:
                compare_time(size, together, wanted)


main()
