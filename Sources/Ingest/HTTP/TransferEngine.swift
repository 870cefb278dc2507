// Many requests at a time on one thread: a multi handle of libcurl. Connections are kept and used again.

import CCurl

/// Belongs to one thread at a time.
final class TransferEngine {
    /// A request has ended.
    struct Ended {
        let tag: Int
        let result: Result<HTTPResponse, HTTPError>
    }

    private let multi: UnsafeMutableRawPointer?
    private let limits: HTTPLimits
    private var idle: [Transfer] = []
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]

    init(limits: HTTPLimits, connections: Int = 256) {
        _ = Self.library
        multi = curl_multi_init()
        self.limits = limits
        rarity_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit {
        for transfer in running.values { curl_multi_remove_handle(multi, transfer.handle) }
        running = [:]
        idle = []
        curl_multi_cleanup(multi)
    }

    var count: Int { running.count }

    /// - Throws: `HTTPError` where a request cannot even begin.
    func start(_ request: HTTPRequest, tag: Int) throws(HTTPError) {
        guard let transfer = idle.popLast() ?? Transfer() else {
            throw HTTPError(.other, url: request.url, "libcurl did not start.")
        }
        transfer.tag = tag
        transfer.prepare(request, limits)
        curl_multi_add_handle(multi, transfer.handle)
        running[transfer.handle] = transfer
    }

    /// Moves bytes; waits at most so long for something to happen.
    func step(milliseconds: Int) -> [Ended] {
        var left: Int32 = 0
        curl_multi_perform(multi, &left)
        var ended = collect()
        if ended.isEmpty {
            curl_multi_poll(multi, nil, 0, Int32(milliseconds), nil)
            curl_multi_perform(multi, &left)
            ended = collect()
        }
        return ended
    }

    /// Breaks off what is under way.
    func abandon() {
        for transfer in running.values { curl_multi_remove_handle(multi, transfer.handle) }
        running = [:]                                           // their connections are not to be trusted with new requests
    }

    private func collect() -> [Ended] {
        var ended: [Ended] = []
        var queued: Int32 = 0
        while let message = curl_multi_info_read(multi, &queued) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            curl_multi_remove_handle(multi, handle)
            guard let transfer = running.removeValue(forKey: handle) else { continue }
            ended.append(Ended(tag: transfer.tag, result: transfer.result(code)))
            idle.append(transfer)
        }
        return ended
    }

    private static let library: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()
}
