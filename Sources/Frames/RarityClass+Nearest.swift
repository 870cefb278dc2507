// "Did you mean Legendary?" for a class that was mistyped.

extension RarityClass {
    /// The class whose name is at most two edits away from `text`, for a hint in a message.
    public static func nearest(to text: String) -> RarityClass? {
        let word = Array(text.trimmed.lowercased())
        guard word.count >= 3 else { return nil }
        let ranked = allCases.map { ($0, editDistance(word, Array($0.name.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= 2 else { return nil }
        return best.0
    }
}

/// Levenshtein distance, one row of the table at a time.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let above = row[j + 1]
            row[j + 1] = min(diagonal + (x == y ? 0 : 1), above + 1, row[j] + 1)
            diagonal = above
        }
    }
    return row[b.count]
}
