import Testing
@testable import Frames

@Test("the folder of a path, also of one character", arguments: [
    ("b", "."), ("", "."), (".", "."), ("é", "."), ("review.db", "."), ("a/b", "a"), ("a/b/", "a"), ("a//b", "a"), ("./b", "."), ("../b", ".."),
    ("/", "/"), ("//", "/"), ("/b", "/"), ("//b", "/"), ("/a/b/c.db", "/a/b"), ("a/é", "a"),
])
func folderPath(path: String, folder: String) { #expect(path.folderPath == folder) }
