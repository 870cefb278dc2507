// Which frames an episode had when its shots were found: those that a later import brings have none yet.

extension Schema {
    /// What was found before this step stays as it is; `rarity shots` finds it again.
    static let laterFrames = """
        ALTER TABLE episode ADD COLUMN shots_to INTEGER;   -- largest id of a frame that was looked at; NULL: no shots
        UPDATE episode SET shots_to = (SELECT max(f.id) FROM frame f WHERE f.episode_id = episode.id)
          WHERE EXISTS (SELECT 1 FROM found_shot s WHERE s.episode_id = episode.id);
        """
}
