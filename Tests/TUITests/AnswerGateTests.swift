import Foundation
import Review
import Synchronization
import Testing
@testable import TUI

@Suite("Jobs make way for a key's answer")
struct AnswerGateTests {
    @Test("it is closed while a key is being answered, and for no longer than an answer may take")
    func closedForAtMostItsLongest() {
        let gate = AnswerGate()
        #expect(!gate.isClosed(at: 5))
        gate.close(at: 1_000)
        #expect(gate.isClosed(at: 1_000 + AnswerGate.longest - 1))
        #expect(!gate.isClosed(at: 1_000 + AnswerGate.longest))
    }

    @Test("a job goes on as soon as the answer is there")
    func opened() {
        let gate = AnswerGate()
        gate.close(at: 1_000)
        gate.open()
        #expect(!gate.isClosed(at: 1_001))
    }

    @Test("a job waits at it until it opens")
    func waits() {
        let gate = AnswerGate(), passed = Atomic<UInt64>(0), finished = DispatchSemaphore(value: 0)
        let begun = AnswerGate.uptime
        gate.close(at: begun)
        let job = Thread {
            gate.pass()
            passed.store(AnswerGate.uptime, ordering: .relaxed)
            finished.signal()
        }
        job.start()
        finished.wait()
        #expect(passed.load(ordering: .relaxed) >= begun + AnswerGate.longest)
    }

    @Test("keys that come faster than they are answered slow a job down and do not stop it")
    func keysWithoutEnd() {
        let gate = AnswerGate(), isOver = Atomic<Bool>(false)
        let keys = Thread {
            while !isOver.load(ordering: .relaxed) {
                gate.close()
                usleep(2_000)
            }
        }
        let passed = DispatchSemaphore(value: 0)
        let job = Thread {
            for _ in 0..<3 { gate.pass() }
            passed.signal()
        }
        gate.close()
        keys.start()
        job.start()
        #expect(passed.wait(timeout: .now() + 30) == .success)
        isOver.store(true, ordering: .relaxed)
    }

    @Test("a stage makes way whenever it asks whether to stop, and hears of a stop that came meanwhile")
    func stages() {
        let ways = Atomic<Int>(0)
        let contexts = Mutex<StageContext?>(nil)
        let context = StageContext(makeWay: {
            ways.add(1, ordering: .relaxed)
            contexts.withLock { $0 }?.cancel()
        })
        #expect(!context.isCancelled)
        contexts.withLock { $0 = context }
        #expect(throws: StageCancelled.self) { try context.checkCancelled() }
        #expect(ways.load(ordering: .relaxed) == 2)
        contexts.withLock { $0 = nil }
    }
}
