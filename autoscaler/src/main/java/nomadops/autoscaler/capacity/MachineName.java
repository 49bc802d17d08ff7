package nomadops.autoscaler.capacity;

import java.util.Map;
import java.util.Optional;

/// How a node says which machine it is: by an attribute that its client finds out, or by its meta
/// where the client cannot (`client { meta { instance-id = "vm-7" } }`).
public final class MachineName {
  private static final String META = "instance-id";

  private MachineName() {}

  /// The cloud's id of its machine; empty when the node does not say.
  ///
  /// @param attribute e.g. `unique.platform.aws.instance-id`
  public static Optional<String> of(
      String attribute, Map<String, String> attributes, Map<String, String> meta) {
    return said(attributes, attribute).or(() -> said(meta, META));
  }

  private static Optional<String> said(Map<String, String> words, String key) {
    return Optional.ofNullable(words.get(key)).map(String::strip).filter(id -> !id.isEmpty());
  }
}
