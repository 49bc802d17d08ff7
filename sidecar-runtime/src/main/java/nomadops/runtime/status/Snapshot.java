package nomadops.runtime.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.leader.Standing;
import tools.jackson.databind.JsonNode;

/// All that a page is made of, at one moment.
///
/// @param notLive check to reason, of those that fail
/// @param notReady the same for readiness
/// @param standing empty for a process that needs no leader
/// @param status the whole document of `/status`
public record Snapshot(
    Map<String, String> notLive,
    Map<String, String> notReady,
    Optional<Standing> standing,
    String doing,
    List<Hold> holds,
    List<Decision> decisions,
    JsonNode status) {}
