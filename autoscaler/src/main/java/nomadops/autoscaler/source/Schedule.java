package nomadops.autoscaler.source;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A size that is asked for at certain times: from each time that a cron expression names, for a
/// while. Where the clock is set forward or back, it follows the clock of its zone.
public final class Schedule {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final String name;
  private final String start;
  private final ExecutionTime times;
  private final ZoneId zone;
  private final Duration length;
  private final OptionalInt atLeast;
  private final OptionalInt atMost;

  /// A schedule.
  ///
  /// @param start five fields, e.g. `0 8 * * 1-5`
  /// @param length how long it holds from each start
  /// @param atLeast nodes, while it holds
  /// @param atMost nodes, while it holds
  /// @throws IllegalArgumentException when `start` is no cron expression, or nothing is asked for
  public Schedule(
      String name,
      String start,
      ZoneId zone,
      Duration length,
      OptionalInt atLeast,
      OptionalInt atMost) {
    if (atLeast.isEmpty() && atMost.isEmpty()) {
      throw new IllegalArgumentException("asks for nothing; give at-least, at-most or both");
    }
    if (atLeast.isPresent() && atMost.isPresent() && atLeast.getAsInt() > atMost.getAsInt()) {
      throw new IllegalArgumentException(
          "at-least " + atLeast.getAsInt() + " is above at-most " + atMost.getAsInt());
    }
    if (!length.isPositive()) {
      throw new IllegalArgumentException("for is " + length + "; give e.g. 10h");
    }
    this.name = name;
    this.start = start;
    this.times = ExecutionTime.forCron(parse(start));
    this.zone = zone;
    this.length = length;
    this.atLeast = atLeast;
    this.atMost = atMost;
  }

  private static Cron parse(String start) {
    try {
      return PARSER.parse(start).validate();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "start is \""
              + start
              + "\", which is not a cron expression of five fields (minute hour day month weekday),"
              + " e.g. 0 8 * * 1-5: "
              + e.getMessage(),
          e);
    }
  }

  /// Whether it holds at that time.
  public boolean holdsAt(Instant now) {
    // One that starts in this very second holds: the last start before the next second is asked
    // for.
    return times
        .lastExecution(now.plusSeconds(1).atZone(zone))
        .filter(began -> began.toInstant().plus(length).isAfter(now))
        .isPresent();
  }

  public String name() {
    return name;
  }

  public OptionalInt atLeast() {
    return atLeast;
  }

  public OptionalInt atMost() {
    return atMost;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Schedule that
        && name.equals(that.name)
        && start.equals(that.start)
        && zone.equals(that.zone)
        && length.equals(that.length)
        && atLeast.equals(that.atLeast)
        && atMost.equals(that.atMost);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, start, zone, length, atLeast, atMost);
  }

  /// For people.
  @Override
  public String toString() {
    return "schedule " + name + " (" + start + " " + zone + ")";
  }
}
