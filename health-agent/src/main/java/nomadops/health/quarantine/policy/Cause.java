package nomadops.health.quarantine.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nomadops.health.quarantine.policy.facts.Verdict;

/// What may be at fault when many clients are sick at once.
public sealed interface Cause {
  /// As people know it.
  String word();

  /// Something outside of the clients, whichever check asks it.
  record Target(String name) implements Cause {
    @Override
    public String word() {
      return name;
    }
  }

  /// A check that fails at home: the check itself, or what was rolled out to all clients.
  record AtHome(String check) implements Cause {
    @Override
    public String word() {
      return "check " + check;
    }
  }

  /// The causes that one failed check may have.
  static Set<Cause> of(String check, Verdict verdict) {
    if (verdict.failedTargets().isEmpty()) {
      return Set.of(new AtHome(check));
    }
    return verdict.failedTargets().stream()
        .map(Target::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What failed, on one line, e.g. `internet (a.example:443, b.example:443)`.
  static String told(String check, Verdict verdict) {
    if (verdict.failedTargets().isEmpty()) {
      return check;
    }
    Set<String> names = new TreeSet<>(verdict.failedTargets());
    String shown = String.join(", ", names.stream().limit(3).toList());
    return check + " (" + shown + (names.size() > 3 ? ", …" : "") + ")";
  }
}
