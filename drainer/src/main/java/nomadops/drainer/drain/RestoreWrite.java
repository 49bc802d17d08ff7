package nomadops.drainer.drain;

import java.util.Map;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;
import org.jspecify.annotations.Nullable;

/// What a wish to give a node back comes to, given the node as it is. Pure.
sealed interface RestoreWrite {

  /// End its drain, and make it eligible.
  record EndDrain() implements RestoreWrite {}

  record MarkEligible() implements RestoreWrite {}

  record Nothing() implements RestoreWrite {}

  record NotOurs(String reason) implements RestoreWrite {}

  /// What is to be done.
  ///
  /// @param ours empty when we only marked it ineligible
  static RestoreWrite of(Node node, Map<String, String> ours) {
    boolean drains = node.drainStrategy().isPresent();
    if (!drains && node.schedulingEligibility().equals("eligible")) {
      return new Nothing();
    }
    @Nullable LastDrain last = node.lastDrain().orElse(null);
    if (ours.isEmpty()) {
      return drains ? new NotOurs("somebody drains it: " + meta(last)) : new MarkEligible();
    }
    if (last == null || !last.meta().entrySet().containsAll(ours.entrySet())) {
      return new NotOurs("its latest drain is not " + ours + ": " + meta(last));
    }
    if (drains) {
      return new EndDrain();
    }
    return last.status().equals("canceled")
        ? new NotOurs("somebody canceled its drain and left it ineligible")
        : new MarkEligible();
  }

  private static String meta(@Nullable LastDrain last) {
    return last == null ? "it has none" : "it has meta " + last.meta();
  }

  /// Whether it takes work.
  static boolean isIn(Node after) {
    return after.drainStrategy().isEmpty() && after.schedulingEligibility().equals("eligible");
  }
}
