package nomadops.exporter.selection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.tally.Wanted;

/// Which families and which objects are told of. A family with a series for each job or node is
/// there only when that detail is asked for.
public final class Selection implements Wanted {
  private final Set<String> families;
  private final Set<PerObject> detail;
  private final Globs jobs;
  private final Globs namespaces;
  private final Budget budget;

  /// @param wanted families, before it is asked which details are on
  Selection(
      List<Family> wanted, Set<PerObject> detail, Globs jobs, Globs namespaces, Budget budget) {
    this.detail = Set.copyOf(detail);
    Set<String> names = new HashSet<>();
    for (Family family : wanted) {
      if (detailed(family, detail)) {
        names.add(family.name());
      }
    }
    this.families = Set.copyOf(names);
    this.jobs = jobs;
    this.namespaces = namespaces;
    this.budget = budget;
  }

  /// Every family of these details, of every job and namespace.
  public static Selection everything(Set<PerObject> detail, Budget budget) {
    Globs all = new Globs(List.of(), List.of());
    return new Selection(Families.ALL, detail, all, all, budget);
  }

  /// Whether a family is told of at all.
  @Override
  public boolean wants(Family family) {
    return families.contains(family.name());
  }

  /// Whether a job has series of its own.
  ///
  /// @param parentOrJobId of a child, its parent's id: children count with their parent
  @Override
  public boolean wantsJob(String namespace, String parentOrJobId) {
    return detail.contains(PerObject.JOB)
        && wantsNamespace(namespace)
        && jobs.have(namespace + "/" + parentOrJobId);
  }

  /// Whether what is in a namespace is counted.
  @Override
  public boolean wantsNamespace(String namespace) {
    return namespaces.have(namespace);
  }

  /// How many series a family may have.
  public Budget budget() {
    return budget;
  }

  /// True when nobody asks for any family.
  boolean isEmpty() {
    return families.isEmpty();
  }

  static boolean detailed(Family family, Set<PerObject> detail) {
    return switch (family.detail()) {
      case CLUSTER -> true;
      case JOB -> detail.contains(PerObject.JOB);
      case NODE -> detail.contains(PerObject.NODE);
    };
  }
}
