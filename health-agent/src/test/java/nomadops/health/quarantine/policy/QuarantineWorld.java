package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.policy.facts.Report;

/// Clients, the records of them, people who touch them, and two controllers that take turns. Views
/// are behind, writes and answers are lost, controllers crash in between. It knows whose doing each
/// client's eligibility is, and notes whatever must never happen.
final class QuarantineWorld {
  static final Duration STEP = Duration.ofSeconds(30);

  /// Who last changed a client's eligibility or drain.
  enum Hand {
    NOBODY,
    OURS,
    A_PERSONS
  }

  /// A client as it is.
  static final class Client {
    final String id;
    final String pool;
    final String nodeClass;
    final String datacenter;
    final Sickness sickness;
    boolean ready = true;
    boolean eligible = true;
    boolean draining;
    boolean never;
    long index = 1;
    Hand hand = Hand.NOBODY;
    Optional<Report> report = Optional.empty();

    Client(String id, String pool, String nodeClass, String datacenter, Random random) {
      this.id = id;
      this.pool = pool;
      this.nodeClass = nodeClass;
      this.datacenter = datacenter;
      this.sickness = new Sickness(random);
    }
  }

  final List<String> violations = new ArrayList<>();
  final Map<String, Integer> done = new TreeMap<>();
  final Map<String, Client> clients = new TreeMap<>();
  final Map<String, Ownership> records = new HashMap<>();
  final QuarantineTerms terms;
  Instant now = Scene.START;

  private final Random random;
  private final Sickness.Outside outside;
  private final QuarantineState[] states;
  private final Deque<List<NodeFacts>> views = new ArrayDeque<>();
  private int acting;
  private Instant actingSince = now;
  private int leaderless;
  private int unsynced;
  private long index = 1;

  QuarantineWorld(long seed, QuarantineTerms terms) {
    this.terms = terms;
    random = new Random(seed);
    outside = new Sickness.Outside(random);
    states =
        new QuarantineState[] {
          QuarantineState.first(now), QuarantineState.first(now),
        };
    int size = 10 + random.nextInt(40);
    for (int i = 0; i < size; i++) {
      String id = "n%03d".formatted(i);
      clients.put(
          id,
          new Client(
              id,
              random.nextInt(4) == 0 ? "small" : "default",
              "class" + random.nextInt(2),
              "dc" + random.nextInt(2),
              random));
    }
  }

  void tick() {
    now = now.plus(STEP);
    outside.tick(now);
    clients.values().forEach(this::happens);
    views.addFirst(clients.values().stream().map(this::seen).toList());
    if (views.size() > 60) {
      views.removeLast();
    }
    turns();
    boolean leader = leaderless == 0;
    boolean fresh = unsynced == 0;
    // A fresh view is behind by up to two minutes, another by up to half an hour.
    int behind = random.nextInt(fresh ? 5 : 60);
    List<NodeFacts> view =
        views.stream().skip(Math.min(behind, views.size() - 1)).findFirst().orElseThrow();
    ClusterFacts facts =
        new ClusterFacts(
            view.stream().map(this::reported).toList(),
            leader ? Optional.of(actingSince) : Optional.empty(),
            Optional.empty(),
            fresh,
            Optional.empty(),
            false);
    Step step = new QuarantinePolicy(terms).step(states[acting], facts, now);
    states[acting] = step.next();
    Watch watch = new Watch(this, facts);
    for (Decision decision : step.decisions()) {
      done.merge(word(decision), 1, Integer::sum);
      watch.look(decision);
      if (random.nextInt(50) == 0) {
        restart();
        return;
      }
      perform(decision, watch);
    }
  }

  void restart() {
    states[acting] = QuarantineState.first(now);
  }

  private static String word(Decision decision) {
    return decision instanceof Decision.Hold hold
        ? hold.guard().word()
        : decision.getClass().getSimpleName();
  }

  private void turns() {
    leaderless =
        leaderless > 0 ? leaderless - 1 : random.nextInt(300) == 0 ? random.nextInt(20) : 0;
    unsynced = unsynced > 0 ? unsynced - 1 : random.nextInt(200) == 0 ? random.nextInt(40) : 0;
    if (random.nextInt(120) == 0) {
      acting = 1 - acting;
      actingSince = now;
    }
    if (random.nextInt(150) == 0) {
      restart();
    }
  }

  private void happens(Client client) {
    client.sickness.tick(now, outside);
    client.report = client.sickness.report(now, client.report);
    // What happened passes, or soon nobody would be left to take work.
    if (random.nextInt(60) == 0) {
      client.ready = true;
      client.never = false;
      if (client.hand == Hand.A_PERSONS) {
        byPerson(client, true, false);
      }
    }
    switch (random.nextInt(1_500)) {
      case 0 -> byPerson(client, false, false);
      case 1, 2 -> byPerson(client, true, false);
      case 3 -> byPerson(client, false, true);
      case 4, 5 -> client.ready = false;
      case 6 -> client.never = true;
      default -> {
        // Nothing happens to it.
      }
    }
  }

  private void byPerson(Client client, boolean eligible, boolean draining) {
    if (client.eligible != eligible || client.draining != draining) {
      client.eligible = eligible;
      client.draining = draining;
      client.index = ++index;
      client.hand = Hand.A_PERSONS;
    }
  }

  private NodeFacts seen(Client client) {
    return new NodeFacts(
        client.id,
        client.id,
        client.pool,
        client.nodeClass,
        client.datacenter,
        client.ready,
        client.eligible,
        client.draining,
        client.index,
        Optional.empty(),
        Optional.ofNullable(records.get(client.id)),
        client.never,
        false);
  }

  /// Reports come to the controller itself, and are not behind.
  private NodeFacts reported(NodeFacts node) {
    return new Scene.Edit(node)
        .report(Optional.ofNullable(clients.get(node.id())).flatMap(client -> client.report))
        .node();
  }

  /// As one who performs does: reads once more, writes only what was decided upon.
  private void perform(Decision decision, Watch watch) {
    switch (decision) {
      case Decision.Quarantine asked -> quarantine(asked, watch);
      case Decision.Release asked -> release(asked, watch);
      case Decision.Disown asked -> records.remove(asked.node());
      case Decision.Hold _, Decision.CommonCause _ -> {
        // Only told.
      }
    }
  }

  private void quarantine(Decision.Quarantine asked, Watch watch) {
    Client client = Objects.requireNonNull(clients.get(asked.node()));
    if (isLost() || records.containsKey(asked.node())) {
      return;
    }
    Ownership intent =
        new Ownership("c" + acting, asked.reason(), now, asked.expires(), OptionalLong.empty());
    records.put(asked.node(), intent);
    if (isLost() || client.index != asked.index() || !client.eligible) {
      return;
    }
    client.eligible = false;
    client.index = ++index;
    client.hand = Hand.OURS;
    watch.closed(client);
    if (!isLost()) {
      records.put(asked.node(), intent.done(index));
    }
  }

  private void release(Decision.Release asked, Watch watch) {
    Client client = Objects.requireNonNull(clients.get(asked.node()));
    if (isLost() || client.index != asked.index()) {
      return;
    }
    watch.opens(client);
    client.eligible = true;
    client.index = ++index;
    client.hand = Hand.NOBODY;
    if (!isLost()) {
      records.remove(asked.node());
    }
  }

  private boolean isLost() {
    return random.nextInt(15) == 0;
  }
}
