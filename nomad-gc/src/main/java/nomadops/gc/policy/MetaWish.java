package nomadops.gc.policy;

import java.util.Map;
import nomadops.runtime.config.Durations;

/// What a job's own meta asks for: `nomad-ops.gc/keep-for = "7d"` or `nomad-ops.gc/keep =
/// "forever"`.
sealed interface MetaWish {
  String KEEP_FOR = "nomad-ops.gc/keep-for";
  String KEEP = "nomad-ops.gc/keep";

  record None() implements MetaWish {}

  record Keep(Retention retention) implements MetaWish {}

  /// Cannot be read: the job is kept, since whoever wrote it wanted to keep something.
  record Malformed(String why) implements MetaWish {}

  static MetaWish of(Map<String, String> meta) {
    String keep = meta.get(KEEP);
    if (keep != null) {
      return keep.equals("forever")
          ? new Keep(new Retention.KeepForever())
          : new Malformed(
              "its meta " + KEEP + " is \"" + keep + "\", and only \"forever\" is known");
    }
    String keepFor = meta.get(KEEP_FOR);
    if (keepFor == null) {
      return new None();
    }
    return Durations.parse(keepFor)
        .<MetaWish>map(time -> new Keep(new Retention.KeepFor(time)))
        .orElseGet(() ->
            new Malformed(
                "its meta "
                    + KEEP_FOR
                    + " is \""
                    + keepFor
                    + "\", not a duration such as \"30m\", \"4h\" or \"7d\""));
  }
}
