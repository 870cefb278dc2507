// What a push must know of the import before it, and an import of the pushes before it.

extension Schema {
    static let sheetPush = """
        CREATE TABLE sheet_column (               -- where the columns stood at the import
          episode_id INTEGER NOT NULL REFERENCES episode(id),
          name TEXT NOT NULL,                     -- FRAME NUMBER
          position INTEGER NOT NULL,              -- from 0
          PRIMARY KEY (episode_id, name)) WITHOUT ROWID;

        CREATE TABLE unread_cell (                -- text in a class column that is no class
          frame_id INTEGER NOT NULL REFERENCES frame(id),
          name TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (frame_id, name)) WITHOUT ROWID;

        CREATE TABLE pushed_cell (
          frame_id INTEGER NOT NULL REFERENCES frame(id),
          name TEXT NOT NULL,
          before TEXT NOT NULL,                   -- what stood there before the first push
          held TEXT NOT NULL,                     -- what was last known to stand there
          wanted TEXT NOT NULL,                   -- what was put there; differs from held while a push is under way
          PRIMARY KEY (frame_id, name)) WITHOUT ROWID;
        """
}
