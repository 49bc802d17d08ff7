package nomadops.bench.health;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.health.quarantine.Controller;
import nomadops.health.quarantine.Turn;
import nomadops.health.quarantine.effect.Performer;
import nomadops.health.quarantine.policy.QuarantinePolicy;
import nomadops.health.quarantine.policy.QuarantineTerms;
import nomadops.health.quarantine.record.Records;
import nomadops.health.quarantine.view.Exempt;
import nomadops.health.quarantine.view.FleetView;
import nomadops.health.quarantine.view.Touches;
import nomadops.health.report.Inbox;
import nomadops.health.report.Refusal;
import nomadops.health.report.ReportListener;
import nomadops.health.report.ReportServer;
import nomadops.health.report.ReportTerms;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.pause.Pauses;

/// A controller in this process, wired as the command wires it but for its leadership, whose time
/// leaps from one turn to the next. It waits as a controller does that was told nothing; its rate
/// alone is higher. The reports come over HTTP, once a minute.
final class MovedWatch implements Watched {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final String NAMESPACE = "default";

  private static final ReportListener NOBODY =
      new ReportListener() {
        @Override
        public void accepted() {}

        @Override
        public void refused(Refusal why) {}
      };

  private final Leaps time = new Leaps();
  private final List<Duration> turns = new ArrayList<>();
  private final NomadClient nomad;
  private final ReportServer reports;
  private final Controller controller;
  private final Agents agents;

  MovedWatch(Fleet fleet) {
    nomad =
        NomadClient.connect(
            Connection.to(fleet.address().toString()).build().triedOnce(), WireObserver.NONE);
    Inbox inbox = new Inbox();
    reports =
        ReportServer.start(
            ReportTerms.usual(new HostPort("127.0.0.1", 0)),
            () -> new Secrets(List.of(Fleet.SECRET)),
            inbox,
            NOBODY,
            time,
            Pause.system());
    Records records = new Records(nomad, NAMESPACE);
    Touches touches = new Touches();
    Fence fence = Fence.open();
    controller =
        new Controller(
            new FleetView(
                nomad,
                records,
                touches,
                new Pauses(nomad, NAMESPACE, "nomad-ops/health"),
                new Exempt(List.of(), List.of()),
                inbox::latest,
                fence::mayAct,
                false),
            new QuarantinePolicy(terms()),
            new Performer(nomad, records, touches, fence, "bench", time),
            INTERVAL,
            List.of(turn -> turns.add(turn.took())),
            new Controller.Time(time, time, time));
    agents =
        new Agents(
            fleet.nodes(), new Post(URI.create("http://" + reports.address()), Fleet.SECRET), time);
  }

  private static QuarantineTerms terms() {
    QuarantineTerms usual = QuarantineTerms.usual();
    return new QuarantineTerms(
        usual.mostShare(),
        usual.fewest(),
        new QuarantineTerms.Rate(10_000, Duration.ofMinutes(30), 10_000),
        usual.common(),
        usual.waits());
  }

  /// A handful each minute: 300 in forty minutes.
  @Override
  public Story story() {
    return new Story(
        Duration.ofMinutes(11), Duration.ofMinutes(6), EVERY, 8, Duration.ofMinutes(6));
  }

  @Override
  public void pass(Duration time, Plight plight) throws InterruptedException {
    agents.are(plight);
    for (long left = time.toNanos(); left > 0; left -= EVERY.toNanos()) {
      agents.allOnce();
      turnFor(EVERY);
    }
  }

  /// So many turns without a pause, on what was reported last: that tells for three minutes.
  void turn(int count) throws InterruptedException {
    turns.clear();
    agents.allOnce();
    for (int i = 0; i < count; i++) {
      int before = turns.size();
      controller.run(() -> turns.size() > before);
    }
  }

  private void turnFor(Duration forSo) throws InterruptedException {
    long end = time.nanos() + forSo.toNanos();
    controller.run(() -> time.nanos() >= end);
  }

  /// How long each of the turns took that were counted last.
  List<Duration> turns() {
    return List.copyOf(turns);
  }

  @Override
  public int causes() {
    return (int) controller.last().stream().flatMap(Turn::causes).count();
  }

  @Override
  public Map<String, Integer> held() {
    Map<String, Integer> held = new TreeMap<>();
    controller.last().stream()
        .flatMap(Turn::holds)
        .forEach(hold -> held.merge(hold.guard().word(), 1, Integer::sum));
    return held;
  }

  @Override
  public long refused() {
    return agents.refused();
  }

  @Override
  public void close() throws IOException {
    agents.close();
    reports.close();
    nomad.close();
  }
}
