// What Rarity put into data sets, so that nothing else is ever deleted there.

extension Schema {
    static let datasets = """
        CREATE TABLE dataset (
          id INTEGER PRIMARY KEY,
          place TEXT NOT NULL UNIQUE);            -- absolute folder, or address of a bucket's folder

        CREATE TABLE dataset_source (
          id INTEGER PRIMARY KEY,
          folder TEXT NOT NULL UNIQUE);           -- of images: s3://bucket/…/ or /…/

        -- Marks are size and ETag, or time of change, in 24 bytes: Ingest/Dataset/ObjectMark.swift.
        CREATE TABLE dataset_object (
          dataset_id INTEGER NOT NULL REFERENCES dataset(id),
          folder TEXT NOT NULL,                   -- train/Rare/
          name TEXT NOT NULL,                     -- of the image and of the object alike
          source_id INTEGER NOT NULL REFERENCES dataset_source(id),
          source_mark BLOB,                       -- of the image when it was taken; NULL: not known
          mark BLOB NOT NULL,
          PRIMARY KEY (dataset_id, folder, name)) WITHOUT ROWID;

        -- The journal: keys that the run at hand writes. After an interruption, what lies there is ours.
        CREATE TABLE dataset_intent (
          dataset_id INTEGER NOT NULL REFERENCES dataset(id),
          folder TEXT NOT NULL,
          name TEXT NOT NULL,
          source_id INTEGER NOT NULL REFERENCES dataset_source(id),
          source_mark BLOB,
          PRIMARY KEY (dataset_id, folder, name)) WITHOUT ROWID;
        """
}
