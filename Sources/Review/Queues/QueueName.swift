// The queues by name, as the command line and the settings spell them. What each one shows lies in a file of its own.

/// An order in which frames are shown to a reviewer.
public enum QueueName: String, CaseIterable, Sendable, Codable {
    case inOrder = "in-order"
    case newEpisode = "new-episode"
    case suspects
    case suspectShots = "suspect-shots"
    case highPrice = "high-price"
    case disagreements, uncertain, contested, flagged, sanity, audit

    /// What it is for, in a few words.
    public var summary: String {
        switch self {
        case .inOrder: "every shot that nobody has looked at, in order"
        case .newEpisode: "the shots that teach most about an episode, first"
        case .suspects: "labels that are probably wrong, most suspect first"
        case .suspectShots: "whole shots by how suspect their labels are"
        case .highPrice: "Rare and Legendary where label and prediction differ, by price"
        case .disagreements: "label and prediction differ, in order"
        case .uncertain: "frames without a label that the model is least sure of"
        case .contested: "reviewers differ"
        case .flagged: "flagged, or left to an expert as unsure"
        case .sanity: "labelled Common, but of rare content"
        case .audit: "drawn by chance and shown blind: how good the labels really are"
        }
    }

    /// Label and prediction are hidden until the reviewer has decided.
    public var isBlind: Bool { self == .audit }

    /// The queues in the order in which a reviewer best goes through them. An expert ends what others could not: contested
    /// frames, then those with a high price.
    public static func pass(isExpert: Bool) -> [QueueName] {
        isExpert ? [.contested, .highPrice, .flagged, .suspects, .sanity, .audit]
            : [.newEpisode, .suspects, .highPrice, .disagreements, .uncertain, .sanity, .audit, .inOrder]
    }

    var order: any QueueOrder {
        switch self {
        case .inOrder: InOrder()
        case .newEpisode: NewEpisodeOrder()
        case .suspects: SuspectOrder()
        case .suspectShots: SuspectShotOrder()
        case .highPrice: HighPriceOrder()
        case .disagreements: DisagreementOrder()
        case .uncertain: UncertainOrder()
        case .contested: ContestedOrder()
        case .flagged: FlaggedOrder()
        case .sanity: SanityOrder()
        case .audit: AuditOrder()
        }
    }
}
