package nomadops.health.quarantine.policy;

import java.time.Duration;

/// What the operator allows.
///
/// @param mostShare in percent of a pool's ready clients: with more of them sick or quarantined no
///   further one is, as a majority that is sick is not the clients' fault. A pool of fewer than
///   `100 / mostShare` clients is thus never touched
/// @param fewest clients that must be left to take work
/// @param rate over all pools
/// @param common when a fault is not the clients'
/// @param waits how long things take
public record QuarantineTerms(int mostShare, Fewest fewest, Rate rate, Common common, Waits waits) {
  public QuarantineTerms {
    percent("mostShare", mostShare);
  }

  public static QuarantineTerms usual() {
    return new QuarantineTerms(
        20,
        new Fewest(1, 1, 1),
        new Rate(5, Duration.ofMinutes(30), 3),
        new Common(30, 2),
        new Waits(
            Duration.ofMinutes(3),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(4)));
  }

  /// So many quarantines in such a time, and so many at once. As Nomad limits its own
  /// plan-rejection tracker (5 in 30 minutes), with a smaller burst.
  public record Rate(int tokens, Duration per, int burst) {
    public Rate {
      if (tokens < 1 || burst < 1 || tokens > 10_000 || burst > 10_000) {
        throw new IllegalArgumentException(
            "rate is %d with a burst of %d; both are 1 to 10000".formatted(tokens, burst));
      }
      if (per.compareTo(Duration.ofSeconds(1)) < 0 || per.compareTo(Duration.ofDays(7)) > 0) {
        throw new IllegalArgumentException("rate is per " + per + "; it is 1 second to 7 days");
      }
    }
  }

  /// In each pool; classes and datacenters are counted within a pool, as a job has one pool.
  public record Fewest(int inPool, int inClass, int inDatacenter) {
    public Fewest {
      if (inPool < 0 || inClass < 0 || inDatacenter < 0) {
        throw new IllegalArgumentException(
            "fewest clients are %d, %d and %d; each is 0 or more"
                .formatted(inPool, inClass, inDatacenter));
      }
    }
  }

  /// When a fault is not the clients'.
  ///
  /// @param moreThan in percent of the clients that answered the same question
  /// @param atLeast clients
  public record Common(int moreThan, int atLeast) {
    public Common {
      percent("common.moreThan", moreThan);
      if (atLeast < 2) {
        throw new IllegalArgumentException(
            "common.atLeast is "
                + atLeast
                + "; one client has nothing in common, so it is 2 or more");
      }
    }
  }

  /// How long things take.
  ///
  /// @param report after which a report tells nothing
  /// @param sick for which a client must have been sick
  /// @param well for which a client must have been well, or at least not sick
  /// @param calm after a change of leader or of a server's version, and after this controller began
  ///   to watch or to act: it is to be longer than `shown`, and longer than a fleet takes to
  ///   recover
  /// @param shown until when the view shows what was done; a view that is called fresh is never
  ///   behind by more
  /// @param linger for which a common cause excuses after it ended, as clients recover one by one
  /// @param respect for which a client that was taken out of our hands is left alone
  /// @param expiry of a record
  public record Waits(
      Duration report,
      Duration sick,
      Duration well,
      Duration calm,
      Duration shown,
      Duration linger,
      Duration respect,
      Duration expiry) {
    public Waits {
      for (Duration wait :
          new Duration[] {report, sick, well, calm, shown, linger, respect, expiry}) {
        if (wait.isNegative() || wait.compareTo(Duration.ofDays(365)) > 0) {
          throw new IllegalArgumentException("a wait is " + wait + "; each is 0 to 365 days");
        }
      }
    }
  }

  private static void percent(String name, int value) {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException(name + " is " + value + "; it is a percentage, 0 to 100");
    }
  }
}
