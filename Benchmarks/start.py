#!/usr/bin/env python3
"""Time from the start of the process to the first whole screen, beside chafa showing the same frame.

  Benchmarks/start.py RARITY PROJECT      PROJECT: a folder with a trained review.db

Ours ends with the byte after which nothing comes for 300 ms: the screen is whole, picture and all. Chafa only
converts one picture. Medians of alternating runs.
"""
import fcntl
import glob
import os
import pty
import select
import statistics
import struct
import sys
import termios
import time

RUNS, COLUMNS, ROWS = 15, 120, 40


def first_screen(command, folder, keys=b"q"):
    """Milliseconds until the last byte of the first burst."""
    start = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        os.environ.pop("TMUX", None)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    last = start
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        if not ready:
            break
        try:
            if not os.read(terminal, 1 << 16):
                break
        except OSError:
            break
        last = time.monotonic()
    try:
        os.write(terminal, keys)
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return (last - start) * 1000


def main():
    rarity, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    frame = sorted(glob.glob(os.path.join(os.path.abspath(folder), "episodes/demo/S01E01/*.jpg")))[40]
    ours, peer = [], []
    for _ in range(RUNS):
        ours.append(first_screen([rarity, "review"], folder))
        peer.append(first_screen(["chafa", "--symbols", "block", "-w", "9", "-s", "90x25", frame], folder))
    a, b = statistics.median(ours), statistics.median(peer)
    spread = sorted(y / x for x, y in zip(ours, peer))
    print(f"first screen: median {a:.0f} ms, worst {max(ours):.0f} ms (goal: 150)")
    print(f"ratio start-vs-chafa ours={a:.1f} peer={b:.1f} unit=ms ratio={b / a:.2f} spread=[{spread[0]:.2f},{spread[-1]:.2f}]")


main()
