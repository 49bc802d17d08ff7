package nomadops.autoscaler.capacity;

import java.util.HashMap;
import java.util.Map;
import nomadops.autoscaler.shape.Resources;
import nomadops.client.model.AllocatedResources;

/// Adds up what allocations take: their MHz with those of their kept cores, and a slot for each. A
/// node of many allocations is added up often, so nothing is made for each.
final class Load {
  private long cpu;
  private long memoryMb;
  private long diskMb;
  private int cores;
  private int slots;
  private Map<String, Integer> devices = Map.of();

  void add(AllocatedResources takes) {
    cpu += takes.cpuShares();
    memoryMb += takes.memoryMb();
    diskMb += takes.diskMb();
    cores += takes.cores();
    slots++;
    if (!takes.devices().isEmpty()) {
      Map<String, Integer> all = new HashMap<>(devices);
      takes.devices().forEach((name, count) -> spelled(all, name, count));
      devices = all;
    }
  }

  Resources sum() {
    return new Resources(cpu, memoryMb, diskMb, cores, slots, devices);
  }

  /// A job may ask for `gpu`, `nvidia/gpu` or `nvidia/gpu/T4`: whatever it asks for, an instance
  /// that is taken is missing.
  static void spelled(Map<String, Integer> all, String name, int count) {
    String[] parts = name.split("/", 3);
    all.merge(name, count, Integer::sum);
    if (parts.length == 3) {
      all.merge(parts[0] + "/" + parts[1], count, Integer::sum);
      all.merge(parts[1], count, Integer::sum);
    }
  }
}
