package nomadops.health.quarantine.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import nomadops.health.quarantine.policy.Client.Hand;
import nomadops.health.quarantine.policy.facts.Ownership;

/// As one who performs does: keeps a record of what it means to do, reads once more, and writes
/// only what was decided upon. Requests are lost, or come late, even after their controller has
/// ended; answers are lost.
final class Performer {
  private final QuarantineWorld world;
  private final Random random;
  private final int latest;
  private final List<Late> late = new ArrayList<>();

  /// Clients that are about to be closed.
  final Set<String> closing = new HashSet<>();

  private record Late(int at, Runnable request) {}

  /// @param latest that a request comes, in steps
  Performer(QuarantineWorld world, Random random, int latest) {
    this.world = world;
    this.random = random;
    this.latest = latest;
  }

  /// What comes at this step.
  void come() {
    List<Late> due = late.stream().filter(request -> request.at() <= world.steps).toList();
    late.removeAll(due);
    due.forEach(request -> request.request().run());
  }

  /// @param prompt whether at least the record is written at once
  void perform(Decision decision, Watch watch, boolean prompt) {
    switch (decision) {
      case Decision.Quarantine asked -> quarantine(asked, watch, prompt);
      case Decision.Release asked -> send(() -> release(asked, watch));
      case Decision.Disown asked -> send(() -> world.records.remove(asked.node()));
      case Decision.Hold _, Decision.CommonCause _ -> {
        // Only told.
      }
    }
  }

  private void send(Runnable request) {
    if (!isLost()) {
      int at = world.steps + random.nextInt(latest + 1);
      if (at == world.steps) {
        request.run();
      } else {
        late.add(new Late(at, request));
      }
    }
  }

  private void quarantine(Decision.Quarantine asked, Watch watch, boolean prompt) {
    Client client = client(asked.node());
    if (client.index == asked.index() && client.eligible) {
      watch.closing(client);
      closing.add(client.id);
    }
    Ownership intent =
        new Ownership("us", asked.reason(), world.now, asked.expires(), OptionalLong.empty());
    if (prompt) {
      world.records.putIfAbsent(client.id, intent);
    }
    int before = late.size();
    boolean[] ran = {false};
    send(() -> {
      ran[0] = true;
      close(asked, intent);
    });
    if (!ran[0] && late.size() == before) {
      closing.remove(client.id);
    }
  }

  private void close(Decision.Quarantine asked, Ownership intent) {
    closing.remove(asked.node());
    Client client = client(asked.node());
    Ownership held = world.records.putIfAbsent(client.id, intent);
    boolean anothers = held != null && !held.equals(intent);
    if (anothers || isLost() || client.index != asked.index() || !client.eligible) {
      return;
    }
    client.set(false, client.draining, Hand.OURS, world.nextIndex());
    if (!isLost()) {
      world.records.put(client.id, intent.done(client.index));
    }
  }

  private void release(Decision.Release asked, Watch watch) {
    Client client = client(asked.node());
    if (client.index != asked.index()) {
      return;
    }
    watch.opens(client);
    client.set(true, client.draining, Hand.NOBODY, world.nextIndex());
    if (!isLost()) {
      world.records.remove(client.id);
    }
  }

  private Client client(String id) {
    return Objects.requireNonNull(world.clients.get(id));
  }

  private boolean isLost() {
    return random.nextInt(20) == 0;
  }
}
