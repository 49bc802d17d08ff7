package nomadops.gc.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.gc.job.DeadJobs;
import nomadops.gc.policy.Reason;
import nomadops.gc.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A user registers, and purges, a job while it is purged: in every order of what they do, of the
/// DELETE, of its receipt and of the events, the user has the last word.
class CompensatorTest {
  private static final JobKey KEY = new JobKey("default", "a");
  private static final long JUDGED = 10;

  /// What is done next, at any moment.
  private enum Act {
    USER,
    DELETE,
    RECEIPT,
    EVENT
  }

  /// What the user does, in this order.
  private enum Wish {
    REGISTER,
    PURGE
  }

  /// The terms of one world.
  private record Terms(
      List<Wish> wishes, boolean receiptLost, boolean evaluationFirst, int priority) {}

  /// A Nomad with one job, and the stream of its events.
  private static final class World {
    final Terms terms;
    final Compensator compensator = new Compensator(this::restored, Trail.NONE);
    final Deque<Runnable> events = new ArrayDeque<>();
    final List<Act> done = new ArrayList<>();
    long index = 80;
    long standing = JUDGED;
    @Nullable String spec = "judged";
    int wished;
    boolean deleted;
    boolean receiptDue;
    long purgedAt;

    /// The user's last word, as far as Nomad could know it.
    String last = "nothing";

    World(Terms terms) {
      this.terms = terms;
      Reason reason = new Reason(Reason.Code.EXPIRED, "old");
      Verdict.Purge verdict =
          new Verdict.Purge(reason, "default", Duration.ofHours(4), Instant.EPOCH, Set.of());
      compensator.deleting(
          new Candidate(DeadJobs.job("a").indexes(10, 10, 12).build(), verdict, 80),
          new FreshJob("dead", false, 0, false, 12, JUDGED, 80));
    }

    List<Act> possible() {
      List<Act> acts = new ArrayList<>();
      if (wished < terms.wishes().size()) {
        acts.add(Act.USER);
      }
      if (!deleted) {
        acts.add(Act.DELETE);
      }
      if (receiptDue) {
        acts.add(Act.RECEIPT);
      }
      if (!events.isEmpty()) {
        acts.add(Act.EVENT);
      }
      return acts;
    }

    void perform(Act act) {
      done.add(act);
      switch (act) {
        case USER -> user(terms.wishes().get(wished++));
        case DELETE -> delete();
        case RECEIPT -> {
          receiptDue = false;
          compensator.purged(KEY, purgedAt);
        }
        case EVENT -> events.removeFirst().run();
      }
    }

    private void user(Wish wish) {
      if (wish == Wish.REGISTER) {
        standing = ++index;
        spec = "user's " + wished;
        last = spec;
      } else if (spec != null) {
        gone(50);
        last = "nothing";
      }
    }

    private void delete() {
      deleted = true;
      if (spec != null) {
        gone(NomadPurgeTarget.EVAL_PRIORITY);
        purgedAt = index;
        receiptDue = !terms.receiptLost();
      }
    }

    /// The job goes, and the stream will tell: of the job as it was, and of the evaluation.
    private void gone(int priority) {
      long at = ++index;
      long registered = standing;
      RawJson was = RawJson.of("{\"ID\":\"" + spec + "\"}");
      spec = null;
      Runnable job = () -> compensator.deregistered(KEY, at, registered, terms.priority(), was);
      int of = Math.min(priority, terms.priority());
      Runnable evaluation = () -> compensator.evaluated(evaluation(of, at));
      events.add(terms.evaluationFirst() ? evaluation : job);
      events.add(terms.evaluationFirst() ? job : evaluation);
    }

    private boolean restored(RawJson was) {
      if (spec != null) {
        return false;
      }
      standing = ++index;
      spec = was.text().substring(7, was.text().length() - 2);
      return true;
    }

    String stands() {
      return spec == null ? "nothing" : spec;
    }
  }

  private static Evaluation evaluation(int priority, long index) {
    return new Evaluation(
        "e" + index,
        KEY.namespace(),
        priority,
        "service",
        "job-deregister",
        KEY.id(),
        index,
        "",
        "pending",
        "",
        "",
        "",
        "",
        Map.of(),
        index,
        index,
        0,
        0);
  }

  /// Plays every order; gives their number.
  private static int everyOrder(Terms terms, List<Act> begun, boolean mayBeLost) {
    World world = new World(terms);
    begun.forEach(world::perform);
    List<Act> possible = world.possible();
    if (possible.isEmpty()) {
      check(world, mayBeLost);
      return 1;
    }
    int played = 0;
    for (Act act : possible) {
      List<Act> next = new ArrayList<>(begun);
      next.add(act);
      played += everyOrder(terms, next, mayBeLost);
    }
    return played;
  }

  private static void check(World world, boolean mayBeLost) {
    String wanted = world.last;
    if (mayBeLost && world.stands().equals("nothing")) {
      return;
    }
    assertThat(world.stands()).as("%s in the order %s", world.terms, world.done).isEqualTo(wanted);
  }

  private static final List<List<Wish>> WISHES =
      List.of(
          List.of(),
          List.of(Wish.REGISTER),
          List.of(Wish.REGISTER, Wish.REGISTER),
          List.of(Wish.REGISTER, Wish.PURGE),
          List.of(Wish.REGISTER, Wish.PURGE, Wish.REGISTER));

  @Test
  void theUserHasTheLastWordInEveryOrder() {
    int played = 0;
    for (List<Wish> wishes : WISHES) {
      for (boolean lost : new boolean[] {false, true}) {
        for (boolean evaluationFirst : new boolean[] {false, true}) {
          Terms terms = new Terms(wishes, lost, evaluationFirst, 50);
          // A purge of what is not there leaves no trace: a job that ours took just before it may
          // come back, since nobody can know that it was not wanted any more.
          if (!wishes.equals(List.of(Wish.REGISTER, Wish.PURGE))) {
            played += everyOrder(terms, List.of(), false);
          }
        }
      }
    }
    assertThat(played).isGreaterThan(200);
  }

  /// What the user purged after registering it, before ours came, is not brought back.
  @Test
  void whatTheUserPurgedStaysGone() {
    for (boolean lost : new boolean[] {false, true}) {
      World world = new World(new Terms(List.of(Wish.REGISTER, Wish.PURGE), lost, false, 50));
      for (Act act : List.of(Act.USER, Act.USER, Act.DELETE, Act.EVENT, Act.EVENT)) {
        world.perform(act);
      }
      assertThat(world.possible()).isEmpty();
      assertThat(world.stands()).isEqualTo("nothing");
      assertThat(world.compensator.count()).isZero();
    }
  }

  /// Of a job of the lowest priority, a purge whose receipt was lost could be the user's own: it is
  /// not restored then, and never against the user's word.
  @Test
  void whereAPurgeCouldBeTheUsersOwnNothingIsBroughtBack() {
    for (List<Wish> wishes : WISHES) {
      for (boolean lost : new boolean[] {false, true}) {
        if (!wishes.equals(List.of(Wish.REGISTER, Wish.PURGE))) {
          int _ = everyOrder(new Terms(wishes, lost, false, 1), List.of(), lost);
        }
      }
    }
  }
}
