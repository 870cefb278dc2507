#!/usr/bin/env python3
"""bench-store: Rarity's store beside the script that people write first: Python's sqlite3, one table of tasks with an index on
the episode, scores computed in the query, the next task by ORDER BY … LIMIT 1, every answer committed and flushed.

The peer reads the same frames, labels and predictions, copied from the same database, in the same run.
"""
import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time

CLASSES = ["Junk", "Common", "Uncommon", "Rare", "Legendary"]


def ours(bench, *words):
    """Lines `name median p99` of a run, in milliseconds."""
    text = subprocess.run([bench, *words], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: [float(n) for n in line.split()[1:]] for line in text.splitlines()}


def median_p99(body, times):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        body()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[min(len(taken) - 1, len(taken) * 99 // 100)]


def make_peer(source, target):
    """One table, as such a script has it: what is imported, what is labelled, what is predicted."""
    if os.path.exists(target):
        return
    part = target + ".part"
    if os.path.exists(part):
        os.remove(part)
    db = sqlite3.connect(part)
    db.execute("ATTACH ? AS ours", (source,))
    db.execute("""CREATE TABLE task AS SELECT f.id, e.code AS episode, f.number, f.position, l.class AS label, l.predicted,
      l.reviewed, l.contested, l.flagged, p.p_junk, p.p_common, p.p_uncommon, p.p_rare, p.p_legendary
      FROM ours.frame f JOIN ours.episode e ON e.id = f.episode_id JOIN ours.label l ON l.frame_id = f.id
      JOIN ours.prediction p ON p.frame_id = f.id""")
    db.execute("CREATE UNIQUE INDEX task_id ON task(id)")
    db.execute("CREATE INDEX task_episode ON task(episode)")
    db.execute("CREATE TABLE annotation (id INTEGER PRIMARY KEY, task INTEGER, class TEXT, reviewer TEXT, at REAL)")
    db.commit()
    db.close()
    os.rename(part, target)


MARGIN = """max(p_junk, p_common, p_uncommon, p_rare, p_legendary)"""
NEXT = {
    "in-order": "reviewed = 0 ORDER BY position",
    "disagreements": "reviewed = 0 AND label <> predicted ORDER BY position",
    "contested": "contested = 1 ORDER BY position",
    "flagged": "flagged = 1 ORDER BY position",
    "uncertain": f"reviewed = 0 ORDER BY {MARGIN}",
    "high-price": f"reviewed = 0 AND label <> predicted AND (label IN ('Rare', 'Legendary') OR predicted IN ('Rare', 'Legendary')) ORDER BY {MARGIN} DESC",
}


def peer(path, episodes):
    out = {}
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    for name, condition in NEXT.items():
        def body(sql=f"SELECT * FROM task WHERE episode = ? AND {condition} LIMIT 1"):
            db.execute(sql, (random.choice(episodes),)).fetchall()
        out["next-" + name] = median_p99(body, 60)

    def page():
        db.execute(f"SELECT * FROM task WHERE episode = ? AND label = 'Rare' AND {MARGIN} < 0.6 AND reviewed = 0 ORDER BY position LIMIT 50",
                   (random.choice(episodes),)).fetchall()
    out["filter-page"] = median_p99(page, 60)
    ids = [row[0] for row in db.execute("SELECT id FROM task WHERE episode = ?", (episodes[0],))]

    def decide():
        task = random.choice(ids)
        db.execute("INSERT INTO annotation (task, class, reviewer, at) VALUES (?, 'Rare', 'Ann', ?)", (task, time.time()))
        db.execute("UPDATE task SET label = 'Rare', reviewed = 1 WHERE id = ?", (task,))
        db.commit()
    out["decide"] = median_p99(decide, 300)
    db.close()

    def opened():
        db = sqlite3.connect(path)
        db.execute("SELECT episode, count(*), sum(reviewed), sum(label <> predicted) FROM task GROUP BY episode").fetchall()
        db.execute("SELECT * FROM task WHERE episode = ? ORDER BY position", (random.choice(episodes),)).fetchall()
        db.close()
    out["open"] = median_p99(opened, 5)
    return out


def sheet(path, rows):
    """A sheet of a whole film, as Google exports it."""
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["FRAME NUMBER", "S3_BASE_URL", "ROW_INDEX", "UNSUPERVISED CLASSIFICATION", "SUPERVISED CLASSIFICATION", "JONNY's RECLASSIFICATION", "METADATA"])
        for i in range(rows):
            frame = i * 1
            stamp = f"{frame // 24 // 3600:02}-{frame // 24 // 60 % 60:02}-{frame // 24 % 60:02}-{frame % 24:02}"
            out.writerow([f"TT_S01_E01_FRM-{stamp}", "https://s3.us-west-2.amazonaws.com/media.angel-nft.com/tuttle_twins/s01e01/default_eng/v1/frames/thumbnails/",
                          i, CLASSES[i // 24 % 5], CLASSES[i // 50 % 5] if i % 3 else "", "Rare" if i % 12 == 0 else "", "['Emily', 'Kitchen']" if i % 4 else ""])


def peer_import(path, target):
    if os.path.exists(target):
        os.remove(target)
    start = time.perf_counter()
    db = sqlite3.connect(target)
    db.execute("CREATE TABLE task (id INTEGER PRIMARY KEY, number TEXT UNIQUE, url TEXT, row INTEGER, unsupervised TEXT, supervised TEXT, jonny TEXT, metadata TEXT)")
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        db.executemany("INSERT INTO task (number, url, row, unsupervised, supervised, jonny, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.commit()
    return (time.perf_counter() - start) * 1000


def main():
    bench, folder, frames, decisions = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]
    os.makedirs(folder, exist_ok=True)
    random.seed(3)
    mine = ours(bench, "store", folder, frames, "35")
    database = f"{folder}/series-{frames}.db"
    make_peer(database, f"{folder}/peer-{frames}.db")
    db = sqlite3.connect(database)
    episodes = [row[0] for row in db.execute("SELECT code FROM episode ORDER BY code")]
    db.close()
    theirs = peer(f"{folder}/peer-{frames}.db", episodes)
    print(f"{frames} frames, 35 episodes; ms")
    for name, (median, p99) in mine.items():
        limit = 300 if name == "open" else 50 if name.startswith("filter") else 10 if name == "decide" else 5
        print(f"{name:28} median {median:9.3f}  p99 {p99:9.3f}" + ("" if name == "status" else f"  limit {limit}: {'kept' if p99 < limit else 'MISSED'}"))
    sheet_path = f"{folder}/sheet.csv"
    sheet(sheet_path, 28_800)
    runs = []
    for turn in range(3):
        for suffix in ["", "-wal", "-shm"]:
            if os.path.exists(f"{folder}/import.db{suffix}"):
                os.remove(f"{folder}/import.db{suffix}")
        own = ours(bench, "import", sheet_path, f"{folder}/import.db")
        runs.append((own["import-all"][0], peer_import(sheet_path, f"{folder}/import-peer.db")))
    whole, plain = sorted(runs)[1]
    print(f"import of 28,800 rows: {whole:.0f} ms  limit 500: {'kept' if whole < 500 else 'MISSED'}")
    print(subprocess.run([bench, "day", folder, decisions], check=True, capture_output=True, text=True).stdout, end="")
    for name, (median, p99) in theirs.items():
        own = mine[name if name in mine else "next-" + name]
        print(f"ratio store-{name} ours={own[0]:.3f} peer={median:.3f} unit=ms ratio={median / own[0]:.2f}   p99 {own[1]:.3f} and {p99:.3f}")
    print(f"ratio store-import ours={whole:.0f} peer={plain:.0f} unit=ms ratio={plain / whole:.2f}")


if __name__ == "__main__":
    if not shutil.which("python3"):
        sys.exit("bench-store needs python3")
    main()
