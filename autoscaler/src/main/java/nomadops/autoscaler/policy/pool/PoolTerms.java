package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.policy.season.Season;

/// What an operator wants of a pool.
///
/// @param pool its name
/// @param groups by name: what is wanted of each; those that are left out are [GroupTerms#PLAIN]
public record PoolTerms(
    String pool,
    Size size,
    Waits waits,
    ScaleIn scaleIn,
    Budgets budgets,
    Trust trust,
    Map<String, GroupTerms> groups) {
  public PoolTerms {
    groups = Map.copyOf(groups);
  }

  /// How many nodes.
  ///
  /// @param min always kept, whatever is queued or known
  /// @param max never exceeded
  /// @param spare empty nodes kept ready beside what is needed
  /// @param headroom free capacity beside what runs, in standard deviations of what runs; 0 for
  ///   none
  /// @param blind the least while the queue cannot be seen; 0 for none
  /// @param season what was needed at this time a season ago, and two, is kept ready; empty for
  ///   never
  public record Size(
      int min, int max, int spare, double headroom, int blind, Optional<Season> season) {
    public Size {
      require(min >= 0, "min is " + min + "; give 0 or more");
      require(max >= min, "max " + max + " is below min " + min);
      require(spare >= 0, "spare is " + spare + "; give 0 or more");
      require(headroom >= 0, "headroom is " + headroom + "; give 0 or more");
      require(blind <= max, "blind-min " + blind + " is above max " + max);
    }

    /// These bounds, and nothing kept ready.
    public static Size between(int min, int max) {
      return new Size(min, max, 0, 0, 0, Optional.empty());
    }

    public Size withSpare(int nodes) {
      return new Size(min, max, nodes, headroom, blind, season);
    }

    public Size withHeadroom(double deviations) {
      return new Size(min, max, spare, deviations, blind, season);
    }

    public Size withBlind(int nodes) {
      return new Size(min, max, spare, headroom, nodes, season);
    }

    public Size withSeason(Season next) {
      return new Size(min, max, spare, headroom, blind, Optional.of(next));
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
  /// @param keepAlive how long an empty node stays
  /// @param protectNew a node is left alone for so long after it came
  /// @param window the most that was needed within it is what is needed
  /// @param fill how full nodes are taken to get, from 0 to 1: batch work spreads
  /// @param cordonPercent of the pool's nodes that may be closed at a time, while work on them ends
  /// @param giveUpAfter a node that does not get empty in so long takes work again
  /// @param purge nodes whose machine we ended are purged from Nomad, and not left to its garbage
  ///   collection
  public record ScaleIn(
      KeepAlive keepAlive,
      Duration protectNew,
      Duration window,
      double fill,
      int cordonPercent,
      Duration giveUpAfter,
      boolean purge) {
    public ScaleIn {
      require(fill > 0 && fill <= 1, "fill is " + fill + "; give more than 0, at most 1");
      require(
          cordonPercent >= 0 && cordonPercent <= 100,
          "cordon-percent is " + cordonPercent + "; give 0 to 100");
    }

    public ScaleIn with(KeepAlive next) {
      return new ScaleIn(next, protectNew, window, fill, cordonPercent, giveUpAfter, purge);
    }

    public ScaleIn withCordonPercent(int percent) {
      return new ScaleIn(keepAlive, protectNew, window, fill, percent, giveUpAfter, purge);
    }

    public ScaleIn withPurge() {
      return new ScaleIn(keepAlive, protectNew, window, fill, cordonPercent, giveUpAfter, true);
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

  /// What is wanted of a group.
  public GroupTerms group(String name) {
    return groups.getOrDefault(name, GroupTerms.PLAIN);
  }

  public PoolTerms with(Size next) {
    return new PoolTerms(pool, next, waits, scaleIn, budgets, trust, groups);
  }

  public PoolTerms with(Waits next) {
    return new PoolTerms(pool, size, next, scaleIn, budgets, trust, groups);
  }

  public PoolTerms with(ScaleIn next) {
    return new PoolTerms(pool, size, waits, next, budgets, trust, groups);
  }

  public PoolTerms with(Budgets next) {
    return new PoolTerms(pool, size, waits, scaleIn, next, trust, groups);
  }

  public PoolTerms with(Map<String, GroupTerms> next) {
    return new PoolTerms(pool, size, waits, scaleIn, budgets, trust, next);
  }

  private static void require(boolean ok, String message) {
    if (!ok) {
      throw new IllegalArgumentException(message);
    }
  }

  /// Usual terms, for a pool of this size.
  public static PoolTerms usual(String pool, int min, int max) {
    return new PoolTerms(
        pool,
        Size.between(min, max),
        new Waits(
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2)),
        new ScaleIn(
            KeepAlive.of(Duration.ofMinutes(3)),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            0.9,
            20,
            Duration.ofHours(1),
            false),
        new Budgets(100, 50),
        new Trust(
            Duration.ofSeconds(90),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(30),
            500),
        Map.of());
  }
}
