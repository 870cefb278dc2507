// One trunk a project: embeddings of two are never mixed, so what is not said stays as it was.

import Model

extension ReviewStore {
    private static let trunkSetting = "trunk"

    /// The trunk that frames are embedded with where nothing else is said: the one chosen last, else that of the
    /// current model, else what this processor is quickest in.
    ///
    /// So a project that was begun in float32 goes on in float32, wherever it is opened; a model always takes the
    /// embeddings of the trunk that it was trained on.
    public func trunk() throws -> TrunkName {
        if let chosen = try setting(Self.trunkSetting).flatMap(TrunkName.init(text:)) { return chosen }
        guard let model = try currentModel(), let head = try? KeptHead(self, model) else { return TrunkName() }
        return head.trunk
    }

    /// Chooses the trunk of the project. Trainings from now on use it; embeddings of others stay for their models.
    public func setTrunk(_ name: TrunkName) throws {
        try setSetting(Self.trunkSetting, to: name.description)
    }
}
