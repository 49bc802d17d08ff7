package nomadops.drainer.dry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import nomadops.drainer.sqs.Queue;

/// A queue that is only received from: nothing is deleted, kept or handed back, and it has no means
/// to. Every message so comes again when its visibility ends; each is passed on once. One poller at
/// a time.
public final class DryQueue implements Queue {
  private static final int REMEMBERED = 20_000;

  private final String name;
  private final Reads sqs;
  private final Narrator narrator;
  private final SequencedSet<String> seen = new LinkedHashSet<>();

  /// Messages, as [Queue#receive] has them.
  @FunctionalInterface
  public interface Reads {
    List<Message> receive(Duration visibility) throws InterruptedException;
  }

  public DryQueue(String name, Reads sqs, Narrator narrator) {
    this.name = name;
    this.sqs = sqs;
    this.narrator = narrator;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Message> receive(Duration visibility) throws InterruptedException {
    List<Message> fresh = new ArrayList<>();
    for (Message message : sqs.receive(visibility)) {
      if (seen.add(message.id())) {
        // Its count rises by our looking at it; that must not make it a message to be given up.
        fresh.add(new Message(message.id(), message.receiptHandle(), message.body(), 1));
      }
    }
    while (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
    return List.copyOf(fresh);
  }

  /// Nothing: they show up again when the time is over for which they were received.
  @Override
  public List<Outcome> keep(List<Keep> keeps) {
    return Collections.nCopies(keeps.size(), new Outcome.Done());
  }

  @Override
  public List<Outcome> delete(List<Message> messages) {
    messages.forEach(
        message -> narrator.say("message " + message.id(), "would be deleted from " + name));
    return Collections.nCopies(messages.size(), new Outcome.Done());
  }
}
