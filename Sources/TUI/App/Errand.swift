// Small things beside reviewing that are done once and answered with one line, so that nobody leaves the app for them.

import Frames
import Review

/// What can be asked for; paths are the person's own, seen from the project's folder.
public enum Errand: Equatable, Sendable {
    /// Are the labels in effect what imports and decisions say?
    case check
    case backup(String)
    /// The evaluation as an HTML page.
    case report(String)
    /// The labels in effect with their provenance, in the form that the name's ending tells.
    case labels(String)
    /// The manifest of every episode.
    case manifests
    /// Shots where they are missing.
    case shots

    var title: String {
        switch self {
        case .check: "checking"
        case .backup: "copying the database"
        case .report: "writing the report"
        case .labels: "writing the labels"
        case .manifests: "writing the manifests"
        case .shots: "finding shots"
        }
    }
}

/// A training beside the usual one, as `:train` names it.
public struct OtherTraining: Equatable, Sendable {
    /// `logistic`, `keras`, `compact`.
    public let kind: String
    /// Of a network; `nil`: as many as usual.
    public let epochs: Int?
    /// Go on with the latest one that was stopped.
    public let resumes: Bool

    public static let kinds = ["logistic", "keras", "compact"]

    /// Reads `compact 10` or `keras resume`.
    /// - Returns: `nil` where it is neither.
    public init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        guard let kind = words.first, Self.kinds.contains(kind), words.count <= 2 else { return nil }
        self.kind = kind
        let last = words.count > 1 ? words[1] : nil
        resumes = last == "resume"
        epochs = last.flatMap(Int.init)
        guard last == nil || kind != "logistic" && (resumes || (1...10_000).contains(epochs ?? 0)) else { return nil }
    }
}
