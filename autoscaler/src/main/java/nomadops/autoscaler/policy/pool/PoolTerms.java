package nomadops.autoscaler.policy.pool;

import java.time.Duration;

/// What an operator wants of a pool.
///
/// @param pool its name
public record PoolTerms(
    String pool, Size size, Waits waits, ScaleIn scaleIn, Budgets budgets, Trust trust) {

  /// How many nodes.
  ///
  /// @param min always kept, whatever is queued or known
  /// @param max never exceeded
  /// @param spare empty nodes kept ready beside what is needed
  public record Size(int min, int max, int spare) {
    public Size {
      require(min >= 0, "min is " + min + "; give 0 or more");
      require(max >= min, "max " + max + " is below min " + min);
      require(spare >= 0, "spare is " + spare + "; give 0 or more");
    }
  }

  /// How long work may wait.
  ///
  /// @param maxWait from when it was queued until it starts, as far as machines can boot in that
  ///   time
  /// @param patience before waiting work counts at all: most of it is placed at once
  /// @param distrustAfter work that ought to fit on nodes that are there, and is not placed for so
  ///   long, gets new ones: something is known to the scheduler that is not known here
  /// @param bootLag how long a new node takes, until it has been measured
  public record Waits(
      Duration maxWait, Duration patience, Duration distrustAfter, Duration bootLag) {}

  /// How nodes are given back.
  ///
  /// @param idleFor an empty node goes when it was empty for so long
  /// @param protectNew a node is left alone for so long after it came
  /// @param window the most that was needed within it is what is needed
  /// @param fill how full nodes are taken to get, from 0 to 1: batch work spreads
  /// @param cordonPercent of the pool's nodes that may be closed at a time, while work on them ends
  /// @param giveUpAfter a node that does not get empty in so long takes work again
  public record ScaleIn(
      Duration idleFor,
      Duration protectNew,
      Duration window,
      double fill,
      int cordonPercent,
      Duration giveUpAfter) {
    public ScaleIn {
      require(fill > 0 && fill <= 1, "fill is " + fill + "; give more than 0, at most 1");
      require(
          cordonPercent >= 0 && cordonPercent <= 100,
          "cordon-percent is " + cordonPercent + "; give 0 to 100");
    }
  }

  /// How fast.
  ///
  /// @param launchesPerMinute nodes
  /// @param endsPerMinute nodes
  public record Budgets(int launchesPerMinute, int endsPerMinute) {}

  /// What is believed, and for how long.
  ///
  /// @param staleAfter facts older than this decide nothing that cannot be undone
  /// @param registerWithin a machine that is not a ready node by then is lost, and replaced
  /// @param backoffFirst how long a group that could not launch is left alone, at first
  /// @param backoffMost and after many failures
  /// @param pendingEvals with more evaluations than this before the scheduler the queue is not
  ///   known, and no node is given back
  public record Trust(
      Duration staleAfter,
      Duration registerWithin,
      Duration backoffFirst,
      Duration backoffMost,
      int pendingEvals) {}

  private static void require(boolean ok, String message) {
    if (!ok) {
      throw new IllegalArgumentException(message);
    }
  }

  /// Usual terms, for a pool of this size.
  public static PoolTerms usual(String pool, int min, int max) {
    return new PoolTerms(
        pool,
        new Size(min, max, 0),
        new Waits(
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2)),
        new ScaleIn(
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            0.9,
            20,
            Duration.ofHours(1)),
        new Budgets(100, 50),
        new Trust(
            Duration.ofSeconds(90),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            500));
  }
}
