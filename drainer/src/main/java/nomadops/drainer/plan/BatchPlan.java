package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.plan.NodeFacts.Alloc;

/// What becomes of the batch work on one node, before the drain's deadline decides for it.
final class BatchPlan {
  /// Stopping a job takes an evaluation, which may have to wait for others.
  private static final Duration LAST_MOMENT = Duration.ofSeconds(20);

  private final Terms terms;

  BatchPlan(Terms terms) {
    this.terms = terms;
  }

  /// What is to be done with one allocation; empty when all may go on as it is.
  ///
  /// @param cutAt when Nomad stops what is left on the node; empty for never
  Optional<DrainDecision> next(
      Doomed doomed, NodeFacts node, Optional<Instant> cutAt, Instant now) {
    return node.allocs().stream()
        .flatMap(allocs -> allocs.running().stream())
        .filter(alloc -> alloc.jobType().equals("batch") && !alloc.stopping())
        .filter(alloc -> !doomed.deeds().asked().contains(alloc.id()))
        .flatMap(alloc -> decide(node, alloc, cutAt, now).stream())
        .findFirst();
  }

  private Optional<DrainDecision> decide(
      NodeFacts node, Alloc alloc, Optional<Instant> cutAt, Instant now) {
    BatchTerms wanted = terms.batch().of(alloc, node.nodeClass());
    return switch (wanted.policy()) {
      case REPLACE ->
          Optional.of(
              new DrainDecision.Replace(
                  node.id(), alloc, "its policy is replace, and its node goes"));
      case STOP ->
          Optional.of(
              new DrainDecision.StopJob(node.id(), alloc, "its policy is stop, and its node goes"));
      case WAIT ->
          terms.placesCutBatchAnew()
                  && !wanted.rerun()
                  && cutAt.filter(cut -> !now.plus(LAST_MOMENT).isBefore(cut)).isPresent()
              ? Optional.of(
                  new DrainDecision.StopJob(
                      node.id(),
                      alloc,
                      "time is up, and a Nomad before 1.11 would start it anew elsewhere"))
              : Optional.empty();
    };
  }
}
