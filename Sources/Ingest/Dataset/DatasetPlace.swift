// Where a data set lies: a folder, or a bucket's. Both list what is there and carry out steps; the plan is the same for both.

/// What became of a step.
public enum DatasetChange: Equatable, Sendable {
    /// The object is there, whole.
    case placed(PlacedObject)
    /// The key is free.
    case removed(DatasetKey)
    /// Nothing changed for this step.
    case failed(DatasetKey, reason: String)
}

/// A folder or a bucket's folder that holds a data set.
public protocol DatasetPlace: Sendable {
    /// As it stands in review.db: the same place always has the same text.
    var name: String { get }

    /// What lies in some folders of the data set, whoever put it there.
    /// - Throws: where a folder that is there cannot be listed: without a listing nothing may be planned.
    func present(in folders: Set<String>) throws -> [PresentObject]

    /// The marks of the images of a source folder; `nil` where it cannot be listed, as in a bucket that only gives
    /// objects by name. An image that is not in a list does not exist.
    func marks(of names: Set<String>, in source: String) throws -> [String: ObjectMark]?

    /// Carries out steps, many at a time where that is faster.
    /// - Parameter happened: called on the caller's thread as steps end; an error that it throws ends the work.
    /// - Throws: what `happened` threw, or an error for which no further step could succeed.
    func carryOut(_ plan: DatasetPlan, happened: (DatasetChange) throws -> Void) throws

    /// Folders that hold nothing any more go too, and parts that an interrupted run left behind.
    func tidy(_ folders: Set<String>)
}
