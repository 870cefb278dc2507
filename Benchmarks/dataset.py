#!/usr/bin/env python3
"""check-dataset: a data set from bucket to bucket on a real S3 server that checks signatures: copied, again with no step, 300 changed
labels, a split, killed in the middle and run again; once more through a proxy that spoils a third of all exchanges; with boto3 comparing
what is there, byte by byte through ETags. Then the same as a folder, from fetched images, read by a training library where one is installed.

    Benchmarks/dataset.py RARITY FOLDER [OBJECTS]        (5000)
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import boto3

HERE = os.path.dirname(os.path.abspath(__file__))

CLASSES = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]
KEY, SECRET, PORT = "KEYOFCHECK", "secret of check", 18391


def stamp(index):
    return f"TT_S01_E01_FRM-{index // 86400:02}-{index // 1440 % 60:02}-{index // 24 % 60:02}-{index % 24:02}"


def main():
    rarity, folder, objects = os.path.abspath(sys.argv[1]), sys.argv[2], int((sys.argv[3:] or [5000])[0])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    os.chdir(folder)
    rclone = os.path.join(os.path.dirname(sys.executable), "rclone")
    server = subprocess.Popen([rclone, "serve", "s3", "--config", "/dev/null", "--addr", f"127.0.0.1:{PORT}", "--auth-key", f"{KEY},{SECRET}", ":memory:"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    environment = {**os.environ, "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{PORT}", "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET,
                   "AWS_REGION": "us-east-1", "AWS_CONFIG_FILE": os.path.abspath("none"), "AWS_SHARED_CREDENTIALS_FILE": os.path.abspath("none"), "no_proxy": "127.0.0.1"}
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{PORT}", aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1")

    def run(*words):
        start = time.perf_counter()
        out = subprocess.run([rarity, *words], env=environment, capture_output=True, text=True)
        if out.returncode:
            sys.exit(f"rarity {' '.join(words)}: {out.stderr}")
        return out.stdout, time.perf_counter() - start

    def dataset(*words, output="s3://sets/one"):
        text, seconds = run("dataset", "--output", output, "--json", "--quiet", *words)
        report = json.loads(text)
        counts = {name: report[name] for name in ("copies", "moves", "deletes", "unchanged", "failed")}
        print(f"{' '.join([output, *words]):55} {seconds:6.2f} s  {counts}", flush=True)
        return counts

    def listed(bucket, prefix):
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for one in page.get("Contents", []):
                yield one["Key"][len(prefix):], one["ETag"]

    def there(prefix="one/"):
        return [prefix + key for key, _ in listed("sets", prefix)]

    def same_bytes(prefix="one/"):
        source = dict(listed("frames", "tt/s01e01/"))
        return all(source.get(key.split("/")[-1], etag) == etag for key, etag in listed("sets", prefix))

    def expect(what, condition):
        if not condition:
            sys.exit(f"WRONG: {what}")

    try:
        for _ in range(100):
            try:
                client.create_bucket(Bucket="frames")
                break
            except Exception:
                time.sleep(0.1)
        client.create_bucket(Bucket="sets")
        # A real picture, told apart by a comment, so that training libraries can read it.
        run("--db", "drawn.db", "demo", "drawn", "--episodes", "1", "--frames", "1", "--size", "160x90", "--quiet")
        drawn = [os.path.join(folder, name) for folder, _, names in os.walk("drawn") for name in names if name.endswith(".jpg")]
        with open(drawn[0], "rb") as file:
            picture = file.read()
        with open("S01E01.csv", "w") as sheet:
            sheet.write("S3_BASE_URL,FRAME NUMBER,UNSUPERVISED CLASSIFICATION\n")
            for index in range(objects):
                client.put_object(Bucket="frames", Key=f"tt/s01e01/{stamp(index)}.jpg", Body=picture[:2] + b"\xff\xfe\x00\x06" + index.to_bytes(4, "big") + picture[2:])
                sheet.write(f"http://127.0.0.1:{PORT}/frames/tt/s01e01/,{stamp(index)},{CLASSES[index % 3]}\n")
        with open("episodes.json", "w") as file:
            json.dump([{"season": "S01", "episode": "E01", "spreadsheet_title": "T", "spreadsheet_url": "", "share_link": "", "manifest_file": "m.jl"}], file)
        run("import", "episodes.json", "--sheets", ".")

        expect("a dry run copies nothing", dataset("--dry-run")["copies"] == objects and not there())
        expect("everything is copied", dataset()["copies"] == objects)
        expected = {f"one/{CLASSES[i % 3]}/{stamp(i)}.jpg" for i in range(objects)}
        expect("boto3 lists what is expected", set(there()) == expected and len(there()) == objects)
        expect("again 0 steps", dataset() == {"copies": 0, "moves": 0, "deletes": 0, "unchanged": objects, "failed": 0})
        changed = random.Random(1).sample(range(objects), min(300, objects))
        run("label", *[stamp(i) for i in changed], "Legendary", "--as", "Ann")
        expect("300 labels are 300 moves", dataset() == {"copies": 0, "moves": len(changed), "deletes": 0, "unchanged": objects - len(changed), "failed": 0})
        expected = {f"one/{'Legendary' if i in set(changed) else CLASSES[i % 3]}/{stamp(i)}.jpg" for i in range(objects)}
        expect("boto3 lists what is expected", set(there()) == expected)

        client.put_object(Bucket="sets", Key="one/Rare/theirs.jpg", Body=b"theirs")
        for part in (0.1, 0.3, 0.5, 0.8):
            process = subprocess.Popen([rarity, "dataset", "--output", "s3://sets/one", "--split", "70/20/10", "--by", "frame", "--quiet"], env=environment,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and sum(key.count("/") == 3 for key in there()) < objects * part:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
            print(f"killed: {sum(key.count('/') == 3 for key in there())} of {objects} on their sides, {len(there())} objects in all", flush=True)
        expect("nothing failed", dataset("--split", "70/20/10", "--by", "frame")["failed"] == 0)
        keys = there()
        expect("each object once, and theirs", len(keys) == objects + 1 and len({key.split("/")[-1] for key in keys}) == objects + 1)
        expect("again 0 steps", dataset("--split", "70/20/10", "--by", "frame")["unchanged"] == objects)
        expect("the bytes are those of the images", same_bytes())

        proxy = subprocess.Popen([sys.executable, f"{HERE}/../Tests/Servers/fault_proxy.py", str(PORT), "--rate", "0.3"], stdout=subprocess.PIPE, text=True)
        try:
            port = proxy.stdout.readline().split()[1]
            # The sheet names the server itself, so its images are found only where the endpoint in use is the same: it is told the proxy's.
            with open("S01E01.csv") as sheet:
                text = sheet.read()
            with open("S01E01.csv", "w") as sheet:
                sheet.write(text.replace(f":{PORT}/", f":{port}/"))
            environment["AWS_ENDPOINT_URL_S3"] = f"http://127.0.0.1:{port}"
            run("import", "episodes.json", "--sheets", ".")
            expect("through the proxy everything is copied", dataset(output="s3://sets/two") == {"copies": objects, "moves": 0, "deletes": 0, "unchanged": 0, "failed": 0})
            expect("nothing is lost or doubled", {key[4:] for key in there("two/")} == {key[4:] for key in expected} and len(there("two/")) == objects)
            expect("the bytes are those of the images", same_bytes("two/"))
        finally:
            proxy.terminate()
            proxy.wait()
        with open("S01E01.csv", "w") as sheet:
            sheet.write(text)
        environment["AWS_ENDPOINT_URL_S3"] = f"http://127.0.0.1:{PORT}"
        run("import", "episodes.json", "--sheets", ".")
        _, seconds = run("fetch", "--quiet")
        print(f"{'fetch':55} {seconds:6.2f} s", flush=True)
        expect("the folder form has everything", dataset(output="set")["copies"] == objects)
        reader = next((python for python in (f"{HERE}/../.build/bench-train-venv/bin/python", sys.executable) if os.path.exists(python)
                       and any(subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode == 0 for name in ("keras", "torchvision"))), None)
        if reader:
            subprocess.run([reader, f"{HERE}/dataset_reads.py", "set"], check=True)
        else:
            print("no training library is installed (make bench-train installs them): the folder was not read by one")
        print("right")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
