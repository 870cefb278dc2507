// A question to a server, as a value.

/// One header line.
public struct HTTPHeader: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether this is its name, without regard to the case of ASCII letters; no other letters are in names of headers.
    func isNamed(_ name: String) -> Bool {
        func small(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
        return self.name.utf8.count == name.utf8.count && zip(self.name.utf8, name.utf8).allSatisfy { small($0) == small($1) }
    }
}

/// A request over http or https. `url` is encoded already and is sent as it is, dots included.
public struct HTTPRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [HTTPHeader]
    /// Headers that are secret or worth a secret (`Authorization`, tokens): no redirect carries them to another host,
    /// and no error shows them.
    public var credentials: [HTTPHeader]
    public var body: [UInt8]
    /// Whether `Location` is followed, at most `mostRedirects` times, and never from https to http.
    public var followsRedirects: Bool
    /// Whether it goes to its host also where a proxy is set: a machine's own credentials are nothing for a proxy.
    public var goesAroundProxies = false
    /// The largest body of an answer, in bytes; a larger one is an error as soon as it is known.
    public var sizeLimit: Int

    public static let mostRedirects = 10

    public init(_ url: String, method: String = "GET", headers: [HTTPHeader] = [], credentials: [HTTPHeader] = [],
                body: [UInt8] = [], followsRedirects: Bool = true, sizeLimit: Int = 256 << 20) {
        self.method = method
        self.url = url
        self.headers = headers
        self.credentials = credentials
        self.body = body
        self.followsRedirects = followsRedirects
        self.sizeLimit = sizeLimit
    }
}
