// Shots that people move: the found ones are kept apart, so that finding them again takes nothing back.

extension Schema {
    static let shotsByHand = """
        -- As found from pixels; `shot` is what is in effect: these with the events shot-split and shot-join on top.
        CREATE TABLE found_shot (
          episode_id INTEGER NOT NULL REFERENCES episode(id),
          first_frame INTEGER NOT NULL REFERENCES frame(id),
          scene INTEGER NOT NULL,
          PRIMARY KEY (episode_id, first_frame)) WITHOUT ROWID;
        INSERT INTO found_shot SELECT episode_id, first_frame, scene FROM shot;
        CREATE INDEX event_shot ON event(frame, at_ms) WHERE kind IN ('shot-split', 'shot-join');

        -- Imports and found shots change what is learned without an event: setting 'revision' counts them.
        ALTER TABLE model ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        """
}
