// Lists of subjects for new rows. A film has few, and scenes alternate between some, so the latest are compared before any is looked up.

struct SharedSubjects {
    private static let recentLists = 4

    private var recent: [(list: [String], text: SharedText)] = []
    private var oldest = 0
    private var known: [[String]: SharedText] = [:]
    private var encoder = SubjectEncoder()

    /// - Parameter shared: of the table that the text is for.
    mutating func text(_ list: [String], _ shared: SharedTexts) -> SharedText {
        for index in recent.indices where recent[index].list == list { return recent[index].text }
        let text = known[list] ?? shared.keep(encoder.encode(list))
        known[list] = text
        if recent.count < Self.recentLists {
            recent.append((list, text))
        } else {
            recent[oldest] = (list, text)
            oldest = (oldest + 1) % Self.recentLists
        }
        return text
    }
}
