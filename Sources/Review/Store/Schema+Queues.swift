// which queue showed a frame, the audit that is drawn once, and who is at which shot.

extension Schema {
    static let queues = """
        ALTER TABLE event ADD COLUMN queue TEXT;    -- the queue that showed the frame; NULL: the reviewer went there
        CREATE INDEX event_queue ON event(queue) WHERE queue IS NOT NULL;

        CREATE INDEX label_differs ON label(episode_id, position) WHERE disagrees = 1 AND reviewed = 0;

        -- Sacred as well: drawn once by chance, never drawn again, merged as a union.
        CREATE TABLE audit (
          frame TEXT PRIMARY KEY,                 -- frame number
          episode TEXT NOT NULL,                  -- S01E03
          place INTEGER NOT NULL,                 -- the order by chance in which they are looked at
          drawn_ms INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX audit_episode ON audit(episode, place);

        CREATE TABLE lease (
          first_frame INTEGER PRIMARY KEY REFERENCES frame(id),   -- of the shot
          reviewer TEXT NOT NULL,
          until_ms INTEGER NOT NULL);             -- UTC; a crashed reviewer blocks nobody for long
        CREATE INDEX lease_reviewer ON lease(reviewer);
        """
}
