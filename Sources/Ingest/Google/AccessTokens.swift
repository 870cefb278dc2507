// Access tokens of a service account: asked for once, kept in memory until they end, written nowhere.

import Foundation
import Frames
import Synchronization

/// What a token may be used for.
enum GoogleScope: String, Sendable {
    case read = "https://www.googleapis.com/auth/spreadsheets.readonly"
    case write = "https://www.googleapis.com/auth/spreadsheets"
}

final class AccessTokens: Sendable {
    private struct Token {
        let text: String
        let ends: ContinuousClock.Instant
    }

    private let account: ServiceAccount
    private let address: String
    private let carry: GoogleCarrier
    private let now: @Sendable () -> Date
    /// Held while a token is asked for, so that several threads ask once.
    private let tokens = Mutex<[GoogleScope: Token]>([:])

    init(_ account: ServiceAccount, endpoints: GoogleEndpoints, now: @escaping @Sendable () -> Date = { Date() },
         carry: @escaping GoogleCarrier) throws(GoogleError) {
        self.account = account
        address = endpoints.token ?? account.tokenURL
        self.now = now
        self.carry = carry
        guard GoogleEndpoints.isSafe(address) else {
            throw GoogleError(.credentials, "The credentials name \(address.printable()) as \"token_uri\"; it should begin with https://.")
        }
    }

    /// A token that is good for some time yet.
    /// - Throws: `GoogleError`
    func token(_ scope: GoogleScope) throws(GoogleError) -> String {
        let result = tokens.withLock { tokens -> Result<String, GoogleError> in
            if let kept = tokens[scope], kept.ends > .now { return .success(kept.text) }
            do throws(GoogleError) {
                let token = try ask(scope)
                tokens[scope] = token
                return .success(token.text)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Forgets a token that was refused, unless another thread has a newer one already.
    func forget(_ token: String, _ scope: GoogleScope) {
        tokens.withLock { tokens in
            if tokens[scope]?.text == token { tokens[scope] = nil }
        }
    }

    private func ask(_ scope: GoogleScope) throws(GoogleError) -> Token {
        let claim = JSONWebToken(issuer: account.email, scope: scope.rawValue, audience: address, issuedAt: Int(now().timeIntervalSince1970))
        guard let assertion = claim.signed(by: account.key, id: account.keyID) else {
            throw GoogleError(.credentials, "The key of \(account.email) cannot sign: libcrypto failed.")
        }
        let form = GoogleQuery.text([("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)])
        let started = ContinuousClock.now
        let answer = try carry(GoogleRequest(method: .post, url: address, contentType: "application/x-www-form-urlencoded", body: Array(form.utf8)))
        let object = answer.object
        guard answer.status == 200, let text = object?["access_token"] as? String, Self.isToken(text) else {
            throw refusal(answer, object, assertion: assertion)
        }
        let life = min(max((object?["expires_in"] as? NSNumber)?.doubleValue ?? 0, 0), 86_400)
        // Some seconds early: a request takes time, and clocks drift.
        return Token(text: text, ends: started + .seconds(life - min(60, life / 4)))
    }

    /// Printable ASCII without blanks: it becomes a header.
    private static func isToken(_ text: String) -> Bool {
        (1...8192).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) }
    }

    private func refusal(_ answer: GoogleAnswer, _ object: [String: Any]?, assertion: String) -> GoogleError {
        let words = [object?["error"], object?["error_description"]].compactMap { $0 as? String }.joined(separator: ": ")
        // Nobody should send it back; whoever does is not quoted.
        let told = words.isEmpty || words.contains(assertion.suffix(40)) ? "status \(answer.status)" : words.printable(limit: 200)
        let begin = "Google refuses a token to \(account.email): \(told.hasSuffix(".") ? String(told.dropLast()) : told)"
        if answer.status == 429 || answer.status >= 500 { return GoogleError(.quota, "\(begin). Try again in some minutes.") }
        if let seconds = clockError(answer), abs(seconds) > 240 {
            return GoogleError(.credentials, "\(begin). The clock of this machine is \(Self.span(seconds)); set it.")
        }
        if words.contains("iat") || words.contains("timeframe") {
            return GoogleError(.credentials, "\(begin). Compare the clock of this machine with the true time.")
        }
        return GoogleError(.credentials, "\(begin). Make a new key for the service account, or enable the account, in the Google Cloud console.")
    }

    /// Seconds that this machine's clock is ahead of the answer's `Date`.
    private func clockError(_ answer: GoogleAnswer) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return answer.headers["date"].flatMap { format.date(from: $0) }.map { now().timeIntervalSince($0) }
    }

    private static func span(_ seconds: Double) -> String {
        let minutes = Int((abs(seconds) / 60).rounded())
        return "\(minutes) minutes \(seconds > 0 ? "ahead" : "behind")"
    }
}
