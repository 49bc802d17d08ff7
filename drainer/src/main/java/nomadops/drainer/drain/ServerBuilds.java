package nomadops.drainer.drain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the servers' versions mean for batch work on a drained node (`GET /v1/agent/members`, needs
/// `node:read`).
public final class ServerBuilds {
  private static final Logger LOG = LoggerFactory.getLogger(ServerBuilds.class);
  private static final Pattern BUILD = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(.*)");

  private ServerBuilds() {}

  /// Whether a batch allocation that a drain's deadline cut off is placed anew: so before 1.11.0,
  /// and in the Enterprise edition before 1.10.6 (hashicorp/nomad #26929). The oldest server
  /// counts: any may become leader. Servers that do not tell are taken for new ones.
  public static boolean placeCutBatchAnew(NomadClient nomad) throws InterruptedException {
    List<AgentMember> members;
    try {
      members = NodeHands.asked(() -> nomad.agent().members());
    } catch (NomadFault fault) {
      LOG.warn(
          "which version the servers run is not known, so they are taken for 1.11 or newer: {}",
          fault.getMessage());
      return false;
    }
    return members.stream()
        .filter(member -> member.role().equals("nomad") && !member.status().equals("left"))
        .map(AgentMember::build)
        .anyMatch(ServerBuilds::placesCutBatchAnew);
  }

  static boolean placesCutBatchAnew(String build) {
    Matcher parts = BUILD.matcher(build);
    if (!parts.matches()) {
      return false;
    }
    int version = number(parts, 1) * 1_000_000 + number(parts, 2) * 1_000 + number(parts, 3);
    boolean enterprise = Optional.of(parts.group(4)).filter(s -> s.contains("+ent")).isPresent();
    return version < (enterprise ? 1_010_006 : 1_011_000);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
