// Lists of subjects for new rows. A film has few, and scenes alternate between some, so the latest are compared before any is looked up.

import Frames

struct SharedSubjects {
    private var latest = LatestFew<(list: [String], text: SharedText)>()
    private var known: [[String]: SharedText] = [:]
    private var encoder = SubjectEncoder()

    /// - Parameter shared: of the table that the text is for.
    mutating func text(_ list: [String], _ shared: SharedTexts) -> SharedText {
        if let found = latest.first(where: { $0.list == list }) { return found.text }
        let text = known[list] ?? shared.keep(encoder.encode(list))
        known[list] = text
        latest.add((list, text))
        return text
    }
}
