package nomadops.drainer.announce;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.drainer.announce.Announcement.Event;

/// Somebody to tell, and of what.
public final class Way {
  private static final int MOST_RUNS = 3;

  private final String name;
  private final Set<Event> events;
  private final Sender sender;
  private final Patience patience;

  Way(String name, List<Event> events, Sender sender, Patience patience) {
    this.name = name;
    this.events = events.isEmpty() ? EnumSet.allOf(Event.class) : EnumSet.copyOf(events);
    this.sender = sender;
    this.patience = patience;
  }

  /// By HTTP POST.
  ///
  /// @param events all when empty
  /// @param retryFor how long one announcement is tried, counted from when it was made
  public static Way post(
      PostTerms terms, List<Event> events, Duration retryFor, AnnounceTime time) {
    return new Way(
        terms.name(),
        events,
        new PostSender(terms, time.clock()),
        new Patience(retryFor, Integer.MAX_VALUE));
  }

  /// By running a program, at most three times for each announcement.
  ///
  /// @param events all when empty
  /// @param environment of the program, to which ours is added; secrets in it are not logged
  public static Way exec(
      ExecTerms terms, List<Event> events, Duration retryFor, Map<String, String> environment) {
    return new Way(
        terms.name(),
        events,
        new ExecSender(terms, environment),
        new Patience(retryFor, MOST_RUNS));
  }

  boolean takes(Event event) {
    return events.contains(event);
  }

  /// For logs and metrics; tells no secret.
  public String name() {
    return name;
  }

  Sender sender() {
    return sender;
  }

  Patience patience() {
    return patience;
  }
}
