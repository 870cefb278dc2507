// Waiting: for keys, for the size, for signals, for a worker that calls `waker.wake()`.

@preconcurrency import CNcurses
import Glibc

extension Terminal {
    /// Waits until something happens, then gives all of it: every key that is waiting, in order. Ctrl-Z
    /// is done here, and reported as `.resumed`.
    /// - Parameter timeoutMilliseconds: `nil`: without end; 0: only what is already there.
    /// - Returns: nothing after a timeout, and after `waker.wake()`.
    public func wait(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        var watched = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&watched, 2, Int32(clamping: timeoutMilliseconds ?? -1))
        pipe.drain()
        var events = signalled()
        // Of a terminal that went away, curses would only say that there is no key.
        if watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { events.append(.quit) }
        for event in decoder.decode(readCodes()) {
            if event == .key(.control("z")) { events += suspended() } else { events.append(event) }
        }
        return events
    }

    private func signalled() -> [TerminalEvent] {
        let notes = Signals.take()
        var events: [TerminalEvent] = []
        if notes.contains(.suspend) {
            events += suspended()
        } else if notes.contains(.continued) {
            resume()
            events.append(.resumed)
        }
        if notes.contains(.resized) {
            updateSize()
            events.append(.resize(width: size.width, height: size.height))
        }
        if notes.contains(.quit) { events.append(.quit) }
        return events
    }

    private func suspended() -> [TerminalEvent] {
        let before = size
        suspend()
        let wasTold = Signals.take().contains(.quit)  // its own SIGCONT is dealt with
        return [.resumed] + (size == before ? [] : [.resize(width: size.width, height: size.height)]) + (wasTold ? [.quit] : [])
    }

    private func readCodes() -> [InputCode] {
        var codes: [InputCode] = []
        var value: wint_t = 0
        while true {
            switch wget_wch(input, &value) {
            case OK: codes.append(.character(value))
            case KEY_CODE_YES where value == KEY_MOUSE: 
                // Before the mouse was ever on, curses knows the beginning of a report and leaves the rest to us.
                if let press = mousePress() { codes.append(.mouse(press)) } else if !mouseIsKnown { codes.append(.function(KEY_MOUSE)) }
            case KEY_CODE_YES where value != KEY_RESIZE: codes.append(.function(Int32(value)))
            case KEY_CODE_YES: continue
            default: return codes
            }
        }
    }
}
