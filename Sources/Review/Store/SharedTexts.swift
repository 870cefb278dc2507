// Texts that thousands of new rows have in common, such as names of classes: SQLite binds them where they lie, again and again.

/// A text of a `SharedTexts`; good for as long as that lives.
struct SharedText {
    fileprivate(set) var bytes: UnsafePointer<CChar>
    fileprivate(set) var count: Int32
}

/// Owns the bytes. Cost: one copy a text; it is for the caller to ask once.
final class SharedTexts {
    private var memory: [UnsafeMutablePointer<CChar>] = []

    func keep(_ text: String) -> SharedText {
        let utf8 = text.utf8CString                       // ends in 0: never empty, so never NULL in a table
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: utf8.count)
        utf8.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: $0.count) }
        memory.append(copy)
        return SharedText(bytes: copy, count: Int32(utf8.count - 1))
    }

    deinit { for text in memory { text.deallocate() } }
}
