// OpenBLAS runs on one thread: its own threads would spin against the app's, and a stage that wants two cores shares its work out itself.

import COpenBLAS

public enum BLAS {
    /// Ends OpenBLAS's own threads. Called when the program starts, since until then they take the second core from whatever it does first.
    public static func useOneThread() { _ = once }

    private static let once: Void = rarity_openblas_one_thread()
}
