// The schema as history: plain SQL, one step a migration, never edited once released.
// `event` is sacred; `batch`, `opinion`, `label` and `tally` are concluded and can be made again.

import GRDB

struct Schema: Sendable {
    /// One migration; steps are numbered from 1 by their place.
    struct Step: Sendable {
        let name: String
        let sql: String
    }

    let steps: [Step]

    /// What this program knows.
    static let current = Schema(steps: [
        Step(name: "1 frames, events, labels, predictions", sql: first),
        Step(name: "2 shots by hand, what a model has seen", sql: shotsByHand),
        Step(name: "3 queues, audit, leases", sql: queues),
        Step(name: "4 tuning rounds", sql: tuning),
        Step(name: "5 held-out classes, drafts of models", sql: heldOut),
        Step(name: "6 what was pushed to sheets", sql: sheetPush),
        Step(name: "7 data sets", sql: datasets),
        Step(name: "8 frames that came after the shots", sql: laterFrames),
        Step(name: "9 an index that costs less to keep", sql: trainingIndex),
    ])

    /// "Rari": tells review.db from the database of another program.
    static let applicationID: Int32 = 0x5261_7269

    /// `PRAGMA user_version` of a file with all steps.
    var version: Int { steps.count }

    var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (index, step) in steps.enumerated() {
            migrator.registerMigration(step.name) { db in
                try db.execute(sql: step.sql)
                try db.execute(sql: "PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = \(index + 1)")
            }
        }
        return migrator
    }

    private static let first = """
        -- Imported facts ----------------------------------------------------------------
        CREATE TABLE episode (
          id INTEGER PRIMARY KEY,
          code TEXT NOT NULL UNIQUE,              -- S01E03
          title TEXT NOT NULL,
          spreadsheet_url TEXT NOT NULL,
          share_link TEXT NOT NULL,
          manifest_file TEXT NOT NULL,            -- relative to the working directory
          image_folder TEXT);                     -- where <frame number>.jpg lies, if it does

        CREATE TABLE base_url (
          id INTEGER PRIMARY KEY,
          url TEXT NOT NULL UNIQUE);

        CREATE TABLE frame (
          id INTEGER PRIMARY KEY,
          number TEXT NOT NULL UNIQUE,            -- TT_S01_E01_FRM-00-00-08-12
          episode_id INTEGER NOT NULL REFERENCES episode(id),
          position INTEGER NOT NULL,              -- from 0 in the order of the timecodes
          series TEXT NOT NULL,
          timecode INTEGER NOT NULL,              -- frames since the start, 24 a second
          sheet_row INTEGER,                      -- as Google shows it; NULL: no longer in the sheet
          row_index INTEGER,
          base_url_id INTEGER REFERENCES base_url(id),
          unsupervised TEXT, supervised TEXT, jonny TEXT,   -- class names
          subjects TEXT NOT NULL DEFAULT '[]');   -- JSON list
        CREATE INDEX frame_episode ON frame(episode_id, position);

        -- What people decided: append-only --------------------------------------------------
        CREATE TABLE event (
          id INTEGER PRIMARY KEY,
          uuid TEXT NOT NULL UNIQUE,
          batch TEXT NOT NULL,                    -- one key or command; undone as one
          kind TEXT NOT NULL,                     -- label accept unsure flag unflag note undo redo
          reviewer TEXT NOT NULL,
          at_ms INTEGER NOT NULL,                 -- UTC; greater than of every earlier batch in this file
          frame TEXT,                             -- frame number; NULL for undo and redo
          class TEXT,                             -- class name
          note TEXT,
          propagated INTEGER NOT NULL DEFAULT 0,
          shown_label TEXT, shown_prediction TEXT, shown_model TEXT,
          blind INTEGER NOT NULL DEFAULT 0,
          target TEXT);                           -- the batch that an undo or redo is about
        CREATE INDEX event_frame ON event(frame, at_ms);
        CREATE INDEX event_batch ON event(batch);
        CREATE INDEX event_time ON event(at_ms);
        CREATE TRIGGER event_no_update BEFORE UPDATE ON event
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER event_no_delete BEFORE DELETE ON event
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        CREATE TRIGGER event_no_replace BEFORE INSERT ON event   -- REPLACE deletes without asking the trigger above
          WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id) OR EXISTS (SELECT 1 FROM event WHERE uuid = new.uuid)
          BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;

        -- Concluded from both ------------------------------------------------------------------
        CREATE TABLE batch (
          id TEXT PRIMARY KEY,
          reviewer TEXT NOT NULL,                 -- folded: trimmed, lower case
          at_ms INTEGER NOT NULL,
          undone INTEGER NOT NULL DEFAULT 0,
          redo_ms INTEGER) WITHOUT ROWID;         -- time of the undo while it can be redone
        CREATE INDEX batch_undo ON batch(reviewer, at_ms) WHERE undone = 0;
        CREATE INDEX batch_redo ON batch(reviewer, redo_ms) WHERE redo_ms IS NOT NULL;

        CREATE TABLE opinion (
          frame_id INTEGER NOT NULL REFERENCES frame(id),
          reviewer TEXT NOT NULL,                 -- folded
          name TEXT NOT NULL,                     -- as typed
          class TEXT,                             -- NULL: unsure
          propagated INTEGER NOT NULL,
          at_ms INTEGER NOT NULL,
          PRIMARY KEY (frame_id, reviewer)) WITHOUT ROWID;
        CREATE INDEX opinion_reviewer ON opinion(reviewer, frame_id);

        CREATE TABLE label (
          frame_id INTEGER PRIMARY KEY REFERENCES frame(id),
          episode_id INTEGER NOT NULL,            -- with position: copies, so that a queue is one index
          position INTEGER NOT NULL,
          class TEXT, source TEXT,                -- both or neither
          propagated INTEGER NOT NULL DEFAULT 0,
          contested INTEGER NOT NULL DEFAULT 0,
          reviewed INTEGER NOT NULL DEFAULT 0,
          unsure INTEGER NOT NULL DEFAULT 0,
          flagged INTEGER NOT NULL DEFAULT 0,
          note TEXT,
          predicted TEXT,                         -- most probable class by the current model
          disagrees INTEGER GENERATED ALWAYS AS (class IS NOT NULL AND predicted IS NOT NULL AND class <> predicted) VIRTUAL);
        CREATE INDEX label_disagrees ON label(episode_id, position) WHERE disagrees = 1;
        CREATE INDEX label_unreviewed ON label(episode_id, position) WHERE reviewed = 0;
        CREATE INDEX label_contested ON label(episode_id, position) WHERE contested = 1;
        CREATE INDEX label_unsure ON label(episode_id, position) WHERE unsure = 1;
        CREATE INDEX label_flagged ON label(episode_id, position) WHERE flagged = 1;
        CREATE INDEX label_training ON label(episode_id, position)
          WHERE source IN ('jonny', 'reviewer', 'supervised') AND contested = 0;

        -- How many frames are in which state, kept by triggers: counts and the confusion matrix
        -- of an episode are a few rows, however many frames there are.
        CREATE TABLE tally (
          episode_id INTEGER NOT NULL,
          class TEXT NOT NULL, source TEXT NOT NULL, predicted TEXT NOT NULL,   -- '': none
          reviewed INTEGER NOT NULL, contested INTEGER NOT NULL,
          unsure INTEGER NOT NULL, flagged INTEGER NOT NULL,
          frames INTEGER NOT NULL,
          PRIMARY KEY (episode_id, class, source, predicted, reviewed, contested, unsure, flagged)) WITHOUT ROWID;
        CREATE TRIGGER label_inserted AFTER INSERT ON label BEGIN
          INSERT INTO tally VALUES (new.episode_id, ifnull(new.class, ''), ifnull(new.source, ''),
            ifnull(new.predicted, ''), new.reviewed, new.contested, new.unsure, new.flagged, 1)
          ON CONFLICT DO UPDATE SET frames = frames + 1;
        END;
        CREATE TRIGGER label_deleted AFTER DELETE ON label BEGIN
          UPDATE tally SET frames = frames - 1
          WHERE episode_id = old.episode_id AND class = ifnull(old.class, '') AND source = ifnull(old.source, '')
            AND predicted = ifnull(old.predicted, '') AND reviewed = old.reviewed AND contested = old.contested
            AND unsure = old.unsure AND flagged = old.flagged;
        END;
        CREATE TRIGGER label_updated AFTER UPDATE OF class, source, predicted, reviewed, contested, unsure, flagged ON label
        WHEN old.class IS NOT new.class OR old.source IS NOT new.source OR old.predicted IS NOT new.predicted
          OR old.reviewed <> new.reviewed OR old.contested <> new.contested
          OR old.unsure <> new.unsure OR old.flagged <> new.flagged
        BEGIN
          UPDATE tally SET frames = frames - 1
          WHERE episode_id = old.episode_id AND class = ifnull(old.class, '') AND source = ifnull(old.source, '')
            AND predicted = ifnull(old.predicted, '') AND reviewed = old.reviewed AND contested = old.contested
            AND unsure = old.unsure AND flagged = old.flagged;
          INSERT INTO tally VALUES (new.episode_id, ifnull(new.class, ''), ifnull(new.source, ''),
            ifnull(new.predicted, ''), new.reviewed, new.contested, new.unsure, new.flagged, 1)
          ON CONFLICT DO UPDATE SET frames = frames + 1;
        END;

        -- Found from pixels, and what models think -----------------------------------------
        CREATE TABLE shot (
          episode_id INTEGER NOT NULL REFERENCES episode(id),
          first_frame INTEGER NOT NULL REFERENCES frame(id),   -- ends before the next one: new frames move nothing
          scene INTEGER NOT NULL,
          PRIMARY KEY (episode_id, first_frame)) WITHOUT ROWID;

        CREATE TABLE model (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,                     -- ridge, logistic, keras, compact
          parent TEXT,
          settings TEXT NOT NULL,                 -- JSON
          metrics TEXT NOT NULL,                  -- JSON
          last_event INTEGER NOT NULL,            -- the last one it has seen
          made_ms INTEGER NOT NULL,
          head BLOB,                              -- safetensors
          current INTEGER NOT NULL DEFAULT 0);
        CREATE UNIQUE INDEX model_current ON model(current) WHERE current = 1;

        CREATE TABLE prediction (
          model_id INTEGER NOT NULL REFERENCES model(id) ON DELETE CASCADE,
          frame_id INTEGER NOT NULL REFERENCES frame(id),
          p_junk REAL NOT NULL, p_common REAL NOT NULL, p_uncommon REAL NOT NULL,
          p_rare REAL NOT NULL, p_legendary REAL NOT NULL,
          PRIMARY KEY (model_id, frame_id)) WITHOUT ROWID;

        CREATE TABLE setting (
          key TEXT PRIMARY KEY,
          value TEXT NOT NULL) WITHOUT ROWID;
        """
}
