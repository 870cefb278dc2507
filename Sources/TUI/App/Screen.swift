// The screens of the app. Each has one key or `:` command that opens and closes it, and Esc goes back to the frame.

/// Where the person is; also where a row of the keymap holds.
public enum Screen: String, CaseIterable, Sendable {
    case review, sheet, episodes, overview, confusion, tuning, estimate, jobs, models, history, reviewers

    /// How help, documents and the screens themselves call it.
    var title: String {
        switch self {
        case .review: "Reviewing"
        case .sheet: "Contact sheet"
        case .episodes: "Episodes"
        case .overview: "Progress"
        case .confusion: "Confusion matrix"
        case .tuning: "Tuning"
        case .estimate: "Estimate"
        case .jobs: "Training"
        case .models: "Models"
        case .history: "History"
        case .reviewers: "Reviewers"
        }
    }

    /// The screens that show figures and lists; the same keys open them from everywhere.
    static let reports: [Screen] = [.episodes, .overview, .confusion, .tuning, .estimate, .jobs, .models, .history, .reviewers]
    /// Those with rows and a cursor.
    static let lists: [Screen] = reports.filter { $0 != .confusion }
    static let withFrames: [Screen] = [.review] + reports
}
