package nomadops.autoscaler.capacity;

import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.runtime.config.Glob;

/// Which nodes belong to a pool of ours. What is given must all hold.
///
/// @param pool its name in the configuration
/// @param nodePool Nomad's node pool; empty, or `all`, for any
/// @param nodeClass empty for any; an empty text for nodes that have none
/// @param datacenters globs, as jobs have them; none for any
public record PoolScope(
    String pool, Optional<String> nodePool, Optional<String> nodeClass, List<String> datacenters) {
  public PoolScope {
    nodePool = nodePool.filter(name -> !name.equals("all"));
    datacenters = List.copyOf(datacenters);
  }

  /// Every node.
  public static PoolScope all(String pool) {
    return new PoolScope(pool, Optional.empty(), Optional.empty(), List.of());
  }

  /// A node of this profile belongs to the pool.
  public boolean matches(NodeProfile node) {
    return nodePool.filter(name -> !name.equals(node.nodePool())).isEmpty()
        && nodeClass.filter(name -> !name.equals(node.nodeClass())).isEmpty()
        && (datacenters.isEmpty()
            || datacenters.stream().anyMatch(glob -> new Glob(glob).matches(node.datacenter())));
  }

  /// Why one node could belong to both, which two pools must not allow: each would count it, and
  /// scale for it. Empty when none could.
  public Optional<String> overlaps(PoolScope other) {
    if (differ(nodePool, other.nodePool) || differ(nodeClass, other.nodeClass)) {
      return Optional.empty();
    }
    return datacenter(other)
        .map(where ->
            "pools %s and %s overlap: both take nodes of %s, %s and %s"
                .formatted(
                    pool,
                    other.pool,
                    nodePool.or(other::nodePool).map(p -> "node pool " + p).orElse("any node pool"),
                    nodeClass.or(other::nodeClass).map(PoolScope::classWords).orElse("any class"),
                    where));
  }

  private static String classWords(String name) {
    return name.isEmpty() ? "no class" : "class " + name;
  }

  private static boolean differ(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private Optional<String> datacenter(PoolScope other) {
    if (datacenters.isEmpty() || other.datacenters.isEmpty()) {
      List<String> said = datacenters.isEmpty() ? other.datacenters : datacenters;
      return Optional.of(said.isEmpty() ? "any datacenter" : "datacenter " + said.getFirst());
    }
    for (String one : datacenters) {
      for (String two : other.datacenters) {
        if (meet(one, two)) {
          return Optional.of(
              "datacenter " + one + (one.equals(two) ? "" : ", which " + two + " means, too"));
        }
      }
    }
    return Optional.empty();
  }

  /// Some text matches both globs. Row by row over the ends of both: whether what is left of the
  /// one and of the other can meet.
  private static boolean meet(String one, String two) {
    boolean[][] meets = new boolean[one.length() + 1][two.length() + 1];
    for (int i = one.length(); i >= 0; i--) {
      for (int j = two.length(); j >= 0; j--) {
        boolean more = i < one.length();
        boolean others = j < two.length();
        meets[i][j] =
            (!more && !others)
                || (more
                    && one.charAt(i) == '*'
                    && (meets[i + 1][j] || (others && meets[i][j + 1])))
                || (others
                    && two.charAt(j) == '*'
                    && (meets[i][j + 1] || (more && meets[i + 1][j])))
                || (more && others && same(one.charAt(i), two.charAt(j)) && meets[i + 1][j + 1]);
      }
    }
    return meets[0][0];
  }

  private static boolean same(char one, char two) {
    return one == two || one == '?' || two == '?';
  }
}
