// Listings and other documents, from bytes.

import Foundation
import Testing
@testable import Ingest

@Suite struct S3DocumentTests {
    private func page(_ text: String) -> ListPage? { ListPage(Array(text.utf8)) }

    @Test("a page of a listing is read, entities and unicode and unusual quotes too")
    func listing() throws {
        let read = try #require(page("""
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix/><KeyCount>3</KeyCount><IsTruncated>true</IsTruncated>
            <NextContinuationToken>1/a+b==&amp;</NextContinuationToken>
            <Contents><Key>a/é-日本-😀 +%.jpg</Key><LastModified>x</LastModified><ETag>&quot;0123&quot;</ETag><Size>12</Size><Owner><ID>k</ID></Owner></Contents>
            <Contents><Key>a&amp;b&lt;c&gt;&#39;&#x1F600;&apos;&unknown;</Key><Size>0</Size><ETag>"ab-2"</ETag><StorageClass/></Contents>
            <Contents><Size>5000000000</Size><Key>z</Key><ETag>&#34;cd&#34;</ETag></Contents></ListBucketResult>
            """))
        #expect(read.objects == [
            StoredObject(key: "a/é-日本-😀 +%.jpg", size: 12, etag: "0123"), StoredObject(key: "a&b<c>'😀'&unknown;", size: 0, etag: "ab-2"),
            StoredObject(key: "z", size: 5_000_000_000, etag: "cd"),
        ])
        #expect(read.next == "1/a+b==&")
    }

    @Test("keys that were encoded for the answer are decoded, wherever the answer says so")
    func encoded() {
        let contents = "<Contents><Key>a%2Fb+c%2B%25%0A</Key></Contents>"
        #expect(page("<ListBucketResult>\(contents)<EncodingType>url</EncodingType></ListBucketResult>")?.objects.first?.key == "a/b c+%\n")
        #expect(page("<ListBucketResult>\(contents)</ListBucketResult>")?.objects.first?.key == "a%2Fb+c%2B%25%0A")
        #expect(page("<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a%2</Key></Contents></ListBucketResult>") == nil)
    }

    @Test("a listing that was cut anywhere is no listing")
    func cut() {
        let whole = "<ListBucketResult><Contents><Key>a</Key><Size>1</Size></Contents><IsTruncated>false</IsTruncated></ListBucketResult>"
        #expect(page(whole)?.objects.count == 1)
        for count in 0..<whole.utf8.count { #expect(ListPage(Array(whole.utf8.prefix(count))) == nil, "\(count)") }
        #expect(page(whole.dropLast() + "?") == nil)
        #expect(page("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>") == nil)
        #expect(page("<html><body>Log in</body></html>") == nil)
    }

    @Test("any bytes are read without a trap")
    func anything() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("<>/&;#x?! \"=KeyContents".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in letters.randomElement(using: &random)! }
            _ = (ListPage(bytes), ErrorDocument(bytes), DeleteDocument(bytes), ResultDocument(bytes, root: "a"))
        }
    }

    @Test("an error is told from a success by its first element")
    func errors() {
        let text = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>a &amp; b</Message><Region>eu-west-1</Region></Error>"
        let error = ErrorDocument(Array(text.utf8))
        #expect(error?.code == "AccessDenied" && error?.message == "a & b" && error?.region == "eu-west-1")
        #expect(ErrorDocument(Array("<CopyObjectResult><ETag>x</ETag><Error/></CopyObjectResult>".utf8)) == nil)
        #expect(ErrorDocument([0xFF, 0xD8, 0xFF]) == nil)
        #expect(ResultDocument(Array("<CopyObjectResult><ETag>&quot;x&quot;</ETag></CopyObjectResult>".utf8), root: "CopyObjectResult")?["ETag"] == "\"x\"")
        #expect(ResultDocument(Array("<CopyObjectResult><ETag>".utf8), root: "CopyObjectResult") == nil)
    }

    @Test("what is encoded and decoded again is the same")
    func encoding() {
        for text in ["", "a/b", "sp ace+%", "é-日本-😀'(1)!*", "\u{1}\n&", "%2f"] {
            #expect(URIEncoding.decode(URIEncoding.encode(text)) == text)
            #expect(URIEncoding.decode(URIEncoding.encode(text, keepingSlashes: true)) == text)
        }
        #expect(URIEncoding.encode("a b/c+d~") == "a%20b%2Fc%2Bd~")
        #expect(URIEncoding.decode("a%zz") == nil)
    }
}
