package nomadops.health.probe.policy;

import java.util.Optional;

/// Which life of the server's process this is. Its container may be restarted beside us, and what
/// was earned by one life does not hold for the next.
///
/// A new one is seen by a connection that is refused, or by state that went back: a server starts
/// from its last snapshot. One that restarts between two looks, and has caught up by the second, is
/// missed.
///
/// @param number 0 until something answered
/// @param applied the furthest that its state was seen
/// @param gone nothing listened at the last look
public record Life(int number, long applied, boolean gone) {
  public static final Life NONE = new Life(0, 0, true);

  public Life seen(Sight sight) {
    return switch (sight.answering()) {
      case REFUSES -> new Life(number, 0, true);
      case SILENT -> this;
      case ANSWERS -> {
        Optional<Long> now = sight.self().map(ServerSelf::applied);
        boolean back = now.filter(index -> index < applied).isPresent();
        yield gone || back
            ? new Life(number + 1, now.orElse(0L), false)
            : new Life(number, now.orElse(applied), false);
      }
    };
  }
}
