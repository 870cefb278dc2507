#!/usr/bin/env python3
"""bench-latency: from a key to the last byte of the answer.

  Benchmarks/latency.py RARITY RARITY-BENCH FOLDER [FRAMES[:idle|:training]…]

The app runs on a pty of 120x40 in true colour, on databases of 1,000, 100,000 and 1,000,000 frames, idle and while it embeds
and trains. `screen.c` follows what is written. An answer ends with the last byte after which a cell has changed, the
line of the running job apart; the silence that shows that it has ended is not counted. Where a job ends meanwhile, its new
predictions are painted too: those keys are listed apart, with the time until the header showed their answer.

`preview`: each key shows the next frame. `jump`: each key shows a frame that nothing was prepared for. `text`: frames without
pictures, `label`: a class is given there, until it is saved; `help`: it is opened and closed. The peer, `repaint.c`, is
bare ncurses: after each key of `preview` it repaints the very cells that stand on the app's screen. `held`: a key at 30 a
second; the picture of every frame must have been painted whole before the next, as it is seen at rest.
"""
import ctypes
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
STATUS = ROWS - 2               # the line in which a job shows its progress
PICTURED = 600                  # frames of the first episode that have pictures
KEYS, QUIET = 200, 0.1          # keys a measurement; silence that ends an answer, in seconds


def library(folder):
    screen = ctypes.CDLL(os.path.join(folder, "screen.so"))
    screen.screen_new.restype = screen.screen_cells.restype = screen.screen_changed.restype = ctypes.c_void_p
    screen.screen_cells.argtypes = screen.screen_changed.argtypes = [ctypes.c_void_p]
    screen.screen_feed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_int]
    screen.screen_difference.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    return screen


class Program:
    """A program on a pty, and the screen that it has painted."""

    def __init__(self, screen, command, folder, **environment):
        self.screen, self.folder = screen, folder
        self.trains, self.asked, self.busy = False, 0, 0
        self.ends = []          # of keys while a job ended: milliseconds to the header, and to the last change
        self.handle = screen.screen_new(COLUMNS, ROWS)
        self.changed = (ctypes.c_uint8 * ROWS).from_address(screen.screen_changed(self.handle))
        self.fd, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        plain = {name: value for name, value in os.environ.items() if name not in ("TMUX", "NO_COLOR", "TERMINFO")}
        plain.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8", RARITY_REVIEWER="Bench")
        plain.update(environment)
        self.process = subprocess.Popen(command, cwd=folder, env=plain, stdin=end, stdout=end, stderr=end, start_new_session=True)
        os.close(end)

    def cells(self):
        return ctypes.string_at(self.screen.screen_cells(self.handle), COLUMNS * ROWS * 12)

    def row(self, y):
        return "".join(chr(cell[0]) for cell in struct.iter_unpack("III", self.cells()[y * COLUMNS * 12:(y + 1) * COLUMNS * 12]))

    def part(self, wait):
        """What has come, or nothing after so many seconds."""
        if not select.select([self.fd], [], [], max(0, wait))[0]:
            return b""
        return os.read(self.fd, 1 << 18)

    def follow(self, data):
        """Whether something changed outside of the job's line."""
        ctypes.memset(self.changed, 0, ROWS)
        self.screen.screen_feed(self.handle, data, len(data), 0, 0)
        return any(self.changed[:STATUS]) or any(self.changed[STATUS + 1:])

    def key(self, key):
        """Milliseconds to the last byte of the answer, and bytes written since; `None` where a job ended meanwhile."""
        self.work()
        was_running = self.is_running()
        length, start = 0, time.perf_counter()
        last = header = start
        os.write(self.fd, key)
        while (left := last + QUIET - time.perf_counter()) > 0:
            data = self.part(left)
            now = time.perf_counter()
            length += len(data)
            if data and self.follow(data):
                last = now
                if self.changed[0] and header == start:
                    header = now
        if was_running and not self.is_running():
            self.ends.append(((header - start) * 1000, (last - start) * 1000))
            return None
        return (last - start) * 1000, length

    def is_running(self):
        """Whether a job shows its progress."""
        return self.trains and re.search(r"\d %|^ *training *$", self.row(STATUS)) is not None

    def work(self):
        """Where it should train and has nothing to do, it is told to embed all again."""
        if not self.trains:
            return
        self.asked += 1
        if self.is_running():
            self.busy += 1
            return
        shutil.rmtree(os.path.join(self.folder, ".rarity/embeddings"), ignore_errors=True)
        os.write(self.fd, b"T")
        self.rest(0.3)

    def rest(self, seconds=0.5):
        """Waits until nothing has changed for so long."""
        last = time.perf_counter()
        while (left := last + seconds - time.perf_counter()) > 0:
            data = self.part(left)
            if data and self.follow(data):
                last = time.perf_counter()

    def hold(self, key, count, rate):
        """Keys at a steady rate. Returns the screens just before each change of the header, the last one, and all bytes."""
        screens, length, start, sent, last = [], 0, time.perf_counter(), 0, time.perf_counter()
        while sent < count or time.perf_counter() - last < 0.3:
            now = time.perf_counter()
            if sent < count and now >= start + sent / rate:
                os.write(self.fd, key)
                sent += 1
                last = now
            data = self.part(start + sent / rate - now if sent < count else 0.05)
            length += len(data)
            while data:
                before = self.cells()
                ctypes.memset(self.changed, 0, ROWS)
                taken = self.screen.screen_feed(self.handle, data, len(data), 0, 1)
                if self.changed[0]:
                    screens.append(before)
                data = data[taken:]
        return screens + [self.cells()], length

    def close(self):
        try:
            os.write(self.fd, b"q")
            while os.read(self.fd, 1 << 18):
                pass
        except OSError:
            pass
        self.process.wait()
        os.close(self.fd)


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
    if not os.path.exists(os.path.join(project, "ready")):
        shutil.rmtree(project, ignore_errors=True)
        os.makedirs(os.path.join(project, "images/S01E01"))
        subprocess.run([bench, "store", project, str(frames), str(episodes)], check=True, stdout=subprocess.DEVNULL)
        os.rename(os.path.join(project, f"series-{frames}.db"), os.path.join(project, "review.db"))
        db = sqlite3.connect(os.path.join(project, "review.db"))
        db.execute("UPDATE episode SET image_folder = ? WHERE code = 'S01E01'", (os.path.join(os.path.abspath(project), "images/S01E01"),))
        # Without addresses nothing is fetched: training would wait for a network instead of working.
        db.execute("UPDATE frame SET base_url_id = NULL")
        numbers = [row[0] for row in db.execute(
            f"SELECT number FROM frame WHERE episode_id = (SELECT id FROM episode WHERE code = 'S01E01') ORDER BY position LIMIT {PICTURED}")]
        db.commit()
        db.close()
        for index, number in enumerate(numbers):
            os.symlink(os.path.abspath(images[index % len(images)]), os.path.join(project, f"images/S01E01/{number}.jpg"))
        open(os.path.join(project, "ready"), "w").close()
    return project


def direct_colour():
    """The terminal's description that the app brings, for the peer."""
    text = open("Sources/TUI/Terminal/DirectColour.swift").read()
    return re.search(r'directColourXterm = """\n(.*?)\n\s*"""', text, re.S).group(1).replace("\\\n", "").replace(" ", "").replace("\n", "")


def ninety_ninth(times):
    return sorted(times)[(len(times) * 99 + 99) // 100 - 1]     # nearest rank


def show(name, times, sizes, limit=None, least=None):
    p99 = ninety_ninth(times)
    kept = "" if limit is None else f"  limit {limit:.0f}: {'kept' if p99 < limit else 'MISSED'}"
    fewest = "" if least is None else f", {statistics.median(least) / 1024:.1f} KB are needed"
    print(f"{name:42} median {statistics.median(times):6.1f} ms  p99 {p99:6.1f} ms  {statistics.median(sizes) / 1024:6.1f} KB a repaint{fewest}{kept}", flush=True)
    return statistics.median(times), p99


def preview(app, peer, file, screen):
    """The next frame on the app, then its cells on the peer, by turns; and the bytes that each change needs."""
    ours, theirs, least = [], [], []
    while len(ours) < KEYS:
        before = app.cells()
        answer = app.key(b"j")
        if answer is None:
            continue
        ours.append(answer)
        after = app.cells()
        least.append(screen.screen_difference(before, after, COLUMNS, ROWS))
        file.write(after)
        file.flush()
        theirs.append(peer.key(b"j"))
    return ours, theirs, least


def answers(app, keys):
    """Times and bytes of these keys, those apart at which a job ended."""
    return zip(*[answer for answer in map(app.key, keys) if answer is not None])


def held(app, name):
    """Every frame's picture as it was painted while the key was held, beside what is seen at rest."""
    count = 60                  # as many as the app keeps pictures of, to go back over
    screens, length = app.hold(b"j", count, 30)
    area = slice(COLUMNS * 12, 26 * COLUMNS * 12)

    def picture(cells):
        return b"".join(cells[area][y * COLUMNS * 12:][:89 * 12] for y in range(25))

    def position(cells):
        text = "".join(chr(cell[0]) for cell in struct.iter_unpack("III", cells[:COLUMNS * 12]))
        found = re.search(r"([\d,]+)/", text)
        return found.group(1) if found else None

    painted = {position(cells): picture(cells) for cells in screens}
    whole, skipped, last = 0, 0, picture(app.cells()) == painted.get(position(app.cells()))
    end = position(app.cells())
    for _ in range(count):
        whole += painted.get(position(app.cells())) == picture(app.cells())
        skipped += position(app.cells()) not in painted
        app.key(b"k")
    app.key(b"j")
    print(f"{name:42} {whole} of {count} frames painted whole, {skipped} never seen, ends at {end}, the last one {'fresh' if last else 'STALE'}; {length / count / 1024:.1f} KB a key", flush=True)


def measure(rarity, bench, folder, frames, is_training, images, screen):
    project = make_project(bench, folder, frames, images)
    shutil.rmtree(os.path.join(project, ".rarity"), ignore_errors=True)
    state = "training" if is_training else "idle"
    name = f", {frames:,} frames, {state}"
    screens = os.path.join(folder, "screens")
    file = open(screens, "wb")
    app = Program(screen, [rarity, "review", "S01E01"], project)
    app.rest(1)
    app.trains = is_training
    peer = Program(screen, [os.path.join(folder, "repaint"), screens, str(COLUMNS), str(ROWS)], folder, TERM="rarity-xterm", TERMINFO=direct_colour())
    peer.rest(0.2)
    ours, theirs, least = preview(app, peer, file, screen)
    limit = max(33, 1.3 * ninety_ninth([time for time, _ in theirs]))
    median, p99 = show("preview" + name, *zip(*ours), limit=limit, least=least)
    their_median, their_p99 = show("  bare ncurses, the same cells", *zip(*theirs))
    peer.close()
    held(app, "held" + name)
    app.key(b"g")
    show("jump" + name, *answers(app, [b"l"] * 24 + [b"H"] * 24), limit=limit)
    app.key(b"G")
    app.rest()
    show("text" + name, *answers(app, [b"k"] * KEYS), limit=16)
    show("label" + name, *answers(app, [b"3"] * KEYS))
    show("help" + name, *answers(app, [b"?", b"?"] * (KEYS // 4)))
    if is_training:
        if app.ends:
            headers, lasts = zip(*app.ends)
            print(f"  at {len(headers)} keys a job ended: header after at most {max(headers):.1f} ms, the new predictions after at most {max(lasts):.0f} ms")
        print(f"  a job ran at {app.busy} of {app.asked} keys, last: {app.row(STATUS).strip()}", flush=True)
    app.close()
    return (f"ratio latency-preview-{frames}-{state} ours={median:.1f} peer={their_median:.1f} unit=ms ratio={their_median / median:.2f}"
            f"   p99 {p99:.1f} and {their_p99:.1f}")


def main():
    rarity, bench, folder = (os.path.abspath(word) for word in sys.argv[1:4])
    wanted = sys.argv[4:] or ["1000", "100000", "1000000"]
    images = make_film(rarity, folder)
    screen = library(folder)
    lines = []
    for word in wanted:
        frames, _, state = word.partition(":")
        for is_training in (False, True):
            if not state or (state == "training") == is_training:
                lines.append(measure(rarity, bench, folder, int(frames), is_training, images, screen))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
