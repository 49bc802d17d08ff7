package nomadops.gc.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.DeadJobs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random registrations, purges, failures and stale lists against the ledger, with a tiny Nomad
/// that keeps its history.
class LedgerPropertyTest {
  private static final LedgerLimits TIGHT =
      new LedgerLimits(
          20, 10, 30, 4, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(60));

  static long[] seeds() {
    return new Random(20261122).longs(60).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noJobVersionIsDeletedTwiceWhateverTheListsShow(long seed) {
    new World(seed).run(3_000);
  }

  private static final class World {
    private final Random random;
    private final String seed;
    private final Ledger ledger = new Ledger(TIGHT);
    private final Map<String, DeadJob> state = new HashMap<>();
    private final ArrayDeque<Map<String, DeadJob>> history = new ArrayDeque<>();
    private final ArrayDeque<Long> historyIndex = new ArrayDeque<>();
    private final List<DeadJob> flying = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<JobKey, Long> parkedAt = new HashMap<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private long index = 100;

    World(long seed) {
      this.seed = "seed " + seed;
      this.random = new Random(seed);
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        switch (random.nextInt(4)) {
          case 0 -> register();
          case 1 -> list();
          case 2 -> finish();
          default -> now = now.plusSeconds(random.nextInt(40));
        }
        assertThat(ledger.size()).as(seed).isLessThanOrEqualTo(20 + 10 + 2 * 30 + 40 + 40);
      }
    }

    private void register() {
      String id = "j" + random.nextInt(40);
      index++;
      state.put(id, DeadJobs.job(id).indexes(index, index, index).build());
    }

    /// Offers every row of a snapshot of the past, as a stale follower would.
    private void list() {
      history.addLast(Map.copyOf(state));
      historyIndex.addLast(index);
      if (history.size() > 6) {
        history.removeFirst();
        historyIndex.removeFirst();
      }
      int back = random.nextInt(history.size());
      Map<String, DeadJob> seen = new ArrayList<>(history).get(back);
      long pageIndex = new ArrayList<>(historyIndex).get(back);
      seen.values().forEach(job -> offer(job, pageIndex));
      if (back == history.size() - 1) {
        ledger.listCompleted();
      }
    }

    private void offer(DeadJob job, long pageIndex) {
      boolean wasInFlight = ledger.isInFlight(job.key());
      Admission admission = ledger.admit(job, pageIndex, now);
      if (admission instanceof Admission.Parked) {
        parkedAt.put(job.key(), job.modifyIndex());
      }
      if (admission instanceof Admission.Admitted) {
        assertThat(wasInFlight)
            .as("%s: in flight and offered again: %s", seed, job.key())
            .isFalse();
        assertThat(job.modifyIndex())
            .as("%s: parked and retried unchanged: %s", seed, job.key())
            .isNotEqualTo(parkedAt.get(job.key()));
        assertThat(deleted)
            .as("%s: a purged version was admitted", seed)
            .doesNotContain(job.key() + "@" + job.modifyIndex());
        flying.add(job);
      }
    }

    private void finish() {
      if (flying.isEmpty()) {
        return;
      }
      DeadJob job = flying.remove(random.nextInt(flying.size()));
      ledger.settle(job.key(), outcome(job), now);
    }

    private PurgeOutcome outcome(DeadJob job) {
      DeadJob actual = state.get(job.key().id());
      if (actual == null) {
        return new PurgeOutcome.AlreadyGone(index);
      }
      if (actual.modifyIndex() != job.modifyIndex()) {
        return new PurgeOutcome.Changed("registered");
      }
      return switch (random.nextInt(5)) {
        case 0 -> new PurgeOutcome.Refused(500, "fault");
        case 1 -> new PurgeOutcome.Unknown("reset before it arrived");
        default -> purge(job);
      };
    }

    private PurgeOutcome purge(DeadJob job) {
      state.remove(job.key().id());
      assertThat(deleted.add(job.key() + "@" + job.modifyIndex()))
          .as("%s: deleted twice", seed)
          .isTrue();
      return new PurgeOutcome.Purged(++index, "eval");
    }
  }
}
