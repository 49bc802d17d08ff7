package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.purge.Candidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists dead jobs again and again, and feeds the purger.
///
/// The next list is due after the interval, or when the jobs that are remembered as due soon have
/// run out, or when a job falls due that the event stream saw die, or as soon as that stream had a
/// gap; never sooner than a few times the last list took, so that lists do not become the load.
/// Between two lists, jobs that fall due are judged anew and handed over.
///
/// The queue is bounded: while it is full the next page is not asked for.
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int PAGE_ATTEMPTS = 4;
  private static final Duration NAP = Duration.ofMillis(200);
  private static final int REST_FACTOR = 3;

  /// Where jobs die all the time and are kept for less than the interval, lists take a tenth of it.
  private static final int DEATHS_REST_FACTOR = 9;

  private final JobList list;
  private final Judge judge;
  private final SharedLedger ledger;
  private final BlockingQueue<Candidate> queue;
  private final IntakeTerms terms;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;
  private final AtomicBoolean relist = new AtomicBoolean();
  private final AtomicReference<Instant> expected = new AtomicReference<>(Instant.MAX);
  private volatile Listing last = Listing.NONE;

  public Intake(
      JobList list,
      Judge judge,
      SharedLedger ledger,
      BlockingQueue<Candidate> queue,
      IntakeTerms terms,
      InstantSource clock,
      Ticker ticker,
      Pause pause) {
    this.list = list;
    this.judge = judge;
    this.ledger = ledger;
    this.queue = queue;
    this.terms = terms;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Lists until told to stop. A list that fails is tried again later; [#last()] shows it.
  ///
  /// @param mayList asked before each list: only a leader needs one
  public void run(BooleanSupplier stop, BooleanSupplier mayList) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      if (!mayList.getAsBoolean()) {
        pause.sleep(NAP);
        continue;
      }
      relist.set(false);
      expected.set(Instant.MAX);
      try {
        ListRound round = once(queue::put);
        between(round, nextList(round), restedFor(DEATHS_REST_FACTOR), stop);
      } catch (NomadFault fault) {
        LOG.warn("the list of dead jobs failed: {}", fault.getMessage());
        last = last.failed(String.valueOf(fault.getMessage()));
        napUntil(clock.instant().plus(terms.afterFault()), stop);
      }
    }
  }

  /// One complete list.
  ///
  /// @throws NomadFault when a page cannot be had, after some attempts
  private ListRound once(ListRound.Sink sink) throws InterruptedException {
    long start = ticker.nanos();
    CountingPass.over(this::page, judge);
    ListRound round = new ListRound(judge, ledger, sink, terms.dueSoonRoom());
    Optional<String> token = Optional.empty();
    int pages = 0;
    long listing = 0;
    do {
      long asked = ticker.nanos();
      JobList.Page page = page(token);
      listing += ticker.nanos() - asked;
      Instant read = clock.instant();
      round.page(page, read);
      judge.reached(page.index(), read);
      token = page.next();
      pages++;
    } while (token.isPresent());
    Instant now = clock.instant();
    ledger.listCompleted();
    round.complete();
    if (round.runs.full()) {
      LOG.warn(
          "no room to count the runs of every parent: those beyond the first {} runs keep all of theirs",
          round.runs.remembered());
    }
    Duration took = Duration.ofNanos(ticker.nanos() - start);
    last =
        new Listing(
            Optional.of(now),
            round.census,
            took,
            Duration.ofNanos(listing),
            pages,
            last.lists() + 1,
            "");
    if (round.overloaded() > 0) {
      LOG.error("{} due jobs were left alone: deletions of too many jobs fail", round.overloaded());
    }
    return round;
  }

  /// One list for a single run.
  ///
  /// @param whileFull called now and then while the queue has no room; may throw to give up
  public Census list(Runnable whileFull) throws InterruptedException {
    return once(
            candidate -> {
              while (!queue.offer(candidate, NAP.toMillis(), TimeUnit.MILLISECONDS)) {
                whileFull.run();
              }
            })
        .census;
  }

  private JobList.Page page(Optional<String> token) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return list.page(token, judge.metaKeys());
      } catch (NomadFault fault) {
        boolean final_ = fault.isForbidden() || fault.isBadRequest() || attempt == PAGE_ATTEMPTS;
        if (final_) {
          throw fault;
        }
        LOG.info("a page of the job list failed and is asked for again: {}", fault.getMessage());
        pause.sleep(terms.afterPageFault().multipliedBy(attempt));
      }
    }
  }

  private Instant nextList(ListRound round) {
    Instant now = clock.instant();
    Instant next = now.plus(terms.interval());
    Instant horizon = round.dueSoon.horizon().orElse(next);
    return later(earlier(horizon, next), restedFor(REST_FACTOR));
  }

  private Instant restedFor(int factor) {
    return clock.instant().plus(last.reading().multipliedBy(factor));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /// @param rested before this, no list is made for a death
  private void between(ListRound round, Instant nextList, Instant rested, BooleanSupplier stop)
      throws InterruptedException {
    while (!stop.getAsBoolean() && !relist.get()) {
      Instant now = clock.instant();
      if (!now.isBefore(earlier(nextList, later(expected.get(), rested)))) {
        return;
      }
      for (DueSoon.Due due : round.dueSoon.due(now)) {
        round.again(due, now);
      }
      pause.sleep(NAP);
    }
  }

  private void napUntil(Instant time, BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean() && clock.instant().isBefore(time)) {
      pause.sleep(NAP);
    }
  }

  /// Something may have been missed: list again as soon as the present list is done.
  public void relist() {
    relist.set(true);
  }

  /// A job died that may fall due then. A list at that time, or any before it, shows it.
  public void expect(Instant due) {
    expected.accumulateAndGet(due, Intake::earlier);
  }

  /// The last complete list.
  public Listing last() {
    return last;
  }
}
