// What an answer of S3 means: which are worth another try, and what the others tell a person.

import Frames

/// Reads answers for one client.
struct S3Answer {
    let location: S3Location
    let endpoint: String
    let isSigned: Bool
    let credentialsOrigin: String

    /// Made printable for errors only: most answers are none.
    private var place: String { location.description }

    /// Codes that pass. Some come with status 400 or 200.
    private static let passing: Set<String> = [
        "SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "Throttling", "ThrottlingException", "RequestLimitExceeded",
        "BandwidthLimitExceeded", "OperationAborted", "ConditionalRequestConflict", "IncompleteBody", "BadDigest", "XAmzContentSHA256Mismatch",
    ]

    /// An error that passes, perhaps.
    func mayPass(_ response: HTTPResponse, _ document: ErrorDocument?) -> Bool {
        if let code = document?.code, !code.isEmpty { return Self.passing.contains(code) || response.status >= 500 && response.status != 501 }
        return response.status == 429 || response.status >= 500 && response.status != 501
    }

    func isSlowDown(_ response: HTTPResponse, _ document: ErrorDocument?) -> Bool {
        response.status == 429 || response.status == 503 || ["SlowDown", "Throttling", "RequestLimitExceeded"].contains(document?.code ?? "")
    }

    func error(_ error: HTTPError) -> S3Error {
        S3Error(error.kind == .cancelled ? .cancelled : .network, place, "\(error.reason) (\(endpoint))")
    }

    func damaged(_ what: String) -> S3Error { S3Error(.damaged, place, "\(what), on every try. Is something between here and the server changing what it sends?") }

    /// What an answer that is no success tells.
    func error(_ response: HTTPResponse, _ document: ErrorDocument?) -> S3Error {
        let code = document?.code ?? ""
        let said = code.isEmpty ? "\(response.status)" : code
        let whose = credentialsOrigin.isEmpty ? "" : " (\(credentialsOrigin))"
        switch code {
        case "NoSuchBucket", "InvalidBucketName":
            return S3Error(.noBucket, place, "there is no bucket \(location.bucket) at \(endpoint). Check its name and the endpoint (AWS_ENDPOINT_URL_S3).")
        case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity":
            return S3Error(.credentials, place, "the credentials\(whose) are wrong: \(said). Check the key and the secret, and that they belong to \(endpoint).")
        case "ExpiredToken", "TokenRefreshRequired", "RequestExpired":
            return S3Error(.credentials, place, "the session token\(whose) has ended. Log in again, then run this again.")
        case "InvalidToken":
            return S3Error(.credentials, place, "the session token\(whose) is not valid. Check AWS_SESSION_TOKEN, or log in again.")
        case "RequestTimeTooSkewed":
            return S3Error(.clock, place, "the clocks of this machine and the server differ by more than 15 minutes. Set this machine's clock.")
        case "SlowDown": return S3Error(.slowDown, place, "the server asks to slow down, after all tries. Try again later.")
        case "PreconditionFailed": return S3Error(.conditionFailed, place, "it was changed by someone else meanwhile.")
        default: break
        }
        switch response.status {
        case 404: return S3Error(.notFound, place, "there is no such object (404).")
        case 412: return S3Error(.conditionFailed, place, "it was changed by someone else meanwhile.")
        case 400 where !isSigned, 401 where !isSigned, 403 where !isSigned:
            return S3Error(.credentials, place, "access is denied (\(said)), and no credentials are set. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        case 403: return S3Error(.denied, place, "access is denied (403 \(code.isEmpty ? "" : code)): these credentials\(whose) may not do this, or there is no such object.")
        case 429, 503: return S3Error(.slowDown, place, "the server asks to slow down (\(said)), after all tries. Try again later.")
        default:
            let words = document.map { $0.message.isEmpty ? $0.code : "\($0.code): \($0.message)" } ?? HTTPStatus.words(response.status)
            return S3Error(.other, place, "the server answered \(response.status), \(words)")
        }
    }
}
