package nomadops.gc.doctor;

import java.util.ArrayList;
import java.util.List;
import nomadops.gc.doctor.Finding.Level;

/// What follows from the facts.
public record Diagnosis(List<Finding> findings) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /// Pure.
  public static Diagnosis of(ClusterFacts facts) {
    List<Finding> all = new ArrayList<>();
    all.addAll(SchedulingChecks.of(facts));
    all.addAll(CollectionChecks.of(facts));
    all.addAll(ServerChecks.of(facts));
    return new Diagnosis(all);
  }

  /// How many are of this level.
  public long count(Level level) {
    return findings.stream().filter(each -> each.level() == level).count();
  }

  /// The last sentence.
  public String sentence() {
    long troubles = count(Level.TROUBLE);
    long advice = count(Level.ADVICE);
    long unseen = count(Level.UNSEEN);
    String found =
        troubles == 0
            ? "nothing is wrong with the collection of dead jobs"
            : troubles == 1 ? "one thing is wrong" : troubles + " things are wrong";
    return found
        + (advice > 0 ? "; " + advice + " could be better" : "")
        + (unseen > 0 ? "; " + unseen + " not seen" : "")
        + ".";
  }
}
