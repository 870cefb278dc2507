// The only place that prints: results go to standard output, all else to standard error.

import Foundation

enum Console {
    /// A line of the result.
    static func print(_ line: String) { write(line + "\n") }

    /// Text of the result that ends its own lines.
    static func write(_ text: String) { write(Array(text.utf8)) }

    /// Where the result cannot be written, that is said and the program ends: a result that is cut off is none.
    static func write(_ bytes: [UInt8]) {
        guard put(bytes, STDOUT_FILENO) else {
            error("rarity: standard output: \(String(cString: strerror(errno))). Check where it goes, and the room there.")
            exit(1)
        }
    }

    /// A message or an error. Nothing can be done where nobody can read it.
    static func error(_ line: String) { _ = put(Array((line + "\n").utf8), STDERR_FILENO) }

    /// A part of a line on standard error, such as progress.
    static func note(_ text: String) { _ = put(Array(text.utf8), STDERR_FILENO) }

    /// - Returns: whether all of it was written; `errno` says why not.
    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
