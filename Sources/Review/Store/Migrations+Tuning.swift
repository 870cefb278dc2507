// Iterative tuning outlives the program: every round is a row.

extension Schema {
    static let tuning = """
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
