package nomadops.simulator.state;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One variable; `lock` is there while somebody holds it.
public record VariableRow(
    String namespace,
    String path,
    ObjectNode items,
    @Nullable Lock lock,
    long createIndex,
    long createTime,
    long modifyIndex,
    long modifyTime) {

  /// A lock with its lease, as Go durations.
  public record Lock(String id, long ttlNanos, long delayNanos) {}

  public static String key(String namespace, String path) {
    return namespace + '\0' + path;
  }

  public String key() {
    return key(namespace, path);
  }

  public VariableRow released(long index) {
    return new VariableRow(
        namespace, path, items, null, createIndex, createTime, index, modifyTime);
  }
}
