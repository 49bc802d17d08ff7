package nomadops.autoscaler.demand;

import java.util.List;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;

/// The queue, sorted by whether nodes would help.
public record Queued(List<QueuedGroup> wanted, List<Unscalable> skipped) {
  public Queued {
    wanted = List.copyOf(wanted);
    skipped = List.copyOf(skipped);
  }
}
