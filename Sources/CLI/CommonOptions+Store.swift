// Opening review.db for a command.

import Frames
import Review

extension CommonOptions {
    /// The review database, made where there is none.
    func makeStore() throws -> ReviewStore {
        let store = try ReviewStore(path: database)
        for notice in store.notices { message(notice) }
        let settings = try Settings.load()
        if let experts = settings.experts, experts != store.experts { try store.setExperts(experts) }
        if let megabytes = settings.cacheMegabytes.map(String.init), try store.setting("cache_megabytes") != megabytes {
            try store.setSetting("cache_megabytes", to: megabytes)
        }
        return store
    }

    /// The review database that is there.
    func openStore() throws -> ReviewStore {
        guard ReviewStore.exists(path: database) else {
            throw ReviewError.invalid("There is no \(database.printable(limit: 300)). Make it with rarity import EPISODES.json, or with rarity demo.")
        }
        return try makeStore()
    }

    /// A line for the person, not for a program.
    func message(_ line: String) {
        if !quiet { Console.error(line) }
    }
}
