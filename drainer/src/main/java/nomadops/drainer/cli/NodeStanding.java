package nomadops.drainer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.config.Durations;

/// How a node stands, in the words of the status table. Pure.
///
/// @param seesAll whether the token sees the allocations of every namespace
record NodeStanding(Seen seen, boolean seesAll) {
  /// The key in a drain's meta under which `nomad node drain -m` and Nomad's UI keep a message.
  static final String MESSAGE = "message";

  /// Where the node is on its way; the order is that of the table.
  enum State {
    DRAINING,
    CANCELLED,
    DRAINED,
    INELIGIBLE,
    ELIGIBLE,
    DOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  State state() {
    NodeFacts node = seen.facts();
    if (node.isDown()) {
      return State.DOWN;
    }
    if (node.drain().isPresent()) {
      return State.DRAINING;
    }
    if (node.eligible()) {
      return State.ELIGIBLE;
    }
    return switch (node.lastDrain().map(PastDrain::status).orElse("")) {
      case "canceled" -> State.CANCELLED;
      case "complete" -> State.DRAINED;
      default -> State.INELIGIBLE;
    };
  }

  /// Since when, if Nomad tells: it does not for a node that somebody made ineligible.
  Optional<Instant> since() {
    NodeFacts node = seen.facts();
    return switch (state()) {
      case DRAINING -> node.drain().map(RunningDrain::startedAt);
      case CANCELLED, DRAINED, ELIGIBLE -> node.lastDrain().map(PastDrain::updatedAt);
      case DOWN -> Optional.of(seen.node().statusSince());
      case INELIGIBLE -> Optional.empty();
    };
  }

  String sinceText(Instant now) {
    return since().map(at -> rough(Duration.between(at, now))).orElse("-");
  }

  /// When Nomad stops what is left: `none` for never, `-` when it does not drain.
  String endsText(Instant now) {
    if (state() != State.DRAINING) {
      return "-";
    }
    Optional<Instant> end = seen.facts().drain().flatMap(RunningDrain::forceDeadline);
    return end.map(at -> at.isAfter(now) ? rough(Duration.between(now, at)) : "now").orElse("none");
  }

  private static String rough(Duration time) {
    return Durations.rough(time.isNegative() ? Duration.ZERO : Duration.ofSeconds(time.toSeconds()))
        .replace(".0s", "s");
  }

  /// How many allocations of each type run; empty when that is not known.
  Optional<Map<String, Long>> running() {
    return seen.placed()
        .map(_ ->
            seen.running().stream()
                .map(NodeStanding::type)
                .collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting())));
  }

  static String type(PlacedAllocation alloc) {
    return alloc.job().type().isEmpty() ? "unknown" : alloc.job().type();
  }

  String runningText() {
    String text =
        running()
            .map(counts ->
                counts.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", ")))
            .orElse("unknown");
    if (!seesAll) {
      return text.isEmpty() || text.equals("unknown") ? "unknown" : text + " or more";
    }
    return text.isEmpty() ? "none" : text;
  }

  /// A number, or words where it is not known.
  Object cutCell() {
    long cut = seen.cut().map(List::size).orElse(0);
    if (seen.cut().isEmpty() || (!seesAll && cut == 0)) {
      return "?";
    }
    return seesAll ? (Object) cut : cut + "+";
  }

  /// How much cut work nobody has taken up again, as far as its allocations tell: one that had to
  /// wait for a node does not name its predecessor (2.0.5).
  long lost() {
    return seen.cut().orElse(List.of()).stream()
        .filter(work -> work.replacedBy().isEmpty())
        .count();
  }

  /// Its latest drain is one of ours.
  boolean isOurs() {
    return meta().containsKey(Ownership.INSTANCE);
  }

  /// The keys of the notices that called for it.
  List<String> notices() {
    String text = meta().getOrDefault(Ownership.NOTICES, "");
    return Arrays.stream(text.split(" ")).filter(key -> !key.isEmpty()).toList();
  }

  String message() {
    return meta().getOrDefault(MESSAGE, "");
  }

  /// Why it was drained: notices by their kinds, and the message, if there is one.
  String why() {
    String kinds =
        notices().stream().map(NodeStanding::kind).distinct().collect(Collectors.joining(", "));
    String message = message();
    if (kinds.isEmpty() || message.isEmpty()) {
      String what = kinds + message;
      return what.isEmpty() && seen.facts().lastDrain().isPresent() ? "no message" : what;
    }
    return kinds + ": " + message;
  }

  /// The words that [nomadops.drainer.notice.Notice#kind()] has for a key's beginning.
  private static String kind(String key) {
    int slash = key.indexOf('/');
    String head = slash < 0 ? key : key.substring(0, slash);
    return switch (head) {
      case "terminating" -> "asg-terminate";
      case "launching" -> "asg-launch";
      case "spot" -> "spot-interruption";
      case "state" -> "state-change";
      default -> head;
    };
  }

  private Map<String, String> meta() {
    return seen.facts().lastDrain().map(PastDrain::meta).orElse(Map.of());
  }
}
