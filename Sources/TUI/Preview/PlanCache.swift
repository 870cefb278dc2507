// Plans of the sizes in use: the picture, the shot strip, a contact sheet.

import Synchronization

/// The plans used last.
enum PlanCache {
    private struct Key: Equatable {
        var width: Int, height: Int, columns: Int, rows: Int, settings: FitSettings
    }

    private static let capacity = 8
    private static let kept = Mutex<[(key: Key, plan: PreviewPlan)]>([])

    static func plan(width: Int, height: Int, columns: Int, rows: Int, settings: FitSettings) -> PreviewPlan {
        let key = Key(width: width, height: height, columns: columns, rows: rows, settings: settings)
        let known = kept.withLock { plans -> PreviewPlan? in
            guard let at = plans.firstIndex(where: { $0.key == key }) else { return nil }
            let found = plans.remove(at: at)
            plans.append(found)
            return found.plan
        }
        if let known { return known }
        // Made outside of the lock: two threads may make it twice, none waits for the other.
        let made = PreviewPlan(width: width, height: height, columns: columns, rows: rows, settings: settings)
        kept.withLock { plans in
            if plans.count >= capacity { plans.removeFirst() }
            plans.append((key, made))
        }
        return made
    }
}
