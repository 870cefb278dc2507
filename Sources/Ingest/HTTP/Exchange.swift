// A piece of work for a server: how it is asked, and what its answer means. What means "again" is said once, here and in
// the judges; waiting and counting is the run's.

/// What an answer means.
public enum Verdict<Value: Sendable>: Sendable {
    case done(Value)
    case failed(any Error)
    /// Another try may go better.
    /// - Parameters:
    ///   - reason: what is told when all tries are used up.
    ///   - after: seconds that the server asked for.
    ///   - slowDown: the server has too much to do, so fewer requests at a time are sent.
    case again(reason: any Error, after: Double? = nil, slowDown: Bool = false)
}

/// One request that may take several tries.
public struct Exchange<Value: Sendable> {
    /// Makes the request anew for each try, so that each has its own time and signature.
    let request: () throws -> HTTPRequest
    let judge: (Result<HTTPResponse, HTTPError>) -> Verdict<Value>

    public init(request: @escaping () throws -> HTTPRequest,
                judge: @escaping (Result<HTTPResponse, HTTPError>) -> Verdict<Value>) {
        self.request = request
        self.judge = judge
    }
}

extension Verdict {
    /// The answers that mean the same to every caller: no answer, 429 and 5xx. `nil` for all others.
    public static func unlessAnswered(_ result: Result<HTTPResponse, HTTPError>) -> Verdict? {
        switch result {
        case .failure(let error): return error.mayPass ? .again(reason: error) : .failed(error)
        case .success(let response):
            guard response.status == 429 || response.status >= 500 && response.status != 501 else { return nil }
            let error = HTTPError(.other, url: response.url, "the server answered \(response.status), \(HTTPStatus.words(response.status)).")
            return .again(reason: error, after: response.retryAfter, slowDown: response.status == 429 || response.status == 503)
        }
    }
}

enum HTTPStatus {
    /// What a status says, in a few words.
    static func words(_ status: Int) -> String {
        switch status {
        case 400: "bad request"
        case 401: "credentials are needed"
        case 403: "access is denied"
        case 404: "there is no such thing"
        case 410: "it is gone"
        case 429: "too many requests"
        case 500: "an error of its own"
        case 502, 504: "it got no answer itself"
        case 503: "it is too busy"
        default: status >= 500 ? "an error of its own" : "which was not expected"
        }
    }
}
