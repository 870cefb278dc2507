// The fit of a training, by the kind of head that was asked for.

import Frames
import Model

/// A fitted head with its validation.
struct TrainedHead {
    let file: HeadFile
    let validation: Validation
    /// Scores of the labelled rows out of shot, one voice a shot; `nil` where there is but one shot.
    let outOfShot: Matrix?

    /// - Parameters:
    ///   - last: the newest kept head of the kind; the logistic fit begins with it.
    ///   - fitted: called between fit and validation; what it throws ends the work.
    init(_ settings: TrainSettings, _ ridge: LiveRidge, _ rows: FrameRows, _ basis: FeatureBasis, _ trunk: TrunkName,
         last: HeadFile?, context: StageContext, fitted: () throws -> Void) throws {
        let (folds, seed, check) = (settings.folds, settings.seed, context.checkCancelled)
        switch settings.head {
        case .ridge:
            let fit = try ridge.fit(scenes: rows.scenes)
            try fitted()
            // One prediction a shot, as in use: the labelled frames of the shot speak for it.
            outOfShot = fit.scoresOutOfShot()
            validation = try Validation(fit, outOfShot: outOfShot, folds: folds, seed: seed, check: check)
            file = HeadFile(trunk: trunk.description, basis: basis, head: ridge.head(temperature: validation.temperature))
        case .logistic:
            let frames = ridge.labelledFrames(scenes: rows.scenes)
            let fit = try LogisticFit(frames, classes: RarityClass.count, start: last?.logisticStart(on: basis), check: check)
            try fitted()
            outOfShot = try fit.scoresOutOfShot(frames, folds: folds, seed: seed, check: check)
            validation = try Validation(fit, frames, outOfShot: outOfShot, folds: folds, seed: seed, check: check)
            file = HeadFile(trunk: trunk.description, basis: basis, logistic: fit, temperature: validation.temperature)
        }
    }
}

extension ReviewStore {
    /// The newest kept head of a kind on a trunk; `nil` where there is none that can be read.
    func lastHead(kind: String, _ trunk: TrunkName) throws -> HeadFile? {
        for model in try models() where model.kind == kind {
            if let head = try? KeptHead(self, model), head.trunk == trunk { return head.file }
        }
        return nil
    }
}
