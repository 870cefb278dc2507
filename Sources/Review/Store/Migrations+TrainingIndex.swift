// The index of what a head learns from. SQLite makes a table of `IN (…)` for every row that it may have to put into such an index:
// nearly half the time of a single new label, 12 ms of a film of 28,800. The same said by OR is a few comparisons.

extension Schema {
    /// A query goes by it where it says the same in the same words: `ReviewStore.trainingLabels`.
    static let trainingIndex = """
        DROP INDEX label_training;
        CREATE INDEX label_training ON label(episode_id, position)
          WHERE (source = 'jonny' OR source = 'reviewer' OR source = 'supervised') AND contested = 0;
        """
}
