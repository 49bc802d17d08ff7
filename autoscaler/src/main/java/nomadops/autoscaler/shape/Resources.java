package nomadops.autoscaler.shape;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// An amount of what a node has: what an allocation asks for, what a node offers, what is left.
///
/// @param cpu in MHz, beside what whole cores bring (Nomad's `CPU`)
/// @param memoryMb what counts for placement: `MemoryMB` and the secrets folder, not `MemoryMaxMB`
/// @param diskMb of the ephemeral disk
/// @param cores whole cores kept for one task (Nomad's `cores`)
/// @param slots allocations; a node that caps them (`node_max_allocs`, Nomad 1.10.2) has so many
/// @param devices instances by device name as the job spells it, e.g. `nvidia/gpu`
public record Resources(
    long cpu, long memoryMb, long diskMb, int cores, int slots, Map<String, Integer> devices) {
  /// Of nothing, nothing.
  public static final Resources NONE = new Resources(0, 0, 0, 0, 0, Map.of());

  /// So many slots that they never bind: what a node has that does not cap its allocations.
  public static final int ANY_SLOTS = Integer.MAX_VALUE / 4;

  public Resources {
    devices = Map.copyOf(devices);
  }

  /// CPU and memory alone, for one allocation.
  public static Resources of(long cpu, long memoryMb) {
    return new Resources(cpu, memoryMb, 0, 0, 1, Map.of());
  }

  public Resources plus(Resources more) {
    return combined(more, 1);
  }

  /// May go below zero: a node may be fuller than it should be.
  public Resources minus(Resources less) {
    return combined(less, -1);
  }

  public Resources times(int n) {
    Map<String, Integer> all = new HashMap<>();
    devices.forEach((name, count) -> all.put(name, count * n));
    return new Resources(cpu * n, memoryMb * n, diskMb * n, cores * n, slots * n, all);
  }

  /// The greater of each dimension.
  public Resources max(Resources other) {
    Map<String, Integer> all = new HashMap<>(devices);
    other.devices.forEach((name, count) -> all.merge(name, count, Math::max));
    return new Resources(
        Math.max(cpu, other.cpu),
        Math.max(memoryMb, other.memoryMb),
        Math.max(diskMb, other.diskMb),
        Math.max(cores, other.cores),
        Math.max(slots, other.slots),
        all);
  }

  private Resources combined(Resources other, int sign) {
    Map<String, Integer> all = devices;
    if (!other.devices.isEmpty()) {
      all = new HashMap<>(devices);
      for (var entry : other.devices.entrySet()) {
        all.merge(entry.getKey(), sign * entry.getValue(), Integer::sum);
      }
    }
    return new Resources(
        cpu + sign * other.cpu,
        memoryMb + sign * other.memoryMb,
        diskMb + sign * other.diskMb,
        cores + sign * other.cores,
        slots + sign * other.slots,
        all);
  }

  /// For people: `500 MHz, 256 MB`, and the rest where there is any.
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder().append(cpu).append(" MHz, ").append(memoryMb).append(" MB");
    if (cores != 0) {
      text.append(", ").append(cores).append(cores == 1 ? " core" : " cores");
    }
    if (diskMb != 0) {
      text.append(", ").append(diskMb).append(" MB disk");
    }
    new TreeMap<>(devices)
        .forEach((name, count) -> text.append(", ").append(count).append(' ').append(name));
    return text.toString();
  }
}
