// The sheet of an episode, as faulty as real ones are: what the reviewers of the demo have to put right.

import Frames

struct FaultySheet {
    let rows: [SheetLine]
    /// One sheet has the straight apostrophe, the next the typographic one, as sheets typed by people do.
    let apostrophe: String

    /// - Parameters:
    ///   - facts: the truth of each drawn frame.
    ///   - colours: the mean colour of each, on which the made-up clustering goes by.
    init(_ episode: Episode, _ facts: [Truth], _ colours: [SIMD3<Float>], seed: UInt64) {
        apostrophe = episode.code.episode % 2 == 0 ? "’" : "'"
        var random = SplitMix64(seed, episode.code.episode, 77)
        let shots = (0..<episode.count).map { episode.shot(at: $0 * episode.step) }
        let base = "https://s3.us-west-2.amazonaws.com/media.angel-nft.com/tuttle_twins/"
            + "\(episode.code.description.lowercased())/default_eng/v1/frames/thumbnails/"
        var lines = (0..<episode.count).map { SheetLine(base: base, number: episode.frameNumber($0).description) }
        if !episode.isNew {
            let people = Opinions(facts.map(\.rarity), shots: shots, random: &random)
            let clusters = Clustering.classes(facts.map(\.rarity), colours, random: &random)
            for i in lines.indices {
                lines[i].unsupervised = clusters[i].name
                lines[i].supervised = people.supervised[i]?.name ?? ""
                lines[i].jonny = people.jonny[i]?.name ?? ""
            }
        }
        Metadata.fill(&lines, facts, shots: shots, random: &random)
        Departures.add(to: &lines, episode, facts, random: &random)
        rows = lines
    }

    /// The sheet as CSV, the first row with the column names.
    var csv: String {
        var text = "S3_BASE_URL,ROW_INDEX,FRAME NUMBER,UNSUPERVISED CLASSIFICATION,SUPERVISED CLASSIFICATION,"
            + "JONNY\(apostrophe)s RECLASSIFICATION,METADATA\n"
        for (i, row) in rows.enumerated() {
            text += [row.base, "\(i)", row.number, row.unsupervised, row.supervised, row.jonny, row.metadata]
                .map(quoted).joined(separator: ",") + "\n"
        }
        return text
    }

    private func quoted(_ cell: String) -> String {
        guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// A row of the sheet, each cell as it will stand there.
struct SheetLine: Equatable, Sendable {
    var base: String
    var number: String
    var unsupervised = ""
    var supervised = ""
    var jonny = ""
    var metadata = "[]"
}
