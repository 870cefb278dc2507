#!/usr/bin/env python3
"""bench-latency: from a key to the last byte of the answer.

  Benchmarks/latency.py RARITY RARITY-BENCH FOLDER [FRAMES…]

The app runs on a pty of 120x40 in true colour, on databases of 1,000, 100,000 and 1,000,000 frames, idle and while it embeds
and trains. `text`: the episode at hand has no pictures. `preview`: every key shows another frame of the drawn film.
The peer repaints the very cells of those previews with bare ncurses, at the same keys, in the same run.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import termios
import time

COLUMNS, ROWS = 120, 40
PICTURE = (90, 29)              # of the preview in the wide layout, for the peer
KEYS, QUIET = 80, 0.06          # keys a measurement; silence that ends an answer, in seconds


class Screen:
    """A program on a pty."""

    def __init__(self, command, folder, **environment):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            for name in ("TMUX", "NO_COLOR"):
                os.environ.pop(name, None)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8", RARITY_REVIEWER="Bench", **environment)
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, quiet, longest=10.0):
        """Bytes until nothing came for so long: (bytes, time of the first, of the last)."""
        data, first, last, start = b"", None, None, time.perf_counter()
        while time.perf_counter() - start < longest:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                break
            try:
                part = os.read(self.fd, 1 << 18)
            except OSError:
                break
            if not part:
                break
            last = time.perf_counter()
            first = first or last
            data += part
        return data, first, last

    def key(self, key):
        """Milliseconds to the last byte of the answer, and its length."""
        start = time.perf_counter()
        os.write(self.fd, key)
        data, _, last = self.read(QUIET)
        return ((last or start) - start) * 1000, len(data)

    def hold(self, key, count, rate):
        """Keys at a steady rate. Returns all bytes, read as they come."""
        data, start = b"", time.perf_counter()
        for turn in range(count):
            while (left := start + turn / rate - time.perf_counter()) > 0:
                if select.select([self.fd], [], [], left)[0]:
                    data += os.read(self.fd, 1 << 18)
            os.write(self.fd, key)
        return data + self.read(0.3)[0]

    def close(self):
        try:
            os.write(self.fd, b"q")
            while os.read(self.fd, 1 << 18):
                pass
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def sgr_cells(text):
    """Cells of `rarity preview`: rows of (character, foreground, background)."""
    foreground = background = 0
    rows = []
    for line in text.split("\n")[:-1]:
        row = []
        for sgr, character in re.findall(r"\x1b\[([0-9;]*)m|(.)", line):
            if character:
                row.append((ord(character), foreground, background))
                continue
            numbers = [int(n or 0) for n in sgr.split(";")]
            while numbers:
                if numbers[0] in (38, 48) and len(numbers) >= 5:
                    colour = numbers[2] << 16 | numbers[3] << 8 | numbers[4]
                    foreground, background = (colour, background) if numbers[0] == 38 else (foreground, colour)
                    numbers = numbers[5:]
                else:
                    numbers = numbers[1:]
        rows.append(row)
    return rows


def make_film(rarity, folder):
    """Drawn frames, to be looked at under other names."""
    film = os.path.join(folder, "film")
    if not os.path.exists(os.path.join(film, "review.db")):
        os.makedirs(film, exist_ok=True)
        subprocess.run([rarity, "demo", "--episodes", "2", "--frames", "300", "--quiet"], cwd=film, check=True)
    images = os.path.join(film, "episodes/demo/S01E01")
    return sorted(os.path.join(images, name) for name in os.listdir(images) if name.endswith(".jpg"))


def make_project(bench, folder, frames, images):
    """A made database in a folder of its own; the first frames of its first episode have pictures."""
    project = os.path.join(folder, f"project-{frames}")
    episodes = {1_000: 1, 100_000: 4}.get(frames, 35)
    if not os.path.exists(os.path.join(project, "made")):
        shutil.rmtree(project, ignore_errors=True)
        os.makedirs(os.path.join(project, "images/S01E01"))
        subprocess.run([bench, "store", project, str(frames), str(episodes)], check=True, stdout=subprocess.DEVNULL)
        os.rename(os.path.join(project, f"series-{frames}.db"), os.path.join(project, "review.db"))
        db = sqlite3.connect(os.path.join(project, "review.db"))
        db.execute("UPDATE episode SET image_folder = ? WHERE code = 'S01E01'", (os.path.join(os.path.abspath(project), "images/S01E01"),))
        numbers = [row[0] for row in db.execute(
            "SELECT number FROM frame WHERE episode_id = (SELECT id FROM episode WHERE code = 'S01E01') ORDER BY position LIMIT 900")]
        db.commit()
        db.close()
        for index, number in enumerate(numbers):
            os.symlink(os.path.abspath(images[index % len(images)]), os.path.join(project, f"images/S01E01/{number}.jpg"))
        open(os.path.join(project, "made"), "w").close()
    return project


def show(name, times, sizes, limit=None):
    times = sorted(times)
    p99 = times[min(len(times) - 1, len(times) * 99 // 100)]
    kept = "" if limit is None else f"  limit {limit:.0f}: {'kept' if p99 < limit else 'MISSED'}"
    print(f"{name:38} median {statistics.median(times):7.1f} ms  p99 {p99:7.1f} ms  {statistics.median(sizes) / 1024:7.1f} KB a repaint{kept}", flush=True)
    return statistics.median(times), p99


def alternate(app, peer, keys):
    """Keys to both in turn."""
    ours, theirs = [], []
    for _ in range(keys):
        ours.append(app.key(b"j"))
        if peer:
            theirs.append(peer.key(b"j"))
    return ours, theirs


def main():
    rarity, bench, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
    counts = [int(word) for word in sys.argv[4:]] or [1_000, 100_000, 1_000_000]
    images = make_film(rarity, folder)
    screens = os.path.join(folder, "screens")
    with open(screens, "wb") as file:
        for image in images[:KEYS]:
            text = subprocess.run([rarity, "preview", image, "--size", f"{PICTURE[0]}x{PICTURE[1]}", "--color", "truecolor"],
                                  check=True, capture_output=True, text=True).stdout
            for row in sgr_cells(text):
                file.write(b"".join(struct.pack("III", *cell) for cell in row))
    lines = []
    for frames in counts:
        project = make_project(bench, folder, frames, images)
        shutil.rmtree(os.path.join(project, ".rarity"), ignore_errors=True)
        for is_training in (False, True):
            state = "while training" if is_training else "idle"
            app = Screen([rarity, "review", "S01E01"], project)
            app.read(1.0)
            if is_training:
                os.write(app.fd, b"T")
                app.read(0.3, 1.0)
            peer = Screen([os.path.join(folder, "repaint"), screens, str(PICTURE[0]), str(PICTURE[1])], folder)
            peer.read(0.3)
            ours, theirs = alternate(app, peer, KEYS)
            median, p99 = show(f"preview, {frames:,} frames, {state}", *zip(*ours), limit=max(33, 1.3 * sorted(t for t, _ in theirs)[len(theirs) * 99 // 100]))
            their_median, their_p99 = show("  bare ncurses, the same cells", *zip(*theirs))
            lines.append(f"ratio latency-preview-{frames}-{state.replace(' ', '-')} ours={median:.1f} peer={their_median:.1f} unit=ms ratio={their_median / median:.2f}   p99 {p99:.1f} and {their_p99:.1f}")
            peer.close()
            held = app.hold(b"j", 60, 30)
            end = re.findall(r"S01E01", held.decode("utf-8", "replace"))
            print(f"  j held at 30 keys a second: {len(held) / 60 / 1024:.1f} KB a key, {len(end)} whole headers", flush=True)
            # Frames without pictures lie behind the first 900.
            os.write(app.fd, b"G")
            app.read(0.5)
            show(f"text, {frames:,} frames, {state}", *zip(*[app.key(b"k") for _ in range(KEYS)]), limit=16)
            app.close()
    print("\n".join(lines))


main()
