// The kept models: make one current, compare two, open the frames that flipped.

import Frames
import Review

extension AppState {
    /// The model at the cursor of the list.
    var selectedModel: ModelRecord? {
        let row = reports.row(.models)
        guard reports.comparison == nil, reports.models.indices.contains(row) else { return nil }
        return reports.models[row]
    }

    mutating func makeCurrent() -> [Effect] {
        guard let model = selectedModel else { return [] }
        guard !model.isCurrent else {
            say("\(model.name.printable()) is current.")
            return []
        }
        return [.useModel(model.name)]
    }

    mutating func markModel() {
        guard let model = selectedModel else { return }
        reports.markedModel = reports.markedModel == model.name ? nil : model.name
        moveRow(.step(1))
    }

    /// Enter: the marked model, else the one made before, against this one; on a comparison the frames of a group.
    mutating func openModelRow(_ row: Int) -> [Effect] {
        if let comparison = reports.comparison {
            let group = FlipGroup.allCases[max(0, min(FlipGroup.allCases.count - 1, row))]
            let numbers = group.flips(comparison).compactMap { FrameNumber(text: $0.frame) }
            return open(FrameList(title: "\(group.title), \(comparison.before.printable(limit: 20)) to \(comparison.after.printable(limit: 20))", numbers: numbers))
        }
        guard let model = selectedModel else { return [] }
        let earlier = reports.models.indices.contains(row + 1) ? reports.models[row + 1].name : nil
        guard let other = reports.markedModel.flatMap({ $0 == model.name ? nil : $0 }) ?? earlier else {
            say("There is no other model to compare with: T trains one.")
            return []
        }
        let places = Dictionary(uniqueKeysWithValues: reports.models.enumerated().map { ($0.element.name, $0.offset) })
        // The list is newest first; what came first stands first.
        let pair = (places[other] ?? 0) > row ? (other, model.name) : (model.name, other)
        return [.load(.comparison(pair.0, pair.1))]
    }
}

/// The frames on which two models differ, by what became of them.
enum FlipGroup: CaseIterable {
    case toRight, toWrong, stillWrong

    var title: String {
        switch self {
        case .toRight: "flipped to right"
        case .toWrong: "flipped to wrong"
        case .stillWrong: "wrong in another way"
        }
    }

    func flips(_ comparison: ModelComparison) -> [ModelComparison.Flip] {
        switch self {
        case .toRight: comparison.toRight
        case .toWrong: comparison.toWrong
        case .stillWrong: comparison.stillWrong
        }
    }
}
