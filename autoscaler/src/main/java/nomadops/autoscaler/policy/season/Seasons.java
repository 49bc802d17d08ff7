package nomadops.autoscaler.policy.season;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What was needed in each quarter of an hour of the last two seasons, and what that lets expect.
///
/// Expected at a time is the lesser of what was needed at that time in the last season and in the
/// one before: what happened once is not expected again. Where one of both was not seen, nothing
/// is. Times are UTC: what follows the clock on the wall comes an hour off for a season after the
/// clocks were changed.
public final class Seasons {
  /// How long what was needed is taken together.
  static final Duration SLOT = Duration.ofMinutes(15);

  private static final int UNSEEN = -1;

  private final Season season;

  /// The slot that was seen last, counted from the epoch; nothing was seen while it is negative.
  private final long newest;

  /// The most that was needed in a slot, at its number modulo the length: the newest, and two
  /// seasons before it.
  private final int[] peaks;

  private Seasons(Season season, long newest, int[] peaks) {
    this.season = season;
    this.newest = newest;
    this.peaks = peaks;
  }

  /// Nothing was seen yet.
  public static Seasons unseen(Season season) {
    int[] peaks = new int[2 * season.slots() + 1];
    Arrays.fill(peaks, UNSEEN);
    return new Seasons(season, UNSEEN, peaks);
  }

  /// What is expected.
  ///
  /// @param nodes that will be needed
  /// @param from the quarter of an hour in which they will be
  public record Expected(int nodes, Instant from) {}

  public Season season() {
    return season;
  }

  /// One more look. A clock that was set back changes nothing but the slots that are still there.
  public Seasons with(int needed, Instant now) {
    long slot = slot(now);
    if (slot < newest - 2L * season.slots() || (slot <= newest && peaks[at(slot)] >= needed)) {
      return this;
    }
    int[] next = peaks.clone();
    for (long skipped = Math.max(newest + 1, slot - next.length + 1); skipped <= slot; skipped++) {
      next[at(skipped)] = UNSEEN;
    }
    next[at(slot)] = Math.max(next[at(slot)], needed);
    return new Seasons(season, Math.max(newest, slot), next);
  }

  /// The most that is expected from now until then; empty when nothing is known of any of it.
  public Optional<Expected> expected(Instant now, Duration ahead) {
    Optional<Expected> most = Optional.empty();
    for (long slot = slot(now); slot <= slot(now.plus(ahead)); slot++) {
      int nodes = Math.min(peak(slot - season.slots()), peak(slot - 2L * season.slots()));
      if (nodes != UNSEEN && most.map(Expected::nodes).orElse(UNSEEN) < nodes) {
        most = Optional.of(new Expected(nodes, Instant.ofEpochSecond(slot * SLOT.toSeconds())));
      }
    }
    return most;
  }

  private int peak(long slot) {
    return slot < 0 || slot > newest || slot < newest - 2L * season.slots()
        ? UNSEEN
        : peaks[at(slot)];
  }

  private int at(long slot) {
    return (int) Math.floorMod(slot, (long) peaks.length);
  }

  private static long slot(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds());
  }

  /// The slot that is being looked at; it changes every quarter of an hour.
  public long newest() {
    return newest;
  }

  /// In a few kilobytes: the season, the newest slot, and what was needed from the oldest to the
  /// newest, nothing for what was not seen, e.g. `day 1965312 4,4,,7`.
  public String text() {
    StringBuilder text = new StringBuilder(season.word()).append(' ').append(newest).append(' ');
    if (newest >= 0) {
      for (long slot = newest - 2L * season.slots(); slot <= newest; slot++) {
        int peak = peak(slot);
        text.append(peak == UNSEEN ? "" : peak).append(slot == newest ? "" : ",");
      }
    }
    return text.toString();
  }

  /// What a text says; nothing was seen when it is of another season.
  ///
  /// @throws IllegalArgumentException when it is not such a text
  public static Seasons read(String text, Season season) {
    Seasons unseen = unseen(season);
    String[] parts = text.split(" ", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("\"" + text + "\" does not say what was needed when");
    }
    if (!parts[0].equals(season.word())) {
      return unseen;
    }
    long newest = Long.parseLong(parts[1]);
    if (newest < 0) {
      return unseen;
    }
    String[] peaks = parts[2].split(",", -1);
    if (peaks.length != unseen.peaks.length) {
      throw new IllegalArgumentException(
          "has " + peaks.length + " quarters of an hour, not " + unseen.peaks.length);
    }
    for (int i = 0; i < peaks.length; i++) {
      long slot = newest - peaks.length + 1 + i;
      unseen.peaks[unseen.at(slot)] = peaks[i].isEmpty() ? UNSEEN : Integer.parseInt(peaks[i]);
    }
    return new Seasons(season, newest, unseen.peaks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seasons seasons
        && seasons.season == season
        && seasons.newest == newest
        && Arrays.equals(seasons.peaks, peaks);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(newest) + Arrays.hashCode(peaks);
  }

  @Override
  public String toString() {
    return text();
  }
}
