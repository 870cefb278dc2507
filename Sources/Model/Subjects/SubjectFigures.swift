// How well a subject is found where it was not learned: average precision, with shots and with scenes held out.

/// The figures of one subject.
public struct SubjectFigures: Codable, Equatable, Sendable {
    public let name: String
    /// Frames and shots that have it.
    public let frames: Int, shots: Int
    /// Average precision with whole shots held out, each by itself, and with whole scenes in folds; `nil` where nothing
    /// could be held out.
    public let apShots: Double?, apScenes: Double?

    enum CodingKeys: String, CodingKey {
        case name, frames, shots
        case apShots = "ap_shots", apScenes = "ap_scenes"
    }
}

/// The mean of the precision over the frames that have the subject, the best score first; equal scores count as one step.
/// - Source: the definition of scikit-learn's `average_precision_score`.
/// - Returns: `nil` where no frame has it.
public func averagePrecision(scores: [Float], present: [Bool]) -> Double? {
    let all = present.count { $0 }
    guard all > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var found = 0, seen = 0, sum = 0.0, start = 0
    while start < order.count {
        var end = start, new = 0
        while end < order.count, scores[order[end]] == scores[order[start]] {
            if present[order[end]] { new += 1 }
            end += 1
        }
        found += new
        seen = end
        sum += Double(new) * Double(found) / Double(seen)
        start = end
    }
    return sum / Double(all)
}
