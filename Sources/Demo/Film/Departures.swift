// Rows that should not be as they are, a few in the whole demo: every one is something that real sheets have.

import Frames

enum Departures {
    /// Fewer frames than this are too few to spoil any.
    static let fewest = 60

    static func add(to lines: inout [SheetLine], _ episode: Episode, _ facts: [Truth], random: inout SplitMix64) {
        guard lines.count >= fewest else { return }
        let middle = lines.count / 2 + random.below(lines.count / 8)
        switch episode.code.episode {
        case 1 where !episode.isNew:
            if let i = facts.firstIndex(where: { $0.rarity == .legendary }) { lines[i].supervised = "Legendery" }
            // An old name for Junk, which is none of the faults.
            if let i = facts.firstIndex(where: { $0.rarity == .junk }), lines[i].supervised == "Junk" { lines[i].supervised = "trash" }
            lines[middle].base = ""
            lines.insert(lines[middle / 2], at: middle / 2 + 1)
        case 2 where !episode.isNew:
            var stranger = lines[middle]
            stranger.number = stranger.number.split(separator: "_").enumerated()
                .map { $0.offset == 2 ? "E09" : String($0.element) }.joined(separator: "_")
            lines.insert(stranger, at: middle + 1)
            var impossible = lines[middle / 2]
            impossible.number = String(impossible.number.dropLast(2)) + "27"
            lines.insert(impossible, at: middle / 2 + 1)
        default:
            break
        }
    }
}
