// Runs a stage for a command: progress on standard error, Ctrl-C stops it whole.

import Dispatch
import Foundation
import Review

enum StageRun {
    /// - Parameter body: the stage, with the context that it reports to.
    static func run<Result>(_ options: CommonOptions, _ body: (StageContext) throws -> Result) throws -> Result {
        let line = ProgressLine(options)
        let context = StageContext(threads: max(1, ProcessInfo.processInfo.activeProcessorCount), mayFetch: true) { line.show($0) }
        // A handler instead of the default, which would end the process between two steps.
        signal(SIGINT, SIG_IGN)
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "interrupt"))
        interrupt.setEventHandler { context.cancel() }
        interrupt.resume()
        defer {
            interrupt.cancel()
            signal(SIGINT, SIG_DFL)
            line.end()
        }
        return try body(context)
    }
}
