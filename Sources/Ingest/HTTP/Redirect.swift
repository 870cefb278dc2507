// Redirects are followed here and not by libcurl, which would carry headers of ours to other hosts.

import CCurl

enum Redirect {
    /// The request that a redirect asks for; `nil` where the answer is none, or the request does not follow any.
    /// Another scheme, host or port gets no credentials, now or later. - Throws: `HTTPError` of kind `.redirect`.
    static func next(after response: HTTPResponse, to request: HTTPRequest, followed: Int) throws(HTTPError) -> HTTPRequest? {
        guard request.followsRedirects, [301, 302, 303, 307, 308].contains(response.status), let location = response["location"] else { return nil }
        guard followed < HTTPRequest.mostRedirects else {
            throw HTTPError(.redirect, url: request.url, "redirects more than \(HTTPRequest.mostRedirects) times, perhaps in a loop. Check the address.")
        }
        guard let url = resolve(location, against: request.url), let old = origin(request.url), let new = origin(url) else {
            throw HTTPError(.redirect, url: request.url, "redirects to something that is no address.")
        }
        guard old.scheme == new.scheme || new.scheme == "https" else {
            throw HTTPError(.redirect, url: request.url, "redirects from https to http, which is not followed.")
        }
        var next = request
        next.url = url
        if new != old { next.credentials = [] }
        if response.status == 303 || response.status <= 302 && request.method == "POST" {
            if next.method != "HEAD" { next.method = "GET" }
            next.body = []
        }
        return next
    }

    struct Origin: Equatable {
        let scheme, host, port: String
    }

    /// `nil` for what is neither http nor https.
    static func origin(_ url: String) -> Origin? {
        guard let parts = curl_url() else { return nil }
        defer { curl_url_cleanup(parts) }
        guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
              let scheme = part(parts, CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https",
              let host = part(parts, CURLUPART_HOST)?.lowercased(),
              let port = part(parts, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)) else { return nil }
        return Origin(scheme: scheme, host: host, port: port)
    }

    private static func resolve(_ location: String, against base: String) -> String? {
        guard let parts = curl_url() else { return nil }
        defer { curl_url_cleanup(parts) }
        // A Location with blanks or letters beyond ASCII is not well formed, but it happens.
        guard curl_url_set(parts, CURLUPART_URL, base, 0) == CURLUE_OK,
              curl_url_set(parts, CURLUPART_URL, location, UInt32(CURLU_URLENCODE)) == CURLUE_OK else { return nil }
        return part(parts, CURLUPART_URL)
    }

    private static func part(_ parts: OpaquePointer, _ what: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, what, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
