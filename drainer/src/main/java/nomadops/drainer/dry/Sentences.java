package nomadops.drainer.dry;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.NodeFacts.Allocs;

/// What would be done to a node, in words. Pure.
final class Sentences {
  /// More would fill the screen and tell no more.
  private static final int LISTED = 10;

  private Sentences() {}

  static String cordon(NodeFacts node) {
    return "would keep new work from " + named(node);
  }

  static String restore(NodeFacts node) {
    return "would let " + named(node) + " take work again";
  }

  /// @param node as it is now
  static String drain(NodeFacts node, Duration deadline, boolean ignoreSystemJobs) {
    String verb = node.drain().isPresent() ? "would go on with the drain of " : "would drain ";
    return verb
        + named(node)
        + until(deadline)
        + (ignoreSystemJobs ? ", without its system jobs; " : ", system jobs last; ")
        + node.allocs().map(Sentences::waited).orElse("what runs on it is not known");
  }

  private static String until(Duration deadline) {
    if (deadline.isZero()) {
      return " for as long as it takes";
    }
    return deadline.isNegative()
        ? " and stop at once what is on it"
        : ", and stop what is left after " + words(deadline);
  }

  private static String words(Duration time) {
    Duration whole = Duration.ofSeconds(time.plusMillis(500).toSeconds());
    return whole.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String waited(Allocs allocs) {
    List<Alloc> counted =
        allocs.running().stream().filter(alloc -> !alloc.jobType().equals("system")).toList();
    if (counted.isEmpty()) {
      return "nothing runs on it that a drain waits for";
    }
    String more = counted.size() > LISTED ? " and " + (counted.size() - LISTED) + " more" : "";
    return "would wait for %d %s: %s%s"
        .formatted(
            counted.size(),
            counted.size() == 1 ? "allocation" : "allocations",
            counted.stream().limit(LISTED).map(Sentences::named).collect(Collectors.joining(", ")),
            more);
  }

  private static String named(Alloc alloc) {
    return "%s of %s job %s/%s, group %s"
        .formatted(
            Seen.shortened(alloc.id()),
            alloc.jobType(),
            alloc.namespace(),
            alloc.job(),
            alloc.group());
  }

  private static String named(NodeFacts node) {
    return "node " + node.name() + " (" + Seen.shortened(node.id()) + ")";
  }
}
