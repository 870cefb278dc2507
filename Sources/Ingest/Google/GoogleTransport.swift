// Google over this module's HTTP client.

import Frames

extension GoogleSheets {
    /// - Parameters:
    ///   - account: `nil`: sheets are read by share link and cannot be written.
    ///   - cancelled: asked about ten times a second.
    /// - Throws: `GoogleError` where the account names a place that no secret may go to.
    public init(_ account: ServiceAccount?, endpoints: GoogleEndpoints, cancelled: @escaping @Sendable () -> Bool) throws(GoogleError) {
        let reading = HTTPClient(limits: GoogleTransport.limits, cancelled: cancelled)
        let writing = HTTPClient(limits: GoogleTransport.writingLimits, cancelled: cancelled)
        try self.init(account, endpoints: endpoints) { request throws(GoogleError) in
            try GoogleTransport.carry(request, request.method == .post && request.bearer != nil ? writing : reading)
        }
    }
}

enum GoogleTransport {
    /// Google counts requests by the minute, so waits without Retry-After go beyond one.
    static var limits: HTTPLimits {
        var limits = HTTPLimits.standard
        limits.tries = 9
        limits.firstDelay = 0.5
        limits.longestDelay = 32
        return limits
    }

    /// Google says nothing until all cells of a request are written, and gives up itself only after three minutes.
    static var writingLimits: HTTPLimits {
        var limits = limits
        if limits.stall == HTTPLimits().stall { limits.stall = 180 }     // unless somebody has set it
        return limits
    }

    /// Tries in all where Google has an error of its own.
    private static let triesAfterError = 5

    static func carry(_ request: GoogleRequest, _ client: HTTPClient) throws(GoogleError) -> GoogleAnswer {
        var headers: [HTTPHeader] = []
        if let kind = request.contentType { headers.append(HTTPHeader("Content-Type", kind)) }
        let credentials = request.bearer.map { [HTTPHeader("Authorization", "Bearer \($0)")] } ?? []
        let sent = HTTPRequest(request.url, method: request.method.rawValue, headers: headers, credentials: credentials,
                               body: request.body, followsRedirects: request.followsRedirects)
        var errors = 0
        // Every request here may be made twice: the same cells get the same texts.
        let exchange = Exchange<HTTPResponse>(request: { sent }, judge: { result in
            if case .success(let response) = result, response.status != 429 {
                if response.status >= 500 { errors += 1 }
                if response.status < 500 || errors >= triesAfterError { return .done(response) }
            }
            guard case .again(_, let after, let slowDown)? = Verdict<HTTPResponse>.unlessAnswered(result), case .success(let response) = result else {
                return Verdict<HTTPResponse>.unlessAnswered(result) ?? .failed(HTTPError(.other, url: request.url, "no answer"))
            }
            return .again(reason: LastAnswer(response: response), after: after, slowDown: slowDown)
        })
        do {
            return answer(try client.perform(exchange))
        } catch let last as LastAnswer {
            return answer(last.response)
        } catch let error as HTTPError {
            throw GoogleError(error.kind == .cancelled ? .cancelled : .network, "\(error)")
        } catch { throw GoogleError(.network, "\(error)") }
    }

    private static func answer(_ response: HTTPResponse) -> GoogleAnswer {
        var headers: [String: String] = [:]
        for header in response.headers { headers[header.name.lowercased()] = header.value }
        return GoogleAnswer(status: response.status, headers: headers, body: response.body, url: response.url)
    }

    /// What stands when all tries are used up.
    private struct LastAnswer: Error {
        let response: HTTPResponse
    }
}
