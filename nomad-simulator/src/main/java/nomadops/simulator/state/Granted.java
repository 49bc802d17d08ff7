package nomadops.simulator.state;

import java.util.List;
import java.util.Map;

/// What an allocation was given beyond what its job names in numbers.
///
/// @param cores ids of the cores that each task keeps for itself; tasks without any are not named
/// @param mhzPerCore what each of them is worth on its node
public record Granted(Map<String, List<Integer>> cores, int mhzPerCore) {
  public static final Granted NONE = new Granted(Map.of(), 0);

  public Granted {
    cores = Map.copyOf(cores);
  }

  public List<Integer> coresOf(String task) {
    return cores.getOrDefault(task, List.of());
  }
}
