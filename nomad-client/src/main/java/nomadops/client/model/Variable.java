package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A variable. Its items may be secrets: `toString` shows their names only.
///
/// @param modifyIndex what a check-and-set compares; 0 means that the variable must not exist
public record Variable(
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("Path") String path,
    @JsonProperty("Items") Map<String, String> items,
    @JsonProperty("Lock") @Nullable VariableLock held,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex,
    @JsonProperty("CreateTime") long createTime,
    @JsonProperty("ModifyTime") long modifyTime) {
  public Variable {
    namespace = Fields.text(namespace);
    path = Fields.text(path);
    items = Fields.texts(items);
  }

  public Optional<VariableLock> lock() {
    return Optional.ofNullable(held);
  }

  @Override
  public String toString() {
    return "Variable["
        + namespace
        + ":"
        + path
        + ", items="
        + items.keySet()
        + ", modifyIndex="
        + modifyIndex
        + "]";
  }
}
