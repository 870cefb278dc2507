// The stages behind the jobs.

import Review

extension JobOrder {
    /// Does the job on the caller's thread. Long; says how far it is through `context`.
    func run(_ store: ReviewStore, _ jobs: Jobs, _ context: StageContext) throws -> JobResult {
        switch self {
        case .train: .trained(try jobs.train(store, context))
        case .trainOther(let training): .trained(try jobs.trainOther(store, training, context))
        case .evaluate: .evaluated(try EvaluateErrors.frames(store, prices: jobs.prices, context: context))
        case .tune(let percent): .tuned(try TuneModel.run(store, settings: TuneSettings(untilError: percent), context: context))
        case .estimate(let code): .estimated(try EstimateRarity.run(store, code, context: context))
        case .errand(let errand): .done(try errand.run(store, jobs, context))
        }
    }
}
