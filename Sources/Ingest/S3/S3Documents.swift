// The answers of S3 that are documents, as values. `nil` means that the document is not whole: half of one must never
// pass for a short one.

/// A page of a listing.
struct ListPage: Equatable, Sendable {
    var objects: [StoredObject] = []
    /// Where the next page begins; `nil` on the last.
    var next: String?

    init?(_ bytes: [UInt8]) {
        var isWhole = false, isTruncated = false, isEncoded = false
        bytes.withUnsafeBytes { buffer in
            var scanner = XMLScanner(buffer)
            var object = StoredObject(key: "", size: 0, etag: "")
            while let event = scanner.next() {
                switch event {
                case .open(let name):
                    if name.spells("Contents") { object = StoredObject(key: "", size: 0, etag: "") }
                case .close(let name):
                    if name.spells("Key") { object.key = scanner.text.unescaped }
                    else if name.spells("Size") { object.size = scanner.text.wholeNumber }
                    else if name.spells("ETag") { object.etag = ETag.plain(scanner.text.unescaped) }
                    else if name.spells("Contents") { objects.append(object) }
                    else if name.spells("IsTruncated") { isTruncated = scanner.text.spells("true") }
                    else if name.spells("NextContinuationToken") { next = scanner.text.unescaped }
                    else if name.spells("EncodingType") { isEncoded = scanner.text.spells("url") }
                    else if name.spells("ListBucketResult") { isWhole = true }
                }
            }
        }
        guard isWhole, !isTruncated || next != nil else { return nil }
        if !isTruncated { next = nil }
        guard isEncoded else { return }
        for i in objects.indices where objects[i].key.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) {
            guard let key = URIEncoding.decode(objects[i].key, plusIsBlank: true) else { return nil }
            objects[i].key = key
        }
    }
}

/// `<Error>`: why a request failed. It may come with status 200 too.
struct ErrorDocument: Equatable {
    var code = "", message = "", region = ""

    init?(_ bytes: [UInt8]) {
        var isError = false, depth = 0
        bytes.withUnsafeBytes { buffer in
            var scanner = XMLScanner(buffer)
            while let event = scanner.next() {
                switch event {
                case .open(let name):
                    if depth == 0 { isError = name.spells("Error") }
                    // Most answers are none, and some are long.
                    guard isError else { return }
                    depth += 1
                case .close(let name):
                    depth -= 1
                    if name.spells("Code") { code = scanner.text.unescaped }
                    if name.spells("Message") { message = scanner.text.unescaped }
                    if name.spells("Region") { region = scanner.text.unescaped }
                }
            }
        }
        guard isError else { return nil }
    }
}

/// The few answers of which one text is wanted: a copy, the beginning and the end of an upload in parts. Servers do not
/// agree on how the first element is named, so a caller asks for what it needs of it.
struct ResultDocument {
    /// The name of the element that holds all others.
    private(set) var root = ""
    private let bytes: [UInt8]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        var depth = 0, isWhole = false
        bytes.withUnsafeBytes { buffer in
            var scanner = XMLScanner(buffer), first = UnsafeRawBufferPointer(start: nil, count: 0)
            while let event = scanner.next() {
                switch event {
                case .open(let name):
                    if depth == 0 { first = name }
                    depth += 1
                case .close(let name):
                    depth -= 1
                    if depth == 0 { isWhole = name.elementsEqual(first) }
                }
            }
            root = String(decoding: first, as: UTF8.self)
        }
        guard isWhole else { return nil }
    }

    /// The text of the last element of this name.
    subscript(name: StaticString) -> String? {
        bytes.withUnsafeBytes { buffer in
            var scanner = XMLScanner(buffer), found: UnsafeRawBufferPointer?
            while let event = scanner.next() {
                if case .close(let closed) = event, closed.spells(name) { found = scanner.text }
            }
            return found?.unescaped
        }
    }
}

/// What could not be deleted.
struct DeleteDocument {
    struct Refusal: Equatable, Sendable {
        var key = "", code = "", message = ""
    }

    var refusals: [Refusal] = []

    init?(_ bytes: [UInt8]) {
        var isWhole = false
        bytes.withUnsafeBytes { buffer in
            var scanner = XMLScanner(buffer)
            var refusal: Refusal?
            while let event = scanner.next() {
                switch event {
                case .open(let name):
                    if name.spells("Error") { refusal = Refusal() }
                case .close(let name):
                    if name.spells("Key") { refusal?.key = scanner.text.unescaped }
                    if name.spells("Code") { refusal?.code = scanner.text.unescaped }
                    if name.spells("Message") { refusal?.message = scanner.text.unescaped }
                    if name.spells("Error"), let done = refusal {
                        refusals.append(done)
                        refusal = nil
                    }
                    if name.spells("DeleteResult") { isWhole = true }
                }
            }
        }
        guard isWhole else { return nil }
    }
}

/// The tag of an object's content.
enum ETag {
    /// Without quotes and the mark of a weak one.
    static func plain(_ text: String) -> String {
        let text = text.hasPrefix("W/") ? text.dropFirst(2) : text[...], bytes = text.utf8, quote = UInt8(ascii: "\"")
        return bytes.count >= 2 && bytes.first == quote && bytes.last == quote ? String(bytes.dropFirst().dropLast()) ?? "" : String(text)
    }

    /// Whether it may be the MD5 of the bytes; that of an upload in parts is not.
    static func isMD5(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

extension UnsafeRawBufferPointer {
    /// Digits only; 0 for anything else.
    fileprivate var wholeNumber: Int {
        var number = 0
        for byte in self {
            guard (48...57).contains(byte), number < Int.max / 10 - 1 else { return 0 }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }
}
