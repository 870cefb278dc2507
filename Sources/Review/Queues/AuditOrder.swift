// Frames drawn by chance once, each by itself and without a suggestion: what is measured on them holds for all.

struct AuditOrder: QueueOrder {
    var isSorted: Bool { true }

    func candidates(_ hand: FramesAtHand, _ isOpen: (Int) -> Bool) -> [QueueCandidate] {
        hand.audit.filter { !hand.frames[$0].state.reviewed && isOpen($0) }
            .map { QueueCandidate(shot: hand.shotIndex(at: $0), positions: [$0]) }
    }

    func why(_ candidate: QueueCandidate, _ hand: FramesAtHand) -> String { "drawn by chance, shown blind" }
}
