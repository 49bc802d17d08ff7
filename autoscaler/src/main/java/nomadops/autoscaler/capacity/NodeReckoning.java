package nomadops.autoscaler.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.client.model.NodeCapacity;
import nomadops.client.model.NodeDevice;

/// Reckons up a node.
///
/// What counts as taken is what the scheduler counts (`EvalContext.ProposedAllocs`, `AllocsFit`;
/// Nomad 1.7 to 2.0.6): every allocation that its client is not done with, also one that was told
/// to stop and still runs. Only the plan that stops an allocation may place another in its room at
/// once. So the same allocations hold room, and keep a node from being empty.
///
/// @param instanceAttribute of a node, that names its machine
/// @param runs asked when a node is reckoned up
/// @param ownNode is kept whatever its meta says
record NodeReckoning(String instanceAttribute, ExpectedRuntime runs, Optional<String> ownNode) {
  static final String KEEP = "nomad-ops.autoscaler/keep";
  private static final Set<String> NO = Set.of("", "false", "no", "0");

  PoolNode node(NodeSheet sheet, Site site) {
    NodeProfile profile = profile(sheet);
    Load all = new Load();
    Load work = new Load();
    Set<String> taken = new HashSet<>();
    for (Placement placement : site.placements()) {
      all.add(placement.takes());
      if (placement.isWork()) {
        work.add(placement.takes());
      }
      placement.takes().ports().forEach(port -> taken.add("port " + port));
      taken.add("job " + placement.job());
    }
    return new PoolNode(
        sheet.id(),
        sheet.name(),
        MachineName.of(instanceAttribute, profile.attributes(), profile.meta()),
        profile,
        status(sheet.status()),
        sheet.eligible(),
        sheet.drain(),
        new Room(profile.total().minus(all.sum()), profile.mhzPerCore(), taken),
        work.sum(),
        site.work(),
        busyUntil(site),
        keep(profile) || ownNode.filter(sheet.id()::equals).isPresent(),
        site.registeredAt(sheet),
        sheet.lastDrain(),
        site.idleSince());
  }

  private static boolean keep(NodeProfile profile) {
    return !NO.contains(profile.meta().getOrDefault(KEEP, "").strip().toLowerCase(Locale.ROOT));
  }

  private static PoolNode.Status status(String word) {
    return switch (word) {
      case "initializing" -> PoolNode.Status.INITIALIZING;
      case "ready" -> PoolNode.Status.READY;
      case "disconnected" -> PoolNode.Status.DISCONNECTED;
      default -> PoolNode.Status.DOWN;
    };
  }

  private Optional<Instant> busyUntil(Site site) {
    Optional<Instant> last = Optional.empty();
    for (Placement placement : site.placements()) {
      if (placement.isWork()) {
        Optional<Duration> runtime = runs.of(placement.family(), placement.group());
        if (runtime.isEmpty()) {
          return Optional.empty();
        }
        Instant end = placement.startedAt().plus(runtime.get());
        last = last.filter(end::isBefore).or(() -> Optional.of(end));
      }
    }
    return last;
  }

  private static NodeProfile profile(NodeSheet sheet) {
    Map<String, String> attributes =
        sheet.read().map(NodeSheet.Details::attributes).orElse(Map.of());
    int maxAllocs = sheet.read().map(NodeSheet.Details::maxAllocs).orElse(0);
    NodeCapacity capacity = sheet.capacity();
    return new NodeProfile(
        sheet.nodePool(),
        sheet.nodeClass(),
        sheet.datacenter(),
        attributes,
        sheet.read().map(NodeSheet.Details::meta).orElse(Map.of()),
        capacity.drivers(),
        capacity.hostVolumes(),
        new Resources(
            capacity.cpuShares(),
            capacity.memoryMb(),
            capacity.diskMb(),
            capacity.cores(),
            maxAllocs > 0 ? maxAllocs : Resources.ANY_SLOTS,
            devices(capacity)),
        mhzPerCore(capacity, attributes));
  }

  /// A kept core brings its own speed, whatever `cpu_total_compute` says (`coreSelector.Select`,
  /// Nomad 1.7 to 2.0.6); of two kinds of cores the faster one is meant here.
  private static long mhzPerCore(NodeCapacity capacity, Map<String, String> attributes) {
    String said =
        attributes.getOrDefault(
            "cpu.frequency.performance", attributes.getOrDefault("cpu.frequency", ""));
    if (said.matches("[1-9]\\d{0,8}")) {
      return Long.parseLong(said);
    }
    int cores = capacity.total().totalCores();
    return cores <= 0 ? 0 : capacity.total().cpuShares() / cores;
  }

  private static Map<String, Integer> devices(NodeCapacity capacity) {
    Map<String, Integer> all = new HashMap<>();
    for (NodeDevice device : capacity.total().devices()) {
      Load.spelled(
          all, device.vendor() + "/" + device.type() + "/" + device.name(), device.healthy());
    }
    return all;
  }
}
