package nomadops.gc.bankrupt;

import java.nio.file.Path;
import java.util.Optional;
import nomadops.gc.GcConfig;

/// What a bankruptcy is told.
///
/// @param owner names this process, and no other
/// @param who the operator, for people
/// @param snapshot where to save one; empty for none
/// @param audit the audit log's file; empty if there is none
/// @param config which jobs
public record Terms(
    String cluster,
    String owner,
    String who,
    Optional<Path> snapshot,
    String audit,
    GcConfig config) {}
