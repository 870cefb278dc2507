// A request to S3 before it is signed. It is signed anew for each try, since a signature ends after 15 minutes.

/// One call of the S3 API.
struct S3Request {
    var method: String
    var location: S3Location
    var query: [(name: String, value: String)] = []
    /// `x-amz-…` and others, all of which are signed.
    var headers: [HTTPHeader] = []
    var body: [UInt8] = []
    /// Amazon's region that an address named, in place of the endpoint in use.
    var region: String?
    var sizeLimit = 256 << 20

    init(_ method: String, _ location: S3Location, query: [(name: String, value: String)] = [], headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.method = method
        self.location = location
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// - Parameter credentials: `nil` leaves the request unsigned.
    func signed(endpoint: S3Endpoint, addressing: S3Settings.Addressing, region: String, credentials: AWSCredentials?, time: Double) -> HTTPRequest {
        let place = endpoint.place(bucket: location.bucket, addressing)
        let path = place.path + (location.key.isEmpty ? place.path.isEmpty ? "/" : "" : "/" + URIEncoding.encode(location.key, keepingSlashes: true))
        let queryText = SigV4.queryText(query)
        let url = place.origin + path + (queryText.isEmpty ? "" : "?" + queryText)
        // Redirects of S3 want another signature; they are read as answers.
        var request = HTTPRequest(url, method: method, headers: headers, body: body, followsRedirects: false, sizeLimit: sizeLimit)
        guard let credentials else { return request }
        let hash = body.isEmpty ? Self.emptyHash : Digest.hex(Digest.sha256(body))
        request.headers += [HTTPHeader("x-amz-content-sha256", hash), HTTPHeader("x-amz-date", HTTPDate.compact(time))]
        if let token = credentials.sessionToken { request.credentials.append(HTTPHeader("x-amz-security-token", token)) }
        let subject = SigV4.Subject(method: method, path: path, query: query,
                                    headers: [HTTPHeader("host", place.host)] + request.headers + request.credentials, payloadHash: hash)
        let authorization = SigV4(credentials: credentials, region: region).authorization(subject, time: time)
        request.credentials.append(HTTPHeader("Authorization", authorization))
        return request
    }

    private static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
