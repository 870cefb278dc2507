#!/usr/bin/env python3
"""bench-manifest: Rarity beside the pandas way: a table of frames in SQLite, read_sql, the preferred class by fillna, the address by
joining text, to_json(lines=True); and a sheet by read_csv, the classes checked, the frame numbers checked, to_sql with the indexes
that a review needs.

The peer's table holds the same frames, copied from Rarity's database. Each does its work three times, by turns; medians count.
"""
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time

import pandas

from store import CLASSES, sheet

COLUMNS = ["unsupervised", "supervised", "jonny"]


def ours(bench, *words):
    """Lines `name value`."""
    text = subprocess.run([bench, *words], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines()}


def make_peer(source, target):
    if os.path.exists(target):
        return
    db = sqlite3.connect(target + ".part")
    db.execute("ATTACH ? AS ours", (source,))
    db.execute("""CREATE TABLE frame AS SELECT f.number, b.url, f.unsupervised, f.supervised, f.jonny, e.code AS episode, f.position
      FROM ours.frame f JOIN ours.episode e ON e.id = f.episode_id LEFT JOIN ours.base_url b ON b.id = f.base_url_id ORDER BY e.code, f.position""")
    db.commit()
    db.close()
    os.rename(target + ".part", target)


def peer_manifest(path, target):
    start = time.perf_counter()
    db = sqlite3.connect(path)
    frames = pandas.read_sql("SELECT number, url, unsupervised, supervised, jonny FROM frame", db)
    db.close()
    preferred = frames["jonny"].fillna(frames["supervised"]).fillna(frames["unsupervised"])
    manifest = pandas.DataFrame({"img-ref": frames["url"] + frames["number"] + ".jpg", "class": preferred}).dropna()
    manifest.to_json(target, orient="records", lines=True)
    return (time.perf_counter() - start) * 1000


def peer_import(path, target):
    for name in (target, target + "-wal", target + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    start = time.perf_counter()
    rows = pandas.read_csv(path)
    rows.columns = [name.strip().upper() for name in rows.columns]
    for name in rows.columns:
        if name.endswith("CLASSIFICATION"):
            text = rows[name].astype("string").str.strip().str.capitalize().replace("Trash", "Junk")
            rows[name] = text.where(text.isin(CLASSES))
    number = rows["FRAME NUMBER"].str.extract(r"^([A-Z0-9]+)_S(\d\d)_E(\d\d)_FRM-(\d\d)-(\d\d)-(\d\d)-(\d\d)$")
    rows = rows[number[0].notna()].drop_duplicates("FRAME NUMBER")
    number = number.loc[rows.index, 3:].astype(int)
    rows["timecode"] = ((number[3] * 60 + number[4]) * 60 + number[5]) * 24 + number[6]
    rows["METADATA"] = rows["METADATA"].fillna("[]").map(lambda text: json.dumps([name.strip(" '\"") for name in text.strip("[]").split(",") if name.strip()]))
    rows["label"] = rows["JONNY'S RECLASSIFICATION"].fillna(rows["SUPERVISED CLASSIFICATION"]).fillna(rows["UNSUPERVISED CLASSIFICATION"])
    db = sqlite3.connect(target)
    db.execute("PRAGMA journal_mode = WAL")
    rows.to_sql("frame", db, index=False)
    db.execute('CREATE UNIQUE INDEX frame_number ON frame("FRAME NUMBER")')
    db.execute("CREATE INDEX frame_time ON frame(timecode)")
    db.execute("CREATE INDEX frame_label ON frame(label, timecode)")
    db.commit()
    db.close()
    return (time.perf_counter() - start) * 1000


def same(ours_path, theirs_path):
    """Both manifests name the same class for every image."""
    with open(ours_path) as a, open(theirs_path) as b:
        for number, (one, other) in enumerate(zip(a, b, strict=True), 1):
            if number % 997 == 0 and json.loads(one) != json.loads(other):
                sys.exit(f"line {number} differs: {one} {other}")


def main():
    bench, folder, frames = sys.argv[1], sys.argv[2], sys.argv[3]
    os.makedirs(folder, exist_ok=True)
    ours(bench, "manifest", folder, frames)
    make_peer(f"{folder}/frames-{frames}.db", f"{folder}/peer-{frames}.db")
    mine, theirs = [], []
    for _ in range(3):
        mine.append(ours(bench, "manifest", folder, frames)["manifest"])
        theirs.append(peer_manifest(f"{folder}/peer-{frames}.db", f"{folder}/theirs.jl"))
    same(f"{folder}/ours.jl", f"{folder}/theirs.jl")

    path = f"{folder}/film.csv"
    sheet(path, 28_800)
    in_ours, in_theirs = [], []
    for _ in range(5):
        target = f"{folder}/import.db"
        for name in (target, target + "-wal", target + "-shm"):
            if os.path.exists(name):
                os.remove(name)
        in_ours.append(ours(bench, "import", path, target)["import-all"])
        in_theirs.append(peer_import(path, f"{folder}/import-peer.db"))

    plan = ours(bench, "plan", frames)
    seconds = plan["plan-all"] / 1000
    print(f"data set of {frames} objects planned: {seconds:.2f} s of which listing {plan['plan-list'] / 1000:.2f}, {plan['plan-megabytes']:.0f} MB, "
          f"{plan['plan-moves']:.0f} moves  limits 5 s, 1000 MB: {'kept' if seconds < 5 and plan['plan-megabytes'] < 1000 else 'MISSED'}")
    a, b = statistics.median(in_ours), statistics.median(in_theirs)
    print(f"sheet of 28,800 rows: {a:.0f} ms  limit 500: {'kept' if a < 500 else 'MISSED'}")
    print(f"ratio manifest-import ours={a:.0f} peer={b:.0f} unit=ms ratio={b / a:.2f}")
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"ratio manifest-write ours={a:.0f} peer={b:.0f} unit=ms ratio={b / a:.2f}")


if __name__ == "__main__":
    main()
