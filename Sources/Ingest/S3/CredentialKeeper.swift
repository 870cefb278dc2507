// The credentials that are good now: those that were set, or the machine's own, asked for again before they end.

import Synchronization

final class CredentialKeeper: Sendable {
    private struct Kept {
        let credentials: AWSCredentials?
        let ends: Double
    }

    /// Seconds before their end when new ones are asked for.
    private static let early = 300.0

    private let fixed: AWSCredentials?
    private let machine: MachineCredentials?
    private let http: HTTPClient
    /// Held while they are asked for, so that several threads ask once.
    private let kept = Mutex<Kept?>(nil)

    init(_ settings: S3Settings) {
        (fixed, machine) = (settings.credentials, settings.machine)
        var limits = HTTPLimits()
        (limits.connect, limits.stall, limits.tries) = (1, 2, 3)
        http = HTTPClient(limits: limits)
    }

    /// - Parameter time: seconds since 1970.
    /// - Returns: `nil` where there are none: requests are not signed.
    /// - Throws: `S3Error` of kind `.credentials`, `IngestError`
    func current(at time: Double) throws -> AWSCredentials? {
        guard let machine else { return fixed }
        return try kept.withLock { kept in
            if let kept, time < kept.ends - Self.early { return kept.credentials }
            do {
                let found = try machine.ask(http)
                kept = Kept(credentials: found?.credentials, ends: found?.ends ?? .infinity)
            } catch {
                // Those that have not ended yet are still good.
                guard let kept, time < kept.ends else { throw error }
            }
            return kept?.credentials
        }
    }
}
