package nomadops.gc.intake;

import java.time.Duration;

/// How often to list and how much to remember.
///
/// @param interval from one list to the next, when nothing calls for one sooner
/// @param dueSoonRoom how many jobs that fall due next are remembered between lists
/// @param afterFault rest after a list that failed
/// @param afterPageFault rest before a page is asked for again, times the attempt
public record IntakeTerms(
    Duration interval, int dueSoonRoom, Duration afterFault, Duration afterPageFault) {
  public static IntakeTerms every(Duration interval) {
    return new IntakeTerms(interval, 50_000, Duration.ofSeconds(5), Duration.ofSeconds(1));
  }
}
