#!/usr/bin/env python3
"""bench-s3: copies inside one S3 server that keeps its objects in memory (rclone), by Rarity, by `aws s3 cp --recursive`, and
by s5cmd with 16, 32 and 256 workers, of which the best counts. By turns, in one run, each into a bucket of its own; the best round of each counts.
The server works on the same cores, so what a client leaves it decides: the client's own processor time is told as well.

rclone would look through all names of a folder at every new object, for one that is spelt alike in another Unicode form, and lets nobody else
into the folder meanwhile: with thousands of objects that takes longer than the copy, which no S3 does, and a core stands idle whoever asks. It
is told not to, for all clients alike.

    s3.py RARITY_BENCH OBJECTS [ROUNDS]
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

KEY, SECRET, SIZE = "BENCHKEY", "bench secret", 2_000
bench, objects = sys.argv[1], int(sys.argv[2])
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
here = os.path.dirname(sys.executable)

server = subprocess.Popen([here + "/rclone", "serve", "s3", "--config", "/dev/null", "--addr", "127.0.0.1:0", "--auth-key", f"{KEY},{SECRET}",
                           "--no-unicode-normalization", ":memory:"],
                          stderr=subprocess.PIPE, text=True)
port = next(match[1] for match in (re.search(r"127\.0\.0\.1:(\d+)", line) for line in server.stderr) if match)
endpoint = f"http://127.0.0.1:{port}"
environment = {**os.environ, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
               "AWS_ENDPOINT_URL_S3": endpoint, "AWS_ENDPOINT_URL": endpoint, "S3_ENDPOINT_URL": endpoint, "AWS_CONFIG_FILE": "/dev/null",
               "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
s5cmd = [here + "/s5cmd", "--log", "error"]


def run(*words):
    """Seconds, and seconds of processor time of the client."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{words[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def count(bucket):
    listed = subprocess.run([s5cmd[0], "ls", f"s3://{bucket}/set/*"], env=environment, capture_output=True, text=True).stdout
    return len(listed.splitlines())


try:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(objects):
            with open(f"{folder}/TT_S01_E01_FRM-{number:08d}.jpg", "wb") as file:
                file.write(os.urandom(SIZE))
        run(*s5cmd, "mb", "s3://film")
        run(*s5cmd, "cp", folder + "/", "s3://film/src/")
    best, processor = {}, {}
    for number in range(rounds):
        ways = {"ours": [bench, "s3-copy", "s3://film/src/", "s3://{}/set/"]}
        for workers in (16, 32, 256):
            ways[f"s5cmd-{workers}"] = [*s5cmd, "--numworkers", str(workers), "cp", "s3://film/src/*", "s3://{}/set/"]
        if number < 2:
            ways["aws"] = [here + "/aws", "s3", "cp", "--recursive", "--only-show-errors", "s3://film/src/", "s3://{}/set/"]
        for name, words in ways.items():
            # A bucket each: s5cmd's rm waits for ever where this server's listing changes under it.
            bucket = f"{name}-{number}"
            run(*s5cmd, "mb", f"s3://{bucket}")
            seconds, own = run(*[word.format(bucket) for word in words])
            there = count(bucket)
            if there != objects:
                sys.exit(f"{name} copied {there} of {objects}")
            rate = objects / seconds
            print(f"{bucket:12} {rate:7.0f} copies/s, client {own / objects * 1e6:5.0f} µs of processor a copy", flush=True)
            if rate > best.get(name, 0):
                best[name], processor[name] = rate, own / objects * 1e6
    peer = max(rate for name, rate in best.items() if name.startswith("s5cmd"))
    print(f"ratio s3-copy-vs-aws ours={best['ours']:.0f} peer={best['aws']:.0f} unit=copies/s ratio={best['ours'] / best['aws']:.2f}")
    print(f"ratio s3-copy-vs-s5cmd ours={best['ours']:.0f} peer={peer:.0f} unit=copies/s ratio={best['ours'] / peer:.2f}")
    leanest = min(value for name, value in processor.items() if name.startswith("s5cmd"))
    print(f"ratio s3-client-cpu-vs-s5cmd ours={processor['ours']:.0f} peer={leanest:.0f} unit=µs ratio={leanest / processor['ours']:.2f}")
finally:
    server.terminate()
