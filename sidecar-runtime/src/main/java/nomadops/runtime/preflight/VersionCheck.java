package nomadops.runtime.preflight;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentSelf;
import nomadops.runtime.preflight.Finding.Doubtful;
import nomadops.runtime.preflight.Finding.Missing;
import nomadops.runtime.preflight.Finding.NotTold;
import nomadops.runtime.preflight.Finding.Passed;

/// Whether every server is of a version that was tried, and all are of one.
final class VersionCheck {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private VersionCheck() {}

  /// What is wrong with the versions, if anything.
  static Finding of(NomadTerms terms, NomadFacts facts) {
    TreeSet<String> all = new TreeSet<>();
    facts.agent().seen().map(AgentSelf::version).filter(v -> !v.isEmpty()).ifPresent(all::add);
    facts.members().seen().orElse(List.of()).stream()
        .filter(member -> member.status().equals("alive"))
        .map(AgentMember::build)
        .filter(build -> !build.isEmpty())
        .forEach(all::add);
    String subject = "Nomad's version";
    if (all.isEmpty()) {
      return new NotTold("version", subject, "the token may read neither agent nor node");
    }
    String told = String.join(", ", all);
    List<String> old = all.stream().filter(v -> before(v, 1, 7, 0)).toList();
    if (!old.isEmpty()) {
      return new Missing(
          "version",
          subject,
          told
              + (terms.lock()
                  ? ": without locks on variables"
                  : ": without filtered lists with meta"),
          "nomad-ops needs Nomad 1.7 or newer on every server");
    }
    if (all.stream().anyMatch(v -> !before(v, 2, 1, 0))) {
      return new Doubtful(
          "version",
          subject,
          told + ": newer than what was tried (1.7 to 2.0)",
          "read the changelog of nomad-ops");
    }
    return all.size() > 1
        ? new Doubtful(
            "version", subject, told + ": servers differ", "finish the upgrade of the servers")
        : new Passed("version", subject, told);
  }

  /// Whether a version lies before another; one that is no version does not.
  static boolean before(String version, int major, int minor, int patch) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()) {
      return false;
    }
    int[] has = new int[3];
    for (int i = 0; i < 3; i++) {
      has[i] = Integer.parseInt(parts.group(i + 1));
    }
    return java.util.Arrays.compare(has, new int[] {major, minor, patch}) < 0;
  }
}
