package nomadops.autoscaler.view;

import java.time.Duration;

/// How often the cluster is asked. Together this is well under five requests a second, whatever
/// happens in the cluster.
///
/// @param listInterval from one list of jobs to the next, at least
/// @param listAtLeast from one list of jobs to the next, at most
/// @param relistInterval from one list of nodes, allocations or evaluations to the next, at least:
///   they are listed when events may have been missed, and while there are none
/// @param relistAtLeast the same, at most
/// @param leaderInterval between two looks at who leads
/// @param brokerInterval between two looks at the scheduler's configuration
/// @param page rows of one page
public record WatchTerms(
    Duration listInterval,
    Duration listAtLeast,
    Duration relistInterval,
    Duration relistAtLeast,
    Duration leaderInterval,
    Duration brokerInterval,
    int page) {

  /// What is good for most clusters.
  public static final WatchTerms DEFAULT =
      new WatchTerms(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          2500);

  public WatchTerms {
    positive("listInterval", listInterval);
    positive("relistInterval", relistInterval);
    positive("leaderInterval", leaderInterval);
    positive("brokerInterval", brokerInterval);
    if (listAtLeast.compareTo(listInterval) < 0 || relistAtLeast.compareTo(relistInterval) < 0) {
      throw new IllegalArgumentException(
          "lists at least every "
              + listAtLeast
              + " and "
              + relistAtLeast
              + "; give no less than their intervals, "
              + listInterval
              + " and "
              + relistInterval);
    }
    if (page < 1) {
      throw new IllegalArgumentException("page is " + page + "; give at least 1 row");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is " + value + "; give more than nothing");
    }
  }
}
