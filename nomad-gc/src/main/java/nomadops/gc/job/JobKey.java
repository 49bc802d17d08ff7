package nomadops.gc.job;

import java.util.Objects;

/// Names one job: Nomad's ids are unique within a namespace only.
public record JobKey(String namespace, String id) implements Comparable<JobKey> {
  public JobKey {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(id, "id is null");
    if (namespace.isEmpty() || id.isEmpty()) {
      throw new IllegalArgumentException(
          "a job has a namespace and an id, not \"" + namespace + "\" and \"" + id + "\"");
    }
  }

  @Override
  public int compareTo(JobKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return namespace + "/" + id;
  }
}
