package nomadops.autoscaler.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.client.NomadClient;
import nomadops.client.events.EventStream;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the cluster and keeps its picture: by the event stream, and by lists where that may have
/// been silent. All lists are made one after another, by one thread, at the pace of [WatchTerms].
public final class ClusterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration BREATH = Duration.ofMillis(100);
  private static final int BUFFER = 16_384;

  private final NomadClient nomad;
  private final NodeLedger ledger;
  private final Ticker ticker;
  private final Pause pause;
  private final Bell bell = new Bell();
  private final Schedule schedule;
  private final Picture picture;
  private final StreamFeed feed;
  private final ClusterLists lists;
  private final NodeReads reads;
  private volatile @Nullable RuntimeException bug;

  /// Nothing is followed yet.
  ///
  /// @param ledger empty; told here alone
  /// @param ended hears of every allocation that is over, as often as an event tells it
  public ClusterWatch(
      NomadClient nomad,
      NodeLedger ledger,
      WatchTerms terms,
      InstantSource clock,
      Ticker ticker,
      Pause pause,
      Consumer<AllocationStub> ended) {
    this.nomad = nomad;
    this.ledger = ledger;
    this.ticker = ticker;
    this.pause = pause;
    this.schedule = new Schedule(terms);
    this.picture = new Picture(ledger, bell);
    this.feed = new StreamFeed(ledger, picture, schedule, bell, clock, ticker, ended);
    this.lists = new ClusterLists(nomad, ledger, picture, clock, terms.page());
    this.reads = new NodeReads(nomad, ledger, clock);
  }

  /// Follows the cluster until told to stop, or interrupted.
  public void run(BooleanSupplier stop) throws InterruptedException {
    Thread listing = Thread.ofVirtual().name("autoscaler-lists").start(() -> keepListing(stop));
    try (EventStream stream = nomad.events().subscribe(wanted())) {
      while (!stop.getAsBoolean() && listing.isAlive()) {
        Optional<StreamItem> item = stream.next(GLANCE);
        item.ifPresent(feed::take);
      }
    } finally {
      listing.interrupt();
      listing.join();
    }
    RuntimeException broke = bug;
    if (broke != null) {
      throw broke;
    }
  }

  private static Subscription wanted() {
    return Subscription.to(Topic.NODE, Topic.ALLOCATION, Topic.JOB, Topic.EVALUATION)
        .withBuffer(BUFFER);
  }

  private void keepListing(BooleanSupplier stop) {
    try {
      while (!stop.getAsBoolean()) {
        Optional<Errand> due = schedule.next(ticker.nanos());
        if (due.isPresent()) {
          run(due.get());
        } else {
          pause.sleep(BREATH);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      bug = e;
    }
  }

  private void run(Errand errand) throws InterruptedException {
    try {
      ClusterLists.Outcome outcome = outcome(errand);
      schedule.done(errand, outcome.age(), outcome.pages());
      if (errand != Errand.LEADER && errand != Errand.BROKER) {
        bell.ring();
      }
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      failed(errand, String.valueOf(fault.getMessage()));
    } catch (ClusterLists.OutdatedException e) {
      failed(errand, String.valueOf(e.getMessage()));
    }
  }

  private ClusterLists.Outcome outcome(Errand errand) throws InterruptedException {
    return switch (errand) {
      case LEADER -> lists.leader();
      case BROKER -> lists.broker();
      case EVALUATIONS -> lists.evaluations();
      case JOBS -> lists.jobs();
      case NODES -> {
        ClusterLists.Outcome outcome = lists.nodes();
        if (!ledger.unread().isEmpty()) {
          schedule.want(Errand.DETAILS, ticker.nanos());
        }
        yield outcome;
      }
      case DETAILS -> {
        reads.read();
        picture.detailsRead();
        yield new ClusterLists.Outcome(Duration.ZERO, 1);
      }
    };
  }

  private void failed(Errand errand, String why) {
    LOG.info("cannot read {}, the picture grows older: {}", errand, why);
    schedule.failed(errand);
    picture.trouble(errand, why);
  }

  /// The cluster as it is known now.
  public ClusterSight sight() {
    return picture.sight();
  }

  /// Wakes whoever waits, though nothing new is known of the cluster.
  public void nudge() {
    bell.ring();
  }

  /// Waits until something is known that a sight of this version does not show, or for so long.
  ///
  /// @return the version of what is known now
  public long await(long version, Duration atMost) throws InterruptedException {
    return bell.await(version, atMost);
  }
}
