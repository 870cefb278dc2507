"""Ours beside chafa and timg on the same frames: fidelity and CPU time. See preview.sh."""
import os
import resource
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

import preview_judge as judge

COLUMNS, ROWS, COUNT = 80, 22, 24
RARITY = os.environ.get("RARITY", ".build/release/rarity")
CHAFA = ["chafa", "-f", "symbols", "--stretch", "-s", f"{COLUMNS}x{ROWS}", "--animate", "off", "-w", "9", "--polite", "on"]
BLOCKS = ["--symbols", "block"]

# Per mode: what is compared, and each peer at its best settings that were found.
MODES = {
    "truecolor": (False, {
        "chafa": CHAFA + BLOCKS + ["-c", "full"],
        "chafa-median": CHAFA + BLOCKS + ["-c", "full", "--color-extractor", "median"],
        "timg-quarter": ["timg", "-pq", f"-g{COLUMNS}x{ROWS}"],
        "timg-half": ["timg", "-ph", f"-g{COLUMNS}x{ROWS}"],
    }),
    "256": (False, {"chafa": CHAFA + BLOCKS + ["-c", "240", "--dither", "diffusion"]}),
    "8": (False, {"chafa": CHAFA + BLOCKS + ["-c", "8", "-p", "off", "--dither", "diffusion"]}),
    "mono": (True, {"chafa": CHAFA + BLOCKS + ["-c", "none", "-p", "off", "--dither", "diffusion"]}),
}


def frames(folder, first, step):
    names = sorted(n for n in os.listdir(folder) if n.endswith(".jpg"))
    return [os.path.join(folder, n) for n in names[first::step][:COUNT]]


def frame_sets(argument):
    """Two sets of the film where it is known, else one of the folder given."""
    film = os.environ.get("RARITY_FILM")
    if argument is None and film:
        episodes = sorted(d for d in os.listdir(film) if os.path.isdir(os.path.join(film, d)))
        return {"A": frames(os.path.join(film, episodes[2]), 7, 26), "B": frames(os.path.join(film, episodes[0]), 11, 36)}
    if argument is None:
        sys.exit("Give a folder of frames, or set RARITY_FILM.")
    total = sum(n.endswith(".jpg") for n in os.listdir(argument))
    return {"demo": frames(argument, 0, max(1, total // COUNT))}


def output(command):
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def cpu(command):
    """CPU milliseconds of a command, the least of five."""
    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * min(once() for _ in range(5))


def mean_fidelity(paths, texts, luma):
    out = {}
    canvases = [judge.painted(t, COLUMNS, ROWS) for t in texts]
    references = [judge.reference(p, COLUMNS, ROWS) for p in paths]
    for sigma in (4, 2):
        out[sigma] = float(np.mean([judge.fidelity(r, c, sigma, luma) for r, c in zip(references, canvases)]))
    return out


def peer_text(command, path, stretched):
    # timg keeps the aspect ratio, so it gets the picture stretched to that of the cells.
    return output(command + [stretched if command[0] == "timg" else path])


def compare_fidelity(name, paths, stretched):
    for mode, (luma, peers) in MODES.items():
        ours = mean_fidelity(paths, [output([RARITY, "preview", p, "--size", f"{COLUMNS}x{ROWS}", "--color", mode]) for p in paths], luma)
        results = {peer: mean_fidelity(paths, [peer_text(c, p, s) for p, s in zip(paths, stretched)], luma)
                   for peer, c in peers.items()}
        for peer, theirs in results.items():
            for sigma in (4, 2):
                gain = ours[sigma] - theirs[sigma]
                # The ratio is that of the squared errors.
                print(f"ratio preview-{mode}-{name}-sigma{sigma}-{peer} ours={ours[sigma]:.2f} peer={theirs[sigma]:.2f} "
                      f"unit=dB ratio={10 ** (gain / 10):.2f} difference={gain:+.2f}", flush=True)


def compare_time(paths):
    """Of one picture. Peers: many pictures in one process less one, so that their start does not count;
    they decode too, which costs little. Ours: the fit, and the fit with decoding."""
    for mode, (_, peers) in MODES.items():
        timed = [subprocess.run([RARITY, "preview", p, "--size", f"{COLUMNS}x{ROWS}", "--color", mode, "--timed", "30"],
                                capture_output=True, check=True).stderr.decode().split() for p in paths[:8]]
        fit, decode = (float(np.median([float(t[i]) for t in timed])) for i in (0, 1))
        print(f"preview-{mode}: fit {fit:.2f} ms, decoding {decode:.2f} ms", flush=True)
        for peer, command in peers.items():
            files = paths * 2
            theirs = (cpu(command + files) - cpu(command + files[:1])) / (len(files) - 1)
            print(f"ratio preview-{mode}-time-{peer} ours={fit + decode:.2f} peer={theirs:.2f} unit=ms ratio={theirs / (fit + decode):.2f}", flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, paths in frame_sets(sys.argv[1] if len(sys.argv) > 1 else None).items():
            stretched = []
            for i, path in enumerate(paths):
                stretched.append(os.path.join(folder, f"{name}{i}.png"))
                size = (COLUMNS * judge.CELL_WIDTH, ROWS * judge.CELL_HEIGHT)
                Image.open(path).convert("RGB").resize(size, Image.LANCZOS).save(stretched[-1])
            compare_fidelity(name, paths, stretched)
        compare_time(paths)


main()
