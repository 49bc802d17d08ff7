package nomadops.gc.bankrupt;

import java.util.Comparator;
import nomadops.client.NomadClient;
import nomadops.client.model.RaftConfiguration;
import nomadops.runtime.Failure;

/// What an operator types to show that it is this cluster that is meant.
///
/// It is the region, or, where that is `global` as on every cluster that was not told otherwise,
/// the name of the first of its servers in alphabetical order, such as `nomad-0.global`: no API
/// tells the id that Nomad gives a cluster (1.7 to 2.0), and the address may be a tunnel's. It does
/// not depend on who leads or who is asked.
public final class ClusterName {
  private static final String UNNAMED = "global";

  private ClusterName() {}

  /// The name.
  ///
  /// @param region as the agent tells it
  /// @throws nomadops.client.fault.NomadFault when it cannot be asked
  public static String of(NomadClient nomad, String region) {
    if (!region.isEmpty() && !region.equals(UNNAMED)) {
      return region;
    }
    return nomad.operator().raftConfiguration().value().servers().stream()
        .map(RaftConfiguration.Server::node)
        .filter(name -> !name.isBlank())
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new Failure("Nomad names no server in its Raft configuration"));
  }
}
