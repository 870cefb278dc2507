// The confusion matrix: arrows go over its cells, Enter opens the frames of one.

import Frames
import Review

extension AppState {
    mutating func moveCell(_ right: Int, _ down: Int) {
        func moved(_ rarity: RarityClass, by steps: Int) -> RarityClass {
            RarityClass(rawValue: max(0, min(RarityClass.count - 1, rarity.rawValue + steps))) ?? rarity
        }
        reports.cell = MatrixCell(label: moved(reports.cell.label, by: down), predicted: moved(reports.cell.predicted, by: right))
    }

    mutating func openCell() -> [Effect] {
        guard let evaluated = reports.evaluated else { return [] }
        let cell = reports.cell
        let frames = evaluated.cell(label: cell.label, predicted: cell.predicted)
        guard !frames.isEmpty else {
            say("No frame labelled \(cell.label) is predicted \(cell.predicted).")
            return []
        }
        return open(FrameList(title: "\(cell.label) taken for \(cell.predicted)", numbers: frames))
    }

    mutating func take(_ evaluated: EvaluatedFrames) {
        reports.evaluated = evaluated
        reports.newSinceEvaluation = 0
        // The cursor starts on the cell that costs most.
        if let worst = worstCell(evaluated.evaluation) { reports.cell = worst }
    }

    private func worstCell(_ evaluation: ErrorEvaluation) -> MatrixCell? {
        let prices = evaluation.price?.prices, matrix = evaluation.figures.confusion
        var worst: (cost: Double, cell: MatrixCell)?
        for label in RarityClass.allCases {
            for predicted in RarityClass.allCases where label != predicted {
                let each = prices.map { abs($0[label.rawValue] - $0[predicted.rawValue]) } ?? 1
                let cost = Double(matrix[label.rawValue][predicted.rawValue]) * each
                if cost > worst?.cost ?? 0 { worst = (cost, MatrixCell(label: label, predicted: predicted)) }
            }
        }
        return worst?.cell
    }
}
