package nomadops.exporter.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.events.EventStream;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Namespace;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the cluster and keeps its view: by the event stream, and by lists where that may have
/// been silent. The stream is opened first and lists are made while it runs: what either tells is
/// taken by its own index, whichever comes first.
public final class ClusterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration BREATH = Duration.ofMillis(100);
  private static final int BUFFER = 16_384;

  private final NomadClient nomad;
  private final ClusterView view;
  private final Freshness freshness;
  private final WatchTerms terms;
  private final WatchCounts counts;
  private final Ticker ticker;
  private final Pause pause;
  private final SweepSchedule schedule;
  private final EventFeed feed;
  private final ClusterLists lists;
  private final ServerLooks servers;
  private final Every serversDue = new Every();
  private final Every namespacesDue = new Every();
  private volatile Set<String> namespaces = Set.of();
  private volatile boolean subscribeAnew;
  private volatile @Nullable RuntimeException bug;

  /// Nothing is followed yet.
  public ClusterWatch(
      NomadClient nomad,
      ClusterView view,
      Freshness freshness,
      ServerFacts facts,
      WatchTerms terms,
      WatchCounts counts,
      Time time) {
    this.nomad = nomad;
    this.view = view;
    this.freshness = freshness;
    this.terms = terms;
    this.counts = counts;
    this.ticker = time.ticker();
    this.pause = time.pause();
    this.schedule = new SweepSchedule(terms, time.random(), ticker.nanos());
    this.feed = new EventFeed(view, freshness, schedule, counts, time.clock());
    this.lists = new ClusterLists(nomad, view, terms, time.clock());
    this.servers = new ServerLooks(nomad, facts, counts);
  }

  /// Time and chance, as inputs.
  public record Time(InstantSource clock, Ticker ticker, Pause pause, RandomGenerator random) {}

  /// Follows the cluster until told to stop, or interrupted.
  public void run(BooleanSupplier stop) throws InterruptedException {
    Thread listing = Thread.ofVirtual().name("exporter-lists").start(() -> keep(stop, this::list));
    Thread looking = Thread.ofVirtual().name("exporter-looks").start(() -> keep(stop, this::look));
    try {
      while (!stop.getAsBoolean() && bug == null) {
        follow(stop);
      }
    } finally {
      listing.interrupt();
      looking.interrupt();
      listing.join();
      looking.join();
    }
    RuntimeException broke = bug;
    if (broke != null) {
      throw broke;
    }
  }

  /// Follows one stream, until its namespaces are not all that there are.
  private void follow(BooleanSupplier stop) throws InterruptedException {
    subscribeAnew = false;
    Subscription all =
        Subscription.to(Topic.NODE, Topic.JOB, Topic.EVALUATION, Topic.ALLOCATION, Topic.DEPLOYMENT)
            .withBuffer(BUFFER);
    long seen = view.streamIndex();
    try (EventStream stream = nomad.events().subscribe(seen > 0 ? all.from(seen) : all)) {
      while (!stop.getAsBoolean() && !subscribeAnew && bug == null) {
        Optional<StreamItem> item = stream.next(GLANCE);
        item.ifPresent(feed::take);
      }
    }
  }

  private interface Round {
    /// @return whether there was nothing to do
    boolean turn() throws InterruptedException;
  }

  private void keep(BooleanSupplier stop, Round round) {
    try {
      while (!stop.getAsBoolean()) {
        if (round.turn()) {
          pause.sleep(BREATH);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      bug = e;
    }
  }

  private boolean list() throws InterruptedException {
    Optional<SweepSchedule.Due> due = schedule.next(ticker.nanos());
    if (due.isEmpty()) {
      return true;
    }
    boolean whole = true;
    for (Kind kind : Kind.values()) {
      whole &= sweep(kind, due.get());
    }
    if (whole) {
      schedule.done();
    } else {
      schedule.failed(due.get());
    }
    return false;
  }

  private boolean sweep(Kind kind, SweepSchedule.Due due) throws InterruptedException {
    long began = ticker.nanos();
    try {
      int went = lists.sweep(kind, due == SweepSchedule.Due.ALL);
      Duration took = Duration.ofNanos(ticker.nanos() - began);
      counts.swept(kind, took, went);
      LOG.debug("listed all {}s in {} ms, {} were gone", kind.word(), took.toMillis(), went);
      return true;
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      failed(kind.word(), "cannot list " + kind.word() + "s: " + fault.getMessage());
    } catch (ClusterLists.OutdatedException e) {
      failed(kind.word(), String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void failed(String what, String why) {
    LOG.info("{}; the view grows older", why);
    counts.failed(what);
    freshness.failed(why);
  }

  /// Something that is due now and then.
  private static final class Every {
    private boolean ran;
    private long last;

    boolean due(long now, Duration interval) {
      if (ran && now - last < interval.toNanos()) {
        return false;
      }
      ran = true;
      last = now;
      return true;
    }
  }

  private boolean look() throws InterruptedException {
    long now = ticker.nanos();
    boolean idle = true;
    if (serversDue.due(now, terms.servers())) {
      servers.look();
      idle = false;
    }
    if (namespacesDue.due(now, terms.namespaces())) {
      namespaces();
      idle = false;
    }
    return idle;
  }

  private void namespaces() throws InterruptedException {
    try {
      Set<String> now = new TreeSet<>();
      for (Namespace namespace : nomad.namespaces().list(Read.defaults()).value()) {
        now.add(namespace.name());
      }
      boolean more = !namespaces.isEmpty() && !namespaces.containsAll(now);
      namespaces = now;
      if (more) {
        LOG.info("there are other namespaces now, the event stream is opened anew: {}", now);
        subscribeAnew = true;
      }
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      counts.failed("namespaces");
      LOG.debug("namespaces cannot be listed: {}", fault.getMessage());
    }
  }
}
