package nomadops.simulator.state;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a client's machine is, as the client registers it. Start from [#of(String, int, int)] and
/// change what matters with the `with` methods.
///
/// @param pool node pool; one that nobody knows yet is created with the node
/// @param nodeClass empty for none
/// @param cpu MHz of all cores together, with what is reserved
/// @param memoryMb with what is reserved; so is `diskMb`
/// @param cores how many of them a task may keep for itself
/// @param maxAllocs how many allocations the client takes (`node_max_allocs`); 0 for any number
/// @param reserved what the client's configuration keeps for others
/// @param drivers that are detected and healthy
/// @param ailing other drivers that it tells of, and whether they are detected at all
/// @param attributes beyond, or instead of, those that every simulated node has
/// @param meta likewise
public record NodeSpec(
    String name,
    String datacenter,
    String pool,
    String nodeClass,
    int cpu,
    int memoryMb,
    int diskMb,
    int cores,
    int maxAllocs,
    Reserved reserved,
    Set<String> drivers,
    Map<String, Boolean> ailing,
    Map<String, String> attributes,
    Map<String, String> meta) {
  private static final int DISK_MB = 258_019;
  private static final int CORES = 2;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public NodeSpec {
    require(!name.isEmpty(), "name must not be empty");
    require(!pool.equals("all"), "node is not allowed to register in node pool \"all\"");
    require(cpu >= 0 && memoryMb >= 0 && diskMb >= 0, "a node's resources must not be negative");
    require(cores >= 0 && maxAllocs >= 0, "cores and maxAllocs must not be negative");
    pool = pool.isEmpty() ? "default" : pool;
    drivers = Set.copyOf(drivers);
    ailing = Map.copyOf(ailing);
    attributes = Map.copyOf(attributes);
    meta = Map.copyOf(meta);
  }

  /// What the client's `reserved` block keeps from allocations.
  public record Reserved(int cpu, int memoryMb, int diskMb) {
    public static final Reserved NONE = new Reserved(0, 0, 0);
  }

  /// Two cores and a disk of 252 GB, in `dc1` and the default pool, with the mock driver.
  public static NodeSpec of(String name, int cpu, int memoryMb) {
    return new NodeSpec(
        name,
        "dc1",
        "default",
        "",
        cpu,
        memoryMb,
        DISK_MB,
        CORES,
        0,
        Reserved.NONE,
        Set.of("mock_driver"),
        Map.of(),
        Map.of(),
        Map.of());
  }

  public NodeSpec withDatacenter(String value) {
    return copy(value, pool, nodeClass, maxAllocs, reserved, drivers, attributes, meta);
  }

  public NodeSpec withPool(String value) {
    return copy(datacenter, value, nodeClass, maxAllocs, reserved, drivers, attributes, meta);
  }

  public NodeSpec withNodeClass(String value) {
    return copy(datacenter, pool, value, maxAllocs, reserved, drivers, attributes, meta);
  }

  public NodeSpec withMaxAllocs(int value) {
    return copy(datacenter, pool, nodeClass, value, reserved, drivers, attributes, meta);
  }

  public NodeSpec withReserved(int cpuMhz, int memory, int disk) {
    Reserved kept = new Reserved(cpuMhz, memory, disk);
    return copy(datacenter, pool, nodeClass, maxAllocs, kept, drivers, attributes, meta);
  }

  public NodeSpec withDrivers(Set<String> value) {
    return copy(datacenter, pool, nodeClass, maxAllocs, reserved, value, attributes, meta);
  }

  public NodeSpec withAttributes(Map<String, String> value) {
    return copy(datacenter, pool, nodeClass, maxAllocs, reserved, drivers, value, meta);
  }

  public NodeSpec withMeta(Map<String, String> value) {
    return copy(datacenter, pool, nodeClass, maxAllocs, reserved, drivers, attributes, value);
  }

  /// One driver as its client finds it now.
  public NodeSpec withDriver(String driver, boolean detected, boolean healthy) {
    Set<String> usable = new TreeSet<>(drivers);
    Map<String, Boolean> others = new TreeMap<>(ailing);
    usable.remove(driver);
    others.remove(driver);
    if (detected && healthy) {
      usable.add(driver);
    } else {
      others.put(driver, detected);
    }
    return new NodeSpec(
        name,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        diskMb,
        cores,
        maxAllocs,
        reserved,
        usable,
        others,
        attributes,
        meta);
  }

  public NodeSpec withDisk(int megabytes) {
    return sized(name, megabytes, cores);
  }

  public NodeSpec withCores(int value) {
    return sized(name, diskMb, value);
  }

  public NodeSpec withName(String value) {
    return sized(value, diskMb, cores);
  }

  /// What a core that a task keeps for itself takes from the node's MHz.
  public int mhzPerCore() {
    return cores == 0 ? 0 : cpu / cores;
  }

  /// The id that nodes share which are the same to every constraint that is not about a unique
  /// attribute.
  String computedClass() {
    long hash = FNV_OFFSET;
    String all =
        String.join("\0", datacenter, pool, nodeClass, cpu + "/" + memoryMb + "/" + cores)
            + new TreeSet<>(drivers)
            + shared(attributes)
            + shared(meta);
    for (byte b : all.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return "v1:" + Long.toUnsignedString(hash);
  }

  private static Map<String, String> shared(Map<String, String> all) {
    Map<String, String> shared = new TreeMap<>(all);
    shared.keySet().removeIf(key -> key.startsWith("unique."));
    return shared;
  }

  private NodeSpec sized(String newName, int newDisk, int newCores) {
    return new NodeSpec(
        newName,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        newDisk,
        newCores,
        maxAllocs,
        reserved,
        drivers,
        ailing,
        attributes,
        meta);
  }

  private NodeSpec copy(
      String newDatacenter,
      String newPool,
      String newClass,
      int newMaxAllocs,
      Reserved newReserved,
      Set<String> newDrivers,
      Map<String, String> newAttributes,
      Map<String, String> newMeta) {
    return new NodeSpec(
        name,
        newDatacenter,
        newPool,
        newClass,
        cpu,
        memoryMb,
        diskMb,
        cores,
        newMaxAllocs,
        newReserved,
        newDrivers,
        ailing,
        newAttributes,
        newMeta);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
