package nomadops.autoscaler.shape;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Asks one thing after the other.
final class FeasibilityCheck {
  private static final Feasibility FITS = new Feasibility.Fits();

  private final NodeProfile node;
  private final ConstraintCheck constraints;

  FeasibilityCheck(NodeProfile node) {
    this.node = node;
    this.constraints = new ConstraintCheck(new Targets(node));
  }

  Feasibility of(Where where) {
    Feasibility found = place(where);
    if (found instanceof Feasibility.Fits) {
      found = drivers(where.drivers());
    }
    for (Constraint constraint : where.constraints()) {
      if (found instanceof Feasibility.Fits) {
        found = constraints.of(constraint);
      }
    }
    return found instanceof Feasibility.Fits ? volumes(where.hostVolumes()) : found;
  }

  private Feasibility place(Where where) {
    String pool = where.nodePool();
    if (!pool.isEmpty() && !pool.equals("all") && !pool.equals(node.nodePool())) {
      return new Feasibility.Refused(
          "wants node pool " + pool + "; the node is in " + node.nodePool());
    }
    List<String> datacenters = where.datacenters();
    if (datacenters.stream().anyMatch(glob -> globMatches(glob, node.datacenter()))) {
      return FITS;
    }
    String wants = "wants datacenter " + String.join(" or ", datacenters);
    return node.datacenter().isEmpty()
        ? new Feasibility.Unknown(wants + "; add the datacenter to the configured template")
        : new Feasibility.Refused(wants + "; the node is in " + node.datacenter());
  }

  private Feasibility drivers(Set<String> wanted) {
    if (node.drivers().isEmpty() || node.drivers().containsAll(wanted)) {
      return FITS;
    }
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(node.drivers());
    return new Feasibility.Refused(
        "wants driver "
            + String.join(", ", missing)
            + "; the node has "
            + String.join(", ", new TreeSet<>(node.drivers())));
  }

  private Feasibility volumes(Set<String> wanted) {
    for (String volume : new TreeSet<>(wanted)) {
      if (!hasVolume(volume)) {
        String has =
            node.hostVolumes().isEmpty()
                ? "none"
                : String.join(", ", new TreeSet<>(node.hostVolumes()));
        return new Feasibility.Refused("wants host volume " + volume + "; the node has " + has);
      }
    }
    return FITS;
  }

  /// A volume of each allocation's own is written `name[*]`: any of them will do.
  private boolean hasVolume(String wanted) {
    return wanted.endsWith("[*]")
        ? node.hostVolumes().stream().anyMatch(has -> globMatches(wanted, has))
        : node.hostVolumes().contains(wanted);
  }

  /// As Nomad's globs: `*` is any text, everything else itself.
  static boolean globMatches(String glob, String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
