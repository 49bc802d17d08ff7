package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.DrainDecision.Ending;

/// Something about one instance that somebody may want to know; the same for every way.
///
/// @param id the same when the same fact is told again: by a retry, or by another process that
///   starts over with the same notices
/// @param time when it was found, not when it is sent
/// @param nodeIds the nodes that something was done to, as far as this process knows
/// @param notices kinds by keys, in the order in which they came
/// @param since when the first notice was taken on
/// @param budgetEnds when the instance goes; empty while unknown
/// @param doing what is being done, or how it ended
/// @param ending with [Event#DONE] only
/// @param reason why this is told
/// @param cut batch work that was cut off so far
public record Announcement(
    UUID id,
    Event event,
    Instant time,
    InstanceId instance,
    List<String> nodeIds,
    Map<String, String> notices,
    Instant since,
    Optional<Instant> budgetEnds,
    String doing,
    Optional<Ending> ending,
    String reason,
    List<CutWork> cut) {
  private static final int LONGEST_TEXT = 1_000;

  /// What is told, the least important first: where there is no room, that goes first.
  public enum Event {
    /// The instance goes, or there is one more kind of reason for it.
    RECEIVED,
    /// It is not stuck any more.
    RECOVERED,
    /// Its drain was started or shortened, for the first time in this process.
    STARTED,
    /// It is dealt with.
    DONE,
    /// It does not go on; see [StuckTerms].
    STUCK,
    /// Batch work was cut off.
    CUT;

    /// As it is written in JSON and in settings.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Announcement {
    time = time.truncatedTo(ChronoUnit.MILLIS);
    since = since.truncatedTo(ChronoUnit.MILLIS);
    budgetEnds = budgetEnds.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
    nodeIds = List.copyOf(nodeIds);
    notices = Collections.unmodifiableMap(new LinkedHashMap<>(notices));
    cut = List.copyOf(cut);
    doing = line(doing);
    reason = line(reason);
  }

  /// The id of a fact: of what, and by what it differs from others of its kind.
  static UUID id(Event event, InstanceId instance, Map<String, String> notices, String detail) {
    List<String> keys = notices.keySet().stream().sorted().toList();
    String whole = String.join("\n", event.word(), instance.value(), keys.toString(), detail);
    return UUID.nameUUIDFromBytes(whole.getBytes(UTF_8));
  }

  /// The kinds of its notices, each once.
  List<String> kinds() {
    return notices.values().stream().distinct().toList();
  }

  /// Faults carry what servers answer: one line, of bounded length, that every encoding can carry.
  static String line(String text) {
    String part = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    String whole = new String(part.getBytes(UTF_8), UTF_8);
    return whole.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
