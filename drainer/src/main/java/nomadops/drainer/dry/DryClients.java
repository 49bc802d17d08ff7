package nomadops.drainer.dry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;
import org.jspecify.annotations.Nullable;

/// Nomad's nodes as they are, and as they would be: what is asked for is told, and remembered for
/// an hour, so that the next step follows from it. It has no means to write.
public final class DryClients implements Clients {
  /// By then a real drainer beside us has done it or will not.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Reads nomad;
  private final Narrator narrator;
  private final InstantSource clock;
  private final Map<String, Seen> nodes = new ConcurrentHashMap<>();

  /// The nodes of an instance, as [Clients#of] has them.
  @FunctionalInterface
  public interface Reads {
    List<NodeFacts> of(InstanceId instance) throws InterruptedException;
  }

  /// A node as it was last read.
  private record Seen(
      InstanceId instance, NodeFacts real, Instant readAt, Optional<Pretence> pretence) {}

  public DryClients(Reads nomad, Narrator narrator, InstantSource clock) {
    this.nomad = nomad;
    this.narrator = narrator;
    this.clock = clock;
  }

  @Override
  public List<NodeFacts> of(InstanceId instance) throws InterruptedException {
    List<NodeFacts> real = nomad.of(instance);
    Instant now = clock.instant();
    nodes.values().removeIf(seen -> isOld(seen.readAt(), now));
    return real.stream().map(node -> pretended(instance, node, now)).toList();
  }

  private NodeFacts pretended(InstanceId instance, NodeFacts node, Instant now) {
    Seen seen =
        nodes.compute(
            node.id(), (_, before) -> new Seen(instance, node, now, still(before, node, now)));
    return seen.pretence().map(pretence -> pretence.on(node)).orElse(node);
  }

  /// A node that went down comes back in another state.
  private static Optional<Pretence> still(@Nullable Seen before, NodeFacts node, Instant now) {
    return before == null || node.isDown()
        ? Optional.empty()
        : before.pretence().filter(pretence -> !isOld(pretence.at(), now));
  }

  private static boolean isOld(Instant since, Instant now) {
    return since.plus(REMEMBERED).isBefore(now);
  }

  @Override
  public void markIneligible(String nodeId) {
    pretend(nodeId, new Pretence.Cordoned(clock.instant()), Sentences::cordon);
  }

  @Override
  public void drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta) {
    pretend(
        nodeId,
        new Pretence.Drained(meta, clock.instant()),
        node -> Sentences.drain(node, deadline, ignoreSystemJobs));
  }

  @Override
  public Restored restore(String nodeId, Map<String, String> ours) {
    pretend(nodeId, new Pretence.Restored(clock.instant()), Sentences::restore);
    return new Restored.Done();
  }

  @Override
  public Outcome stopJob(NodeFacts.Alloc alloc) {
    return told(alloc.job(), "would be stopped, so that nothing places it again");
  }

  @Override
  public Outcome replace(NodeFacts.Alloc alloc) {
    return told(alloc.job(), "allocation " + alloc.id() + " would be placed elsewhere");
  }

  @Override
  public Outcome rerun(CutWork cut) {
    return told(cut.job(), "would be run again for " + cut.alloc());
  }

  private Outcome told(String job, String what) {
    narrator.say("job " + job, what);
    return new Outcome.Done(what);
  }

  private interface Sentence {
    String about(NodeFacts node);
  }

  private void pretend(String nodeId, Pretence pretence, Sentence sentence) {
    Seen known =
        nodes.computeIfPresent(
            nodeId,
            (_, seen) ->
                new Seen(seen.instance(), seen.real(), seen.readAt(), Optional.of(pretence)));
    if (known == null) {
      throw new IllegalStateException("node " + nodeId + " was never read");
    }
    narrator.say(known.instance().value(), sentence.about(known.real()));
  }
}
