package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;

/// Clients, the records of them, people who touch them, and two controllers. They take turns, and
/// at times both believe for long that it is their turn. It knows whose doing each client's
/// eligibility is, and notes whatever must never happen.
///
/// What it keeps to, as the policy relies on it: from a decision to its request and from there to a
/// fresh view that shows it less time goes by than `shown`; and when two act, the record of what is
/// meant to be done is written at once and read of the leader.
final class QuarantineWorld {
  static final Duration STEP = Duration.ofSeconds(30);

  final List<String> violations = new ArrayList<>();
  final Map<String, Integer> done = new TreeMap<>();
  final Map<String, Client> clients = new TreeMap<>();
  final Map<String, Ownership> records = new HashMap<>();
  final QuarantineTerms terms;
  final Performer performer;
  Instant now = Scene.START;
  int steps;

  private final Random random;
  private final Sickness.Outside outside;
  private final People people;
  private final Views views;
  private final QuarantineState[] states = new QuarantineState[2];
  private final boolean idleWatches;
  private Instant leaderSince = now.minus(Duration.ofDays(1));
  private int acting;
  private int twins;
  private int leaderless;
  private int unsynced;
  private long index = 1;

  QuarantineWorld(long seed, QuarantineTerms terms) {
    this.terms = terms;
    random = new Random(seed);
    outside = new Sickness.Outside(random);
    people = new People(this, random);
    idleWatches = random.nextInt(6) > 0;
    int latest = random.nextInt(4);
    performer = new Performer(this, random, latest);
    views = new Views(random, (int) terms.waits().shown().dividedBy(STEP) - 1 - latest);
    restart(0);
    restart(1);
    add("default", 10 + random.nextInt(3));
    add("small", 5 + random.nextInt(3));
  }

  private void add(String pool, int size) {
    for (int i = 0; i < size; i++) {
      String id = "%s-%02d".formatted(pool, i);
      clients.put(
          id, new Client(id, pool, "class" + i % 2, "dc" + i / 2 % 2, new Sickness(id, random)));
    }
  }

  long nextIndex() {
    return ++index;
  }

  void tick() {
    now = now.plus(STEP);
    steps++;
    outside.tick(now);
    surge();
    for (Client client : clients.values()) {
      client.fares(now, outside);
      people.touch(client);
    }
    views.add(clients.values(), records);
    performer.come();
    turns();
    step(acting, true);
    if (twins > 0) {
      step(1 - acting, true);
    } else if (idleWatches) {
      step(1 - acting, false);
    }
  }

  private void step(int who, boolean acts) {
    boolean fresh = unsynced == 0;
    // Long enough after two acted that each knows what the other did.
    boolean current = twins > -20;
    ClusterFacts facts =
        new ClusterFacts(
            views.view(fresh, current ? Optional.of(records) : Optional.empty()).stream()
                .map(this::reported)
                .toList(),
            acts && leaderless == 0 ? Optional.of(leaderSince) : Optional.empty(),
            Optional.empty(),
            fresh,
            Optional.empty(),
            false);
    Step step = new QuarantinePolicy(terms).step(states[who], facts, now);
    states[who] = step.next();
    Watch watch = new Watch(this, facts);
    for (Decision decision : step.decisions()) {
      done.merge(word(decision), 1, Integer::sum);
      watch.look(decision);
      performer.perform(decision, watch, current);
      if (Scene.acts(decision) && random.nextInt(2) == 0) {
        ends(who);
        return;
      }
    }
  }

  /// In the midst of what it does it starts again, or it is the other one's turn; and the next
  /// views come of the server that is the furthest behind.
  private void ends(int who) {
    views.fallBehind();
    if (random.nextBoolean()) {
      restart(who);
    } else {
      acting = 1 - acting;
    }
  }

  private void restart(int who) {
    states[who] = QuarantineState.first(now);
  }

  private static String word(Decision decision) {
    return decision instanceof Decision.Hold hold
        ? hold.guard().word()
        : decision.getClass().getSimpleName();
  }

  private void turns() {
    twins = twins > -100 ? twins - 1 : random.nextInt(40) == 0 ? 40 + random.nextInt(80) : twins;
    if (leaderless > 0) {
      leaderless--;
      leaderSince = leaderless == 0 && random.nextBoolean() ? now : leaderSince;
    } else if (random.nextInt(400) == 0) {
      leaderless = 1 + random.nextInt(20);
    }
    unsynced = unsynced > 0 ? unsynced - 1 : random.nextInt(300) == 0 ? random.nextInt(40) : 0;
    if (random.nextInt(90) == 0) {
      acting = 1 - acting;
    }
    if (random.nextInt(300) == 0) {
      restart(acting);
    }
    if (random.nextInt(20) == 0) {
      // Something else is written to Nomad, a client that registers again for one.
      nextIndex();
    }
  }

  /// Some clients of one pool fall sick within moments, often for just long enough to be closed.
  private void surge() {
    if (random.nextInt(20) != 0) {
      return;
    }
    List<Client> pool = new ArrayList<>(clients.values());
    boolean small = random.nextInt(3) == 0;
    pool.removeIf(client -> client.pool.equals("small") != small);
    Collections.shuffle(pool, random);
    int most = pool.size() * terms.mostShare() / 100;
    int apart = random.nextBoolean() ? 2 : 8;
    pool.stream()
        .limit(Math.max(1, most - random.nextInt(3)))
        .forEach(client -> {
          Instant from = now.plus(STEP.multipliedBy(random.nextInt(apart)));
          int lasts = random.nextInt(3) == 0 ? 8 : 8 + random.nextInt(24);
          client.sickness.falls(from, from.plus(STEP.multipliedBy(lasts)));
        });
  }

  /// Reports come to the controller itself, and are not behind.
  private NodeFacts reported(NodeFacts node) {
    return new Scene.Edit(node)
        .report(Optional.ofNullable(clients.get(node.id())).flatMap(client -> client.report))
        .node();
  }
}
