import Foundation
import Testing
@testable import Model

@Suite("Safetensors")
struct SafeTensorsTests {
    static let sample: SafeTensors = {
        var file = SafeTensors(place: "sample")
        file.set("weights", floats: [1, -2, 0.5, 3, 4, 5], shape: [2, 3])
        file.set("half", halves: [0.25, 65504, -1e-7], shape: [3])
        file.set("labels", integers: [Int64.min, 0, 7], shape: [3])
        file.set("pixels", bytes: [0, 128, 255, 9, 1], shape: [5, 1])
        file.metadata = ["origin": "a test"]
        return file
    }()

    @Test("what is written is read again, tensors and metadata")
    func roundTrip() throws {
        let read = try SafeTensors(bytes: Self.sample.encoded(), place: "sample")
        #expect(read == Self.sample)
        #expect(try read.floats("half", shape: [nil])[0..<2] == [0.25, 65504])
        #expect(try read.matrix("weights", columns: 3)[1, 2] == 5)
        #expect(try read.integers("labels", shape: [3]) == [Int64.min, 0, 7])
    }

    @Test("a file cut at any length is refused, and no length crashes")
    func cut() {
        let bytes = Self.sample.encoded()
        for length in 0..<bytes.count {
            #expect(throws: ModelError.self) { try SafeTensors(bytes: Array(bytes.prefix(length)), place: "cut") }
        }
    }

    @Test("a file with any byte of its header altered is refused or read, and never crashes")
    func altered() {
        let bytes = Self.sample.encoded()
        for index in 0..<min(bytes.count, 400) {
            for flip in [0x01, 0x10, 0x80] as [UInt8] {
                var other = bytes
                other[index] ^= flip
                let read = try? SafeTensors(bytes: other, place: "altered")
                #expect(read != Self.sample)
            }
        }
    }

    @Test("a tensor that differs from what is needed is named, with both shapes", arguments: [
        ("absent", [3], "has no tensor \"absent\""),
        ("weights", [3, 2], "tensor \"weights\" has the shape (2, 3), needed is (3, 2)"),
        ("weights", [6], "tensor \"weights\" has the shape (2, 3), needed is (6)"),
        ("weights", [nil, 512], "tensor \"weights\" has the shape (2, 3), needed is (n, 512)"),
        ("labels", [3], "tensor \"labels\" holds I64, needed is F32 or F16"),
    ] as [(String, [Int?], String)])
    func refused(name: String, shape: [Int?], words: String) {
        let error = #expect(throws: ModelError.self) { try Self.sample.floats(name, shape: shape) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test("a header that lies is refused with the reason", arguments: [
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "needs 8 bytes"),
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, "the file was cut"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, "needs 4 bytes"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, "needs 4 bytes"),
        (#"{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}"#, "impossible shape"),
        (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, "impossible shape"),
        (#"{"a":{"dtype":"F64","shape":[0],"data_offsets":[0,0]}}"#, "holds F64"),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, "needs 4 bytes"),
        (#"{"a":{"dtype":"F32","shape":[1e30],"data_offsets":[0,4]}}"#, "no JSON of tensors"),
        (#"{"a":7}"#, "no JSON of tensors"),
        (#"[1,2]"#, "no JSON of tensors"),
        ("not json", "no JSON of tensors"),
        (String(repeating: "[", count: 700), "no JSON of tensors"),
    ])
    func lies(header: String, words: String) {
        let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
        let bytes = length + Array(header.utf8) + [0, 0, 0, 0]
        let error = #expect(throws: ModelError.self) { try SafeTensors(bytes: bytes, place: "lie") }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test("other files are refused by name and reason", arguments: [
        ([], "0 bytes"), ([1, 2, 3], "3 bytes"), ([UInt8](repeating: 0xFF, count: 40), "a header of 18446744073709551615 bytes"),
    ])
    func other(bytes: [UInt8], words: String) {
        let error = #expect(throws: ModelError.self) { try SafeTensors(bytes: bytes, place: "photo.jpg") }
        #expect(error?.description.contains("photo.jpg") == true && error?.description.contains(words) == true)
    }

    @Test("a missing file, a folder and a folder that cannot be written are errors with a reason")
    func files() {
        #expect(throws: ModelError.unreadable(place: "/nowhere", reason: "No such file or directory")) { try SafeTensors(path: "/nowhere") }
        #expect(throws: ModelError.unreadable(place: "/", reason: "not a regular file")) { try SafeTensors(path: "/") }
        #expect(throws: ModelError.unwritable(place: "/nowhere/x", reason: "No such file or directory")) { try Self.sample.write(to: "/nowhere/x") }
    }
}
