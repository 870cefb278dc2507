// Iterative tuning outlives the program: the frozen audit set and every round are rows.

extension Schema {
    static let tuning = """
        -- Frames whose word counts when a model is judged: drawn once, decided blind, never drawn again.
        CREATE TABLE audit_frame (
          frame_id INTEGER PRIMARY KEY REFERENCES frame(id),
          place INTEGER NOT NULL UNIQUE);         -- from 0 in the order in which they are asked for

        CREATE TABLE tuning_round (
          id INTEGER PRIMARY KEY,
          at_ms INTEGER NOT NULL,                 -- UTC
          model TEXT NOT NULL,
          last_event INTEGER NOT NULL,            -- the last one that the model has seen
          target_percent REAL NOT NULL,
          labels INTEGER NOT NULL,                -- that it learned from
          audited INTEGER NOT NULL, wrong INTEGER NOT NULL,
          error_percent REAL, lower_percent REAL, upper_percent REAL,   -- NULL: nothing audited yet
          stop TEXT);                             -- reached, patience; NULL: goes on
        """
}
