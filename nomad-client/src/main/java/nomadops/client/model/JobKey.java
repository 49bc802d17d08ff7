package nomadops.client.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What names a job within a region. Ordered as Nomad lists jobs: by the bytes of the namespace,
/// then of the id.
public record JobKey(String namespace, String id) implements Comparable<JobKey> {
  public JobKey {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(id, "id");
    if (namespace.isEmpty() || namespace.equals("*")) {
      throw new IllegalArgumentException(
          "namespace is \""
              + namespace
              + "\"; a job lives in exactly one namespace, for example \"default\"");
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("job id is empty (namespace \"" + namespace + "\")");
    }
  }

  /// A job of the namespace `default`.
  public static JobKey inDefault(String id) {
    return new JobKey("default", id);
  }

  // A string keeps its hash, and the quick compiler does not see through a record's own methods:
  // these keys are looked up by the ten thousand.
  @Override
  public int hashCode() {
    return 31 * namespace.hashCode() + id.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobKey(String itsNamespace, String itsId)
        && id.equals(itsId)
        && namespace.equals(itsNamespace);
  }

  @Override
  public int compareTo(JobKey other) {
    int byNamespace = compareUtf8(namespace, other.namespace);
    return byNamespace != 0 ? byNamespace : compareUtf8(id, other.id);
  }

  @Override
  public String toString() {
    return namespace + "/" + id;
  }

  /// UTF-8 bytes sort as code points do; UTF-16 units do not, where surrogates meet U+E000 and
  /// above.
  private static int compareUtf8(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates && a >= 0xD800 && b >= 0xD800
            ? (Character.isSurrogate(a) ? 1 : -1)
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
