// METADATA is rough: some subjects were missed, some lists are empty, and it was typed in two ways.

enum Metadata {
    /// - Parameter shots: the shot of each frame; people describe shots, not frames.
    static func fill(_ lines: inout [SheetLine], _ facts: [Truth], shots: [Int], random: inout SplitMix64) {
        var missed: Set<String> = [], quoted = true, empty = false
        for i in lines.indices {
            if i == 0 || shots[i] != shots[i - 1] {
                quoted = random.chance(0.75)
                empty = random.chance(0.06)
                missed = []
                for name in facts[i].subjects where random.chance(0.14) { missed.insert(name) }
            }
            let names = empty ? [] : facts[i].subjects.filter { !missed.contains($0) }
            lines[i].metadata = "[" + names.map { quoted ? Self.quoted($0) : $0 }.joined(separator: ", ") + "]"
        }
    }

    /// As Python writes a word: single quotes, double ones around an apostrophe.
    private static func quoted(_ name: String) -> String {
        name.contains("'") ? "\"\(name)\"" : "'\(name)'"
    }
}
