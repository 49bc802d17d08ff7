package nomadops.runtime.status;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that the process decided, for the page and for `/status`.
///
/// @param first when it was first decided
/// @param last when it was last decided again
/// @param times how often it was decided from first to last
/// @param what the act in a word or two, e.g. `purge`
/// @param about whom it concerned last, e.g. a job; empty when it concerns the process as a whole
/// @param why the reason that was given last
/// @param outcome what became of it; empty while that is not known
public record Decision(
    Instant first,
    Instant last,
    long times,
    String what,
    String about,
    String why,
    String outcome) {

  /// Decided once.
  public static Decision at(Instant at, String what, String about, String why, String outcome) {
    return new Decision(at, at, 1, what, about, why, outcome);
  }

  boolean isLike(Decision other) {
    return what.equals(other.what) && outcome.equals(other.outcome);
  }

  boolean isAgain(Decision other) {
    return isLike(other) && about.equals(other.about);
  }

  Decision again(Decision newer) {
    return new Decision(
        first, newer.last, times + newer.times, what, newer.about, newer.why, outcome);
  }

  /// For machines.
  public Map<String, Object> document() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", last.toString());
    all.put("what", what);
    all.put("about", about);
    all.put("why", why);
    all.put("outcome", outcome);
    if (times > 1) {
      all.put("times", times);
      all.put("since", first.toString());
    }
    return all;
  }
}
