// From libcurl's codes to what a person can do about it.

import CCurl

enum TransferFailure {
    /// - Parameter text: libcurl's own words, may be empty.
    static func error(_ code: CURLcode, text: String, url: String) -> HTTPError {
        let said = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return HTTPError(.badURL, url: url, "is no address that can be fetched.")
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return HTTPError(.unresolved, url: url, "the host has no address. Check its name and the network.")
        case CURLE_COULDNT_CONNECT:
            return HTTPError(.unreachable, url: url, "no connection: \(said). Check the address and the network.")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CERTPROBLEM:
            return HTTPError(.certificate, url: url, "the server's certificate is not valid: \(said). Nothing was sent.")
        case CURLE_OPERATION_TIMEDOUT:
            return HTTPError(.timedOut, url: url, "the server is silent or far too slow (\(said)). Try again later.")
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SSL_CONNECT_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            return HTTPError(.cutShort, url: url, "the connection broke: \(said).")
        default:
            return HTTPError(.other, url: url, said + ".")
        }
    }
}
