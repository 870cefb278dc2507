#!/usr/bin/env python3
"""bench-manifest: Rarity beside the pandas way, each three to eleven times by turns in one run; medians count.

A manifest of a million frames. The peer reads a flat table of the same frames (copied from Rarity's database, so that it joins nothing), takes
the preferred class by fillna, makes the address by joining text, and writes to_json(lines=True). Rarity reads its own normalised tables.
Rarity's file is on the disk and replaces the earlier one in one step; the peer's is only written, not flushed, so it has less to do.

A sheet of 28,800 rows, one in 200 faulty, into review.db. Both begin with an empty file of Rarity's tables and end when the transaction is on
the disk (write-ahead log, synchronous=FULL). Both leave the same rows in frame, label, tally, base_url and episode, the same indexes, and the same
faulty rows reported; the run ends if they differ. The peer is written as one who knows pandas would: each different cell is read once,
to_sql with its fastest method, the indexes made when the tables are full, which suits it better than keeping them. It does less in
three things: it knows only a first import (Rarity compares with what is there and with decisions in the app), no odd spelling of
headers, and no triggers that count later changes. Rarity folds the log into the file after its commit, and
outside the clock; SQLite as the peer has it does so within.
"""
import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time

import numpy
import pandas

from store import CLASSES

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


def empty_review(source, target):
    """The peer's file: Rarity's own tables, empty, in a file that is there before the clock starts, as ours is. No triggers, since the peer
    counts by groupby; the indexes of its two big tables it makes when they are full, which is faster for it."""
    remove(target)
    db = sqlite3.connect(target)
    db.execute("PRAGMA journal_mode = WAL")
    later = []
    for sql, table, kind in sqlite3.connect(source).execute("""
            SELECT sql, tbl_name, type FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid"""):
        if kind == "index" and table in ("frame", "label"):
            later.append(sql)
        else:
            db.execute(sql)
    db.commit()
    return db, later


def remove(path):
    for name in (path, path + "-wal", path + "-shm"):
        if os.path.exists(name):
            os.remove(name)


def by_text(column, read):
    """Each different cell is read once."""
    return column.map({text: read(text) for text in column.unique()})


def filled(column):
    return by_text(column, lambda text: text.strip() != "")


def rarity(text):
    word = text.strip().capitalize()
    word = "Junk" if word == "Trash" else word
    return word if word in CLASSES else None


def subjects(text):
    return json.dumps([name.strip(" '\"") for name in text.strip().strip("[]").split(",") if name.strip(" '\"")], separators=(",", ":"), ensure_ascii=False)


def peer_import(path, db, indexes):
    """What Rarity's import does: the same frames, labels, counts and faulty rows in the same tables, on the disk."""
    start = time.perf_counter()
    rows = pandas.read_csv(path, dtype=str, keep_default_na=False)
    rows.columns = [name.strip().upper().replace("\u2019", "'") for name in rows.columns]
    rows["sheet_row"] = numpy.arange(2, len(rows) + 2)
    problems = []

    def report(faulty, column, action):
        problems.extend(zip(rows.loc[faulty, "sheet_row"], rows.loc[faulty, column], [action] * int(faulty.sum())))

    part = rows["FRAME NUMBER"].str.extract(r"^\s*([A-Z0-9]{1,16})_S(\d\d)_E(\d\d)_FRM-(\d\d)-([0-5]\d)-([0-5]\d)-([01]\d|2[0-3])\s*$")
    own = (part[1] == "01") & (part[2] == "01")
    report(~own, "FRAME NUMBER", "left out")
    rows, part = rows[own], part[own]
    again = rows["FRAME NUMBER"].duplicated()
    report(again, "FRAME NUMBER", "stands above already")
    rows, part = rows[~again], part[~again]
    clock = part[[3, 4, 5, 6]].astype(int)
    timecode = ((clock[3] * 60 + clock[4]) * 60 + clock[5]) * 24 + clock[6]
    classes = {}
    for name in ["UNSUPERVISED CLASSIFICATION", "SUPERVISED CLASSIFICATION", "JONNY'S RECLASSIFICATION"]:
        classes[name] = by_text(rows[name], rarity)
        report(classes[name].isna() & filled(rows[name]), name, "unknown class")
    url = by_text(rows["S3_BASE_URL"], lambda text: text.strip().rstrip("/") + "/" if text.strip() else None)
    report(url.isna(), "S3_BASE_URL", "no image")
    index = pandas.to_numeric(rows["ROW_INDEX"], errors="coerce")
    report(index.isna() & (rows["ROW_INDEX"] != ""), "ROW_INDEX", "no whole number")
    url_id, urls = pandas.factorize(url)
    unsupervised, supervised, jonny = classes.values()
    last, = db.execute("SELECT ifnull(max(id), 0) FROM frame").fetchone()
    frame = pandas.DataFrame({
        "id": numpy.arange(last + 1, last + 1 + len(rows)), "number": rows["FRAME NUMBER"], "episode_id": 1, "position": timecode.rank(method="first").astype(int) - 1,
        "series": part[0], "timecode": timecode, "sheet_row": rows["sheet_row"], "row_index": index, "base_url_id": url_id + 1,
        "unsupervised": unsupervised, "supervised": supervised, "jonny": jonny, "subjects": by_text(rows["METADATA"], subjects)})
    label = pandas.DataFrame({
        "frame_id": frame["id"], "episode_id": 1, "position": frame["position"], "class": jonny.fillna(supervised).fillna(unsupervised),
        "source": numpy.select([jonny.notna(), supervised.notna(), unsupervised.notna()], ["jonny", "supervised", "unsupervised"], None)})
    tally = label.fillna("").groupby(["class", "source"], as_index=False).size().rename(columns={"size": "frames"})
    tally = tally.assign(episode_id=1, predicted="", reviewed=0, contested=0, unsure=0, flagged=0)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("INSERT INTO episode (id, code, title, spreadsheet_url, share_link, manifest_file) VALUES (1, 'S01E01', 'Made', '', '', 'manifest.jl')")
    db.executemany("INSERT INTO base_url (url) VALUES (?)", [(text,) for text in urls])
    frame.to_sql("frame", db, index=False, if_exists="append")
    label.to_sql("label", db, index=False, if_exists="append")
    tally.to_sql("tally", db, index=False, if_exists="append")
    for sql in indexes:
        db.execute(sql)
    db.commit()
    return (time.perf_counter() - start) * 1000, problems


def sheet(path, rows):
    """A sheet of a whole film as Google exports it; one row in 200 has a fault."""
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["S3_BASE_URL", "ROW_INDEX", "FRAME NUMBER", "UNSUPERVISED CLASSIFICATION", "SUPERVISED CLASSIFICATION", "JONNY's RECLASSIFICATION", "METADATA"])
        for i in range(rows):
            row = ["https://s3.us-west-2.amazonaws.com/media.angel-nft.com/tuttle_twins/s01e01/default_eng/v1/frames/thumbnails/", i,
                   f"TT_S01_E01_FRM-{i // 86400:02}-{i // 1440 % 60:02}-{i // 24 % 60:02}-{i % 24:02}", CLASSES[i // 24 % 5],
                   CLASSES[i // 50 % 5] if i % 3 else "", "Rare" if i % 12 == 0 else "", "['Emily', 'Kitchen']" if i % 4 else "[Emily, Space Tunnel]"]
            if i % 200 == 199:
                fault = i // 200 % 6
                row[[2, 2, 3, 0, 1, 4][fault]] = ["TT_S01_E01_FRM-00-00-00-24", "TT_S01_E01_FRM-00-00-00-00", "Legendery", "", "x", " trash "][fault]
            out.writerow(row)


def same_review(ours, theirs):
    """Both files hold the same."""
    for what in ("""SELECT f.id, number, f.episode_id, f.position, series, timecode, sheet_row, row_index, url, unsupervised, supervised, jonny, subjects,
                      l.episode_id, l.position, class, source, reviewed, contested, unsure, flagged, predicted
                    FROM frame f LEFT JOIN base_url b ON b.id = base_url_id JOIN label l ON frame_id = f.id ORDER BY number""",
                 "SELECT * FROM tally WHERE frames > 0 ORDER BY 1, 2, 3", "SELECT type, name, tbl_name FROM sqlite_master WHERE type = 'index' ORDER BY name"):
        a, b = (sqlite3.connect(path).execute(what).fetchall() for path in (ours, theirs))
        if a != b:
            sys.exit(f"the databases differ: {[pair for pair in zip(a, b) if pair[0] != pair[1]][:2] or (len(a), len(b))}")


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

    path, target, other = (f"{folder}/{name}" for name in ("film.csv", "import.db", "import-peer.db"))
    sheet(path, 28_800)
    in_ours, in_theirs = [], []
    for _ in range(11):
        remove(target)
        figures = ours(bench, "import", path, target)
        in_ours.append(figures["import-all"])
        db, indexes = empty_review(target, other)
        milliseconds, problems = peer_import(path, db, indexes)
        db.close()
        in_theirs.append(milliseconds)
        if figures["import-problems"] != len(problems):
            sys.exit(f"faulty rows: {figures['import-problems']:.0f} and {len(problems)}")
        same_review(target, other)

    plan = ours(bench, "plan", frames)
    seconds = plan["plan-all"] / 1000
    print(f"data set of {frames} objects planned: {seconds:.2f} s of which listing {plan['plan-list'] / 1000:.2f}, {plan['plan-megabytes']:.0f} MB, "
          f"{plan['plan-moves']:.0f} moves  limits 5 s, 1000 MB: {'kept' if seconds < 5 and plan['plan-megabytes'] < 1000 else 'MISSED'}")
    print("import ms, by turns: " + ", ".join(f"{a:.0f}/{b:.0f}" for a, b in zip(in_ours, in_theirs)))
    print("manifest ms, by turns: " + ", ".join(f"{a:.0f}/{b:.0f}" for a, b in zip(mine, theirs)))
    a, b = statistics.median(in_ours), statistics.median(in_theirs)
    print(f"sheet of 28,800 rows: {a:.0f} ms, {len(problems)} faulty ones reported  limit 500: {'kept' if a < 500 else 'MISSED'}")
    print(f"ratio manifest-import ours={a:.0f} peer={b:.0f} unit=ms ratio={b / a:.2f}")
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"ratio manifest-write ours={a:.0f} peer={b:.0f} unit=ms ratio={b / a:.2f}")


if __name__ == "__main__":
    main()
