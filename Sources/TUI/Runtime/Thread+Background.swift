import Foundation

extension Thread {
    /// Lets all others come before the calling thread where there are fewer cores than work; on Linux, where priorities belong
    /// to threads. Threads that it starts are like it.
    /// - Parameter steps: of 19; ten is a tenth of the time beside one other.
    static func giveWay(_ steps: Int32) { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, steps) }
}
