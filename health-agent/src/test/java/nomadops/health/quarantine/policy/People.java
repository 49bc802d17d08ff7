package nomadops.health.quarantine.policy;

import java.util.Random;
import nomadops.health.quarantine.policy.Client.Hand;

/// Who else has a hand in clients, and what happens to them.
final class People {
  private final QuarantineWorld world;
  private final Random random;

  People(QuarantineWorld world, Random random) {
    this.world = world;
    this.random = random;
  }

  void touch(Client client) {
    passes(client);
    switch (random.nextInt(3_000)) {
      case 0 -> set(client, false, false);
      case 1, 2 -> set(client, true, false);
      case 3 -> set(client, false, true);
      case 4, 5 -> client.ready = false;
      case 6 -> client.never = true;
      case 7 -> openAndClose(client);
      default -> {
        // Nothing happens to it.
      }
    }
    if (client.isClosedByUs()) {
      meddle(client);
    }
  }

  /// What happened passes, or soon nobody would be left to take work.
  private void passes(Client client) {
    if (random.nextInt(30) != 0) {
      return;
    }
    client.ready = true;
    client.never = false;
    boolean left = !client.eligible && !world.records.containsKey(client.id);
    if (client.draining) {
      // A drain that ended leaves its client closed.
      set(client, false, false);
    } else if (client.hand == Hand.A_PERSONS || left) {
      set(client, true, false);
    }
  }

  /// Whom we closed people look at more often than at others.
  private void meddle(Client client) {
    switch (random.nextInt(250)) {
      case 0 -> openAndClose(client);
      // Nomad does not tell that: it stays ours.
      case 1 -> set(client, false, false);
      case 2 -> set(client, true, false);
      case 3 -> set(client, false, true);
      case 4 -> client.never = true;
      default -> {
        // It is let alone.
      }
    }
  }

  /// To a view that did not look meanwhile it is as it was, but for its index.
  private void openAndClose(Client client) {
    set(client, true, false);
    set(client, false, false);
  }

  private void set(Client client, boolean eligible, boolean draining) {
    client.set(eligible, draining, Hand.A_PERSONS, world.nextIndex());
  }
}
