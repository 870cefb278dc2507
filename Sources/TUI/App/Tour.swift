// The first-run tour of the demo: six steps, each done by doing it. Keys mean what they always mean.

import Frames

/// A step of the tour.
struct TourStep: Sendable {
    let title: String
    let lines: [String]
    /// Whether a command does what the step asks for.
    let isDone: @Sendable (Command) -> Bool

    static let all = [
        TourStep(title: "Look", lines: ["This is a frame of the demo film. Its histogram lies over it.", "j goes to the next frame, k back; hold it to scroll."]) {
            if case .step = $0 { true } else { false }
        },
        TourStep(title: "Correct", lines: ["1 to 5 label it Junk, Common, Uncommon, Rare, Legendary.", "It is on the disk before the header says saved."]) {
            if case .label = $0 { true } else { false }
        },
        TourStep(title: "Take back", lines: ["u takes your last decision back, without limit,", "tomorrow too."]) { $0 == .undo },
        TourStep(title: "Find errors", lines: ["n goes to the next frame where label and prediction differ.", "Enter accepts the prediction, s labels the whole shot."]) {
            if case .nextDisagreement = $0 { true } else { [.accept, .labelShot].contains($0) }
        },
        TourStep(title: "Let a queue lead", lines: ["Q lists the queues: suspect labels, high prices, a new", "episode. One key decides a shot, and the model learns from it."]) { $0 == .queues },
        TourStep(title: "The rest", lines: ["M shows where the model errs, O how far you are.", "? lists all keys; q leaves at once, all is saved."]) { _ in true },
    ]
}

extension AppState {
    var tourStep: TourStep? { tour.flatMap { TourStep.all.indices.contains($0) ? TourStep.all[$0] : nil } }

    mutating func beginTour() {
        tour = 0
        screen = .review
    }

    /// Goes on when the step was done.
    mutating func tourTakes(_ command: Command) -> [Effect] {
        guard let step = tourStep, let at = tour, command != .clear, step.isDone(command) else { return [] }
        tour = at + 1 < TourStep.all.count ? at + 1 : nil
        return tour == nil ? [.remember(Self.tourSetting, "done")] : []
    }

    mutating func endTour() -> [Effect] {
        tour = nil
        say("The tour is over; :tour begins it again.")
        return [.remember(Self.tourSetting, "done")]
    }

    static let tourSetting = "tour"
}
