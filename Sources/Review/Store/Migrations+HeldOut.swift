// What a model said of labels that it had not seen, so that models are compared by that; and models that are
// being written, which nobody sees yet.

extension Schema {
    static let heldOut = """
        ALTER TABLE model ADD COLUMN draft INTEGER NOT NULL DEFAULT 0;   -- 1: its predictions are still being written

        CREATE TABLE held_out (
          model_id INTEGER PRIMARY KEY REFERENCES model(id) ON DELETE CASCADE,
          classes BLOB NOT NULL);                 -- of every labelled frame: its id (8 bytes, little-endian) and a class (1)
        """
}
