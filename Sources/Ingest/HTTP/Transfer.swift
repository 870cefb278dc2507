// One request on its way: an easy handle of libcurl, what is sent, and what has come. Used again for the next request,
// since setting one up costs more than a small answer.

import CCurl
import Foundation

/// Not sendable: it belongs to the engine, and the engine to one thread at a time.
final class Transfer {
    let handle: UnsafeMutableRawPointer
    private(set) var request = HTTPRequest("")
    /// What this is an answer to, for the engine's caller.
    var tag = 0
    private var lines: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var headers: [HTTPHeader] = []
    private var body: [UInt8] = []
    private var isTooLarge = false

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(lines)
        errorText.deallocate()
    }

    /// Sets the handle up for a request.
    func prepare(_ request: HTTPRequest, _ limits: HTTPLimits) {
        self.request = request
        headers = []
        body = []
        isTooLarge = false
        errorText[0] = 0
        curl_easy_reset(handle)                                 // connections, names and sessions stay
        setString(CURLOPT_URL, request.url)
        setString(CURLOPT_PROTOCOLS_STR, "http,https")
        setLong(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        setLong(CURLOPT_PATH_AS_IS, 1)
        setLong(CURLOPT_NOSIGNAL, 1)
        setLong(CURLOPT_QUICK_EXIT, 1)                          // who breaks off does not wait for a name to be resolved
        setLong(CURLOPT_TCP_NODELAY, 1)
        // Allocated anew for each request; only what is asked for by GET may be long.
        setLong(CURLOPT_BUFFERSIZE, request.method == "GET" ? 64 << 10 : 16 << 10)
        setLong(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect * 1_000))
        setLong(CURLOPT_LOW_SPEED_LIMIT, limits.slowest)
        setLong(CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stall)))
        if request.goesAroundProxies { setString(CURLOPT_NOPROXY, "*") }
        if let bundle = Self.certificates { setString(CURLOPT_CAINFO, bundle) }
        rarity_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        let me = Unmanaged.passUnretained(self).toOpaque()
        rarity_curl_set_pointer(handle, CURLOPT_PRIVATE, me)
        rarity_curl_set_pointer(handle, CURLOPT_WRITEDATA, me)
        rarity_curl_set_pointer(handle, CURLOPT_HEADERDATA, me)
        rarity_curl_set_write(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.of(context).receive(bytes, size * count)
        }
        rarity_curl_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.of(context).receiveHeader(bytes, size * count)
        }
        setBody(request)
        setHeaders(request)
    }

    /// What came of it.
    func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
        if isTooLarge {
            return .failure(HTTPError(.tooLarge, url: request.url, "the answer is larger than \(request.sizeLimit) bytes, which was the most that was expected."))
        }
        guard code == CURLE_OK else {
            return .failure(TransferFailure.error(code, text: String(cString: errorText), url: request.url))
        }
        var status = 0
        rarity_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(HTTPResponse(status: status, headers: headers, body: body, url: request.url))
    }

    /// `AWS_CA_BUNDLE` as other tools have it; the system's certificates otherwise.
    private static let certificates = ProcessInfo.processInfo.environment["AWS_CA_BUNDLE"].flatMap { $0.isEmpty ? nil : $0 }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private func setLong(_ option: CURLoption, _ value: Int) { rarity_curl_set_long(handle, option, value) }

    private func setString(_ option: CURLoption, _ value: String) { rarity_curl_set_string(handle, option, value) }

    private func setHeaders(_ request: HTTPRequest) {
        curl_slist_free_all(lines)
        lines = nil
        for header in request.headers + request.credentials {
            lines = curl_slist_append(lines, header.value.isEmpty ? header.name + ";" : "\(header.name): \(header.value)")
        }
        for (name, line) in Self.unlessGiven where !request.headers.contains(where: { $0.isNamed(name) }) {
            lines = curl_slist_append(lines, line)
        }
        rarity_curl_set_pointer(handle, CURLOPT_HTTPHEADER, lines)
    }

    /// In place of what libcurl would add on its own account and no signature covers.
    private static let unlessGiven = [("Expect", "Expect:"), ("Content-Type", "Content-Type:"), ("User-Agent", "User-Agent: rarity")]

    private func setBody(_ request: HTTPRequest) {
        if request.method == "HEAD" { return setLong(CURLOPT_NOBODY, 1) }
        if request.method != "GET" && request.method != "DELETE" {
            rarity_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            // One byte more than is sent, since an empty array has no address.
            var bytes = request.body.isEmpty ? [0] : request.body
            bytes.withUnsafeMutableBytes { _ = rarity_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
        }
        setString(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard body.count + count <= request.sizeLimit else {
            isTooLarge = true
            return 0                                            // ends the transfer
        }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = UnsafeRawBufferPointer(start: bytes, count: count)
        if UnsafeRawBufferPointer(rebasing: line.prefix(5)).spells("HTTP/") {  // a new answer begins, as after 100 Continue
            headers = []
            headers.reserveCapacity(16)
            return count
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return count }
        let blank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
        let value = line[(colon + 1)...].drop(while: blank)
        let end = value.lastIndex { !blank($0) }.map { $0 + 1 } ?? value.startIndex
        let header = HTTPHeader(String(decoding: line[..<colon], as: UTF8.self), String(decoding: value[..<end], as: UTF8.self))
        headers.append(header)
        if header.isNamed("content-length"), let length = Int(header.value), request.method != "HEAD" {
            body.reserveCapacity(min(length, request.sizeLimit, 64 << 20))
        }
        return headers.count > 500 ? 0 : count
    }
}
