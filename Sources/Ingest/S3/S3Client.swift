// An S3 client over our own requests and signatures. This file knows how one call is made, judged and made again; what
// the calls are is in S3Client+Objects, +Listing, +Many and +Upload.

import Foundation
import Frames
import Synchronization

/// Objects of an S3 server. May be used from several threads at once.
public final class S3Client: ObjectStore {
    public let settings: S3Settings
    let http: HTTPClient
    private let credentials: CredentialKeeper
    private let endpoint: S3Endpoint
    private let clock: @Sendable () -> Double
    /// Seconds that the server's clock is ahead, once that was found to matter.
    private let ahead = Mutex(0.0)
    /// Regions of buckets that are not where they were looked for.
    private let regions: Mutex<[String: String]> = Mutex([:])

    /// - Parameters:
    ///   - settings: `nil`: those of the environment and ~/.aws.
    ///   - clock: seconds since 1970.
    ///   - cancelled: asked about ten times a second; once it says so, calls end with an error of kind `.cancelled`.
    /// - Throws: `IngestError` for settings that cannot be used.
    public init(settings: S3Settings? = nil, limits: HTTPLimits = .standard,
                clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
                cancelled: @escaping @Sendable () -> Bool = { false }) throws(IngestError) {
        let settings = if let settings { settings } else { try S3Settings.load() }
        self.settings = settings
        self.clock = clock
        credentials = CredentialKeeper(settings)
        http = HTTPClient(limits: limits, cancelled: cancelled)
        endpoint = settings.endpoint.map(S3Endpoint.init(origin:)) ?? S3Endpoint(region: settings.region)
    }

    /// What a success means.
    enum Reading<Value> {
        case value(Value)
        /// Not what was to come; another try may go better.
        case damaged(String)
        case failed(any Error)
    }

    /// A call, signed for each try.
    /// - Parameters:
    ///   - accepts: statuses besides 2xx that are answers to this call.
    ///   - read: what a success means.
    func exchange<Value: Sendable>(_ call: S3Request, accepts: Set<Int> = [], read: @escaping (HTTPResponse) -> Reading<Value>) -> Exchange<Value> {
        var clockWasSet = false, moves = 0
        let endpoint = endpoint(call)
        let answer = S3Answer(location: call.location, endpoint: endpoint.origin, isSigned: isSigned, credentialsOrigin: settings.credentialsOrigin)
        return Exchange(request: { [self] in
            let region = regions.withLock { $0[call.location.bucket] }
            let place = region.map { endpoint.isAmazon ? S3Endpoint(region: $0) : endpoint } ?? endpoint
            return call.signed(endpoint: place, addressing: settings.addressing, region: region ?? call.region ?? settings.region,
                               credentials: try credentials.current(at: now), time: now)
        }, judge: { [self] result in
            let response: HTTPResponse
            switch result {
            case .failure(let error): return error.mayPass ? .again(reason: answer.error(error)) : .failed(answer.error(error))
            case .success(let success): response = success
            }
            let document = ErrorDocument(response.body)
            if accepts.contains(response.status) && document?.code != "NoSuchBucket" || response.isSuccess && document == nil {
                switch read(response) {
                case .value(let value): return .done(value)
                case .damaged(let what): return .again(reason: answer.damaged(what))
                case .failed(let error): return .failed(error)
                }
            }
            let error = answer.error(response, document)
            if answer.mayPass(response, document) || response.isSuccess {
                return .again(reason: error, after: response.retryAfter, slowDown: answer.isSlowDown(response, document))
            }
            if !clockWasSet, setClock(response, document) {
                clockWasSet = true
                return .again(reason: error)
            }
            if moves < 3, learnRegion(call, response, document) {
                moves += 1
                return .again(reason: error)
            }
            return .failed(error)
        })
    }

    /// One call, until it is done or failed. - Throws: `S3Error`
    func perform<Value: Sendable>(_ exchange: Exchange<Value>, _ location: S3Location) throws -> Value {
        do { return try http.perform(exchange) } catch { throw Self.named(error, location) }
    }

    /// What ends a run from outside is told like any other failure.
    static func named(_ error: any Error, _ location: S3Location) -> any Error {
        guard let error = error as? HTTPError else { return error }
        return S3Error(error.kind == .cancelled ? .cancelled : .network, location.description, error.reason)
    }

    /// As far as is known: a machine may have no credentials of its own.
    private var isSigned: Bool { settings.credentials != nil || settings.machine != nil }

    private var now: Double { clock() + ahead.withLock { $0 } }

    private func endpoint(_ call: S3Request) -> S3Endpoint { call.region.map(S3Endpoint.init(region:)) ?? endpoint }

    /// A signature is refused for its time alone: the server's clock is taken from then on.
    private func setClock(_ response: HTTPResponse, _ document: ErrorDocument?) -> Bool {
        guard isSigned, response.status == 403 || response.status == 400,
              let theirs = response["date"].flatMap(HTTPDate.seconds) else { return false }
        let mine = clock()
        return ahead.withLock { ahead in
            let isOff = abs(theirs - mine - ahead) > 240
            if isOff { ahead = theirs - mine }
            // Another request may have set it while this one was under way.
            return isOff || document?.code == "RequestTimeTooSkewed" && ahead != 0
        }
    }

    private func learnRegion(_ call: S3Request, _ response: HTTPResponse, _ document: ErrorDocument?) -> Bool {
        guard [301, 307, 400, 403].contains(response.status), let region = response["x-amz-bucket-region"] ?? document?.region,
              (4...32).contains(region.utf8.count),
              region.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }) else { return false }
        let usual = call.region ?? settings.region
        return regions.withLock { regions in
            let known = regions.updateValue(region, forKey: call.location.bucket) ?? usual
            return known != region || document?.code == "AuthorizationHeaderMalformed"
        }
    }
}
