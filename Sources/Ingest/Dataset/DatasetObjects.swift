// The three lists that a plan is made of: what should be there, what Rarity put there, what is there.

/// What should be there.
public struct WantedObject: Hashable, Sendable {
    public var key: DatasetKey
    /// Folder of the image, `s3://bucket/…/` or `/…/`; shared by thousands.
    public var source: String
    /// Of the image; `nil` where it could not be learned.
    public var mark: ObjectMark?

    public init(key: DatasetKey, source: String, mark: ObjectMark?) {
        (self.key, self.source, self.mark) = (key, source, mark)
    }
}

/// What Rarity put there, as review.db has it.
public struct PlacedObject: Hashable, Sendable {
    public var key: DatasetKey
    public var source: String
    /// Of the image when it was taken.
    public var sourceMark: ObjectMark?
    /// Of the object itself.
    public var mark: ObjectMark

    public init(key: DatasetKey, source: String, sourceMark: ObjectMark?, mark: ObjectMark) {
        (self.key, self.source, self.sourceMark, self.mark) = (key, source, sourceMark, mark)
    }

    /// Whether it holds the image that is wanted. Equal marks are equal bytes, wherever the image has moved.
    func holds(_ wanted: WantedObject) -> Bool {
        guard key.name == wanted.key.name else { return false }
        if let sourceMark, let mark = wanted.mark { return sourceMark == mark }
        return source == wanted.source
    }
}

/// What is there, whoever put it there.
public struct PresentObject: Hashable, Sendable {
    public var key: DatasetKey
    public var mark: ObjectMark

    public init(key: DatasetKey, mark: ObjectMark) { (self.key, self.mark) = (key, mark) }
}
