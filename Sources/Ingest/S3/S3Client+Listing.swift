// Listings, page by page: nothing of a million objects is held but the page at hand.

extension S3Client {
    public func list(_ prefix: S3Location, page: ([StoredObject]) throws -> Void) throws {
        let folder = S3Location(bucket: prefix.bucket, key: "")
        var token: String?
        repeat {
            var call = S3Request("GET", folder, query: [("list-type", "2"), ("max-keys", "1000"), ("encoding-type", "url"), ("prefix", prefix.key)])
            if let token { call.query.append(("continuation-token", token)) }
            let listing = exchange(call) { response -> Reading<ListPage> in
                ListPage(response.body).map { .value($0) } ?? .damaged("the listing is not whole")
            }
            let read = try perform(listing, prefix)
            if !read.objects.isEmpty { try page(read.objects) }
            if let next = read.next, next == token { throw S3Error(.other, prefix.description, "the server gives the same page of the listing again and again.") }
            token = read.next
        } while token != nil
    }
}
