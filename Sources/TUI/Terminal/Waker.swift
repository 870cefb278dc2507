// A pipe that ends a wait for keys: workers write a byte when they left something in a mailbox, and
// so do signal handlers.

import Glibc

/// Ends `Terminal.wait` from any thread. Cheap; waking twice before the wait ends is waking once.
public struct Waker: Sendable {
    let descriptor: Int32

    public func wake() {
        var byte: UInt8 = 1
        _ = write(descriptor, &byte, 1)  // full: the reader is about to wake anyway
    }
}

/// The two ends, neither of which blocks nor is passed on to child processes.
struct WakePipe {
    let readEnd: Int32
    let waker: Waker

    init() throws(TerminalError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
        readEnd = ends[0]
        waker = Waker(descriptor: ends[1])
    }

    /// Takes all bytes out.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }

    func close() {
        _ = Glibc.close(readEnd)
        _ = Glibc.close(waker.descriptor)
    }
}
