package nomadops.health.quarantine.policy;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;

/// What so many clients fail, whatever their pools, that it is not their fault. A check with
/// several failed targets is excused by any of them: nobody can tell whether it would have failed
/// without.
///
/// @param common what is so now, in order
/// @param excusing these, and those that were so lately
record Causes(List<Decision.CommonCause> common, Map<Cause, Instant> excusing) {

  static Causes of(
      QuarantineTerms terms, List<Report> telling, Map<Cause, Instant> lately, Instant now) {
    Map<Cause, Integer> failing = new HashMap<>();
    Map<Cause, Set<String>> checks = new HashMap<>();
    Map<String, Integer> answered = new HashMap<>();
    for (Report report : telling) {
      Set<Cause> here = new HashSet<>();
      report
          .verdicts()
          .forEach((check, verdict) -> {
            if (verdict.health() != Health.UNKNOWN) {
              answered.merge(check, 1, Integer::sum);
            }
            if (verdict.health() == Health.FAIL) {
              for (Cause cause : Cause.of(check, verdict)) {
                here.add(cause);
                checks.computeIfAbsent(cause, _ -> new HashSet<>()).add(check);
              }
            }
          });
      here.forEach(cause -> failing.merge(cause, 1, Integer::sum));
    }
    List<Decision.CommonCause> common = new ArrayList<>();
    Map<Cause, Instant> excusing = new HashMap<>(lately);
    failing.forEach((cause, count) -> {
      int asked = 0;
      for (String check : checks.getOrDefault(cause, Set.of())) {
        asked = Math.max(asked, answered.getOrDefault(check, 0));
      }
      // A target of several checks may fail more clients than any one of them asked.
      int of = Math.max(asked, count);
      if (count >= terms.common().atLeast()
          && 100L * count > (long) terms.common().moreThan() * of) {
        common.add(
            new Decision.CommonCause(
                cause,
                count,
                of,
                "%d of %d clients fail %s: that is not the clients' fault, none is quarantined for it"
                    .formatted(count, of, cause.word())));
        excusing.put(cause, now);
      }
    });
    common.sort(comparing(alert -> alert.cause().word()));
    return new Causes(List.copyOf(common), Map.copyOf(excusing));
  }

  Optional<Cause> excuse(String check, Verdict verdict) {
    return Cause.of(check, verdict).stream()
        .filter(excusing::containsKey)
        .min(comparing(Cause::word));
  }
}
