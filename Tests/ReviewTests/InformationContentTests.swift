import Foundation
import Testing
@testable import Review

@Suite struct InformationContentTests {
    private struct Golden: Decodable {
        struct Result: Decodable {
            let alpha, entropy: Double
            let scores: [Double]
            let drivers: [[[Word]]]
        }
        let frames: [[String]]
        let results: [Result]
    }

    /// A subject or its bits.
    private enum Word: Decodable {
        case text(String), number(Double)
        init(from decoder: any Decoder) throws {
            let one = try decoder.singleValueContainer()
            if let text = try? one.decode(String.self) { self = .text(text) } else { self = .number(try one.decode(Double.self)) }
        }
    }

    @Test("scores and the subjects that drive them are the plain script's to 1e-9")
    func golden() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/information_content.json")
        let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
        for result in golden.results {
            let content = InformationContent(golden.frames, alpha: result.alpha)
            #expect(abs(content.entropy - result.entropy) <= 1e-9)
            for (frame, (score, drivers)) in zip(golden.frames, zip(result.scores, result.drivers)) {
                #expect(abs(content.score(frame) - score) <= 1e-9)
                let made = content.drivers(frame)
                #expect(made.count == drivers.count)
                for (ours, theirs) in zip(made, drivers) {
                    guard case .text(let subject) = theirs[0], case .number(let bits) = theirs[1] else { continue }
                    #expect(ours.subject == subject && abs(ours.bits - bits) <= 1e-9)
                }
            }
        }
    }

    @Test("without subjects, or with unknown ones, every frame is average")
    func nothing() {
        #expect(InformationContent([[], []]).score([]) == 1)
        #expect(InformationContent([[String]]()).score(["Emily"]) == 1)
        let content = InformationContent([["Emily"], []])
        #expect(content.score(["Nobody"]) == content.score([]))
        #expect(content.drivers(["Nobody"]) == [])
        #expect(content.score(["Emily", "Emily"]) == content.score(["Emily"]))
    }
}
