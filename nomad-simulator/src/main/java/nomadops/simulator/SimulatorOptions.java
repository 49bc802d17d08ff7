package nomadops.simulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.state.NodeSpec;

/// How a simulated cluster is set up. Start from [#defaults()] and change what matters with the
/// `with` methods.
///
/// @param port TCP port on 127.0.0.1; 0 picks a free one
/// @param workers scheduler workers (`num_schedulers`)
/// @param cost service times
/// @param clock what time means
/// @param acl whether requests need a token; the management token's secret is [#MANAGEMENT_TOKEN]
/// @param seed for ids, the broker's random choices and faults
/// @param staleness how far `stale` reads lag behind
/// @param nodes client nodes at the start
/// @param nodeCpu CPU of each node in MHz
/// @param nodeMemoryMb memory of each node
/// @param heartbeat how often an idle event stream sends `{}`; 30 s on a real server
/// @param eventBuffer how many transactions the event stream remembers
/// @param version what servers and nodes call themselves. It changes what is shown, and one thing
///   that is done: before 1.11.0, what a drain's deadline forces out is placed anew for batch jobs,
///   too. Everything else stays as 2.0.5 does it.
public record SimulatorOptions(
    int port,
    int workers,
    CostModel cost,
    SimClock clock,
    boolean acl,
    long seed,
    Duration staleness,
    int nodes,
    int nodeCpu,
    int nodeMemoryMb,
    Duration heartbeat,
    int eventBuffer,
    String version) {

  /// Secret id of the management token that exists when ACLs are on.
  public static final String MANAGEMENT_TOKEN = "5adec0de-0000-4000-8000-000000000001";

  /// What is simulated unless somebody asks for another version.
  public static final String VERSION = "2.0.5";

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.\\d{1,9}([-+].*)?");

  public SimulatorOptions {
    require(port >= 0 && port <= 65_535, "port must be between 0 and 65535, not " + port);
    require(workers >= 1, "workers must be at least 1, not " + workers);
    require(!staleness.isNegative(), "staleness must not be negative, not " + staleness);
    require(nodes >= 0, "nodes must not be negative, not " + nodes);
    require(eventBuffer >= 1, "eventBuffer must be at least 1, not " + eventBuffer);
    require(heartbeat.isPositive(), "heartbeat must be positive, not " + heartbeat);
    require(
        NUMBERS.matcher(version).matches(),
        "version must be like " + VERSION + ", not \"" + version + "\"");
  }

  /// Fast and deterministic: no cost, real clock, no ACLs, one node of 4,000 MHz and 8,192 MB.
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        0,
        2,
        CostModel.none(),
        SimClock.real(),
        false,
        1,
        Duration.ZERO,
        1,
        4_000,
        8_192,
        Duration.ofSeconds(30),
        100,
        VERSION);
  }

  public SimulatorOptions withPort(int value) {
    return copy(value, workers, cost, clock, acl, seed, staleness, nodes);
  }

  public SimulatorOptions withWorkers(int value) {
    return copy(port, value, cost, clock, acl, seed, staleness, nodes);
  }

  public SimulatorOptions withCost(CostModel value) {
    return copy(port, workers, value, clock, acl, seed, staleness, nodes);
  }

  public SimulatorOptions withClock(SimClock value) {
    return copy(port, workers, cost, value, acl, seed, staleness, nodes);
  }

  public SimulatorOptions withAcl(boolean value) {
    return copy(port, workers, cost, clock, value, seed, staleness, nodes);
  }

  public SimulatorOptions withSeed(long value) {
    return copy(port, workers, cost, clock, acl, value, staleness, nodes);
  }

  public SimulatorOptions withStaleness(Duration value) {
    return copy(port, workers, cost, clock, acl, seed, value, nodes);
  }

  public SimulatorOptions withNodes(int value) {
    return copy(port, workers, cost, clock, acl, seed, staleness, value);
  }

  public SimulatorOptions withNodeSize(int cpu, int memoryMb) {
    return new SimulatorOptions(
        port,
        workers,
        cost,
        clock,
        acl,
        seed,
        staleness,
        nodes,
        cpu,
        memoryMb,
        heartbeat,
        eventBuffer,
        version);
  }

  public SimulatorOptions withEvents(Duration heartbeatEvery, int bufferSize) {
    return new SimulatorOptions(
        port,
        workers,
        cost,
        clock,
        acl,
        seed,
        staleness,
        nodes,
        nodeCpu,
        nodeMemoryMb,
        heartbeatEvery,
        bufferSize,
        version);
  }

  public SimulatorOptions withVersion(String value) {
    return new SimulatorOptions(
        port,
        workers,
        cost,
        clock,
        acl,
        seed,
        staleness,
        nodes,
        nodeCpu,
        nodeMemoryMb,
        heartbeat,
        eventBuffer,
        value);
  }

  /// A node of these options' size.
  NodeSpec node(String name) {
    return NodeSpec.of(name, nodeCpu, nodeMemoryMb);
  }

  /// Whether a batch allocation that a drain forces out is placed anew: before Nomad 1.11.0 (1.10.6
  /// Enterprise, which is not simulated).
  boolean drainReplacesBatch() {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      throw new IllegalStateException("version " + version);
    }
    int major = Integer.parseInt(numbers.group(1));
    return major < 1 || (major == 1 && Integer.parseInt(numbers.group(2)) < 11);
  }

  private SimulatorOptions copy(
      int newPort,
      int newWorkers,
      CostModel newCost,
      SimClock newClock,
      boolean newAcl,
      long newSeed,
      Duration newStaleness,
      int newNodes) {
    return new SimulatorOptions(
        newPort,
        newWorkers,
        newCost,
        newClock,
        newAcl,
        newSeed,
        newStaleness,
        newNodes,
        nodeCpu,
        nodeMemoryMb,
        heartbeat,
        eventBuffer,
        version);
  }

  private static void require(boolean ok, String message) {
    if (!ok) {
      throw new IllegalArgumentException(message);
    }
  }
}
