package nomadops.drainer.drain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nomadops.client.model.Node;
import nomadops.drainer.notice.InstanceId;

/// What tells which instance a node is. The first that says anything speaks: the attribute that
/// Nomad's AWS fingerprint sets, a key of the node's meta, the node's name.
///
/// @param attribute `unique.platform.aws.instance-id` on AWS
/// @param metaKey for clients without that fingerprint
public record InstanceNaming(String attribute, String metaKey) {

  /// The key of the attribute that Nomad sets on EC2 (`client/fingerprint/env_aws.go`).
  public static final String AWS_ATTRIBUTE = "unique.platform.aws.instance-id";

  public InstanceNaming {
    require("attribute", attribute, AWS_ATTRIBUTE);
    require("metaKey", metaKey, "instance-id");
  }

  /// On AWS, with `instance-id` as the key in meta.
  public static InstanceNaming aws() {
    return new InstanceNaming(AWS_ATTRIBUTE, "instance-id");
  }

  /// Empty when nothing on the node names an instance.
  public Optional<InstanceId> of(Node node) {
    return Stream.of(
            text(node.attributes(), attribute), text(node.meta(), metaKey), node.name().strip())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .flatMap(InstanceNaming::id);
  }

  /// A filter for `GET /v1/nodes` (go-bexpr, Nomad 1.7 to 2.0) that finds the instance's nodes, and
  /// perhaps others. A key that a node lacks equals nothing. Empty for an id that cannot be quoted:
  /// go-bexpr knows no escapes.
  Optional<String> filter(InstanceId instance) {
    return quoted(instance.value())
        .map(value ->
            String.join(
                " or ",
                List.of(
                    "Attributes[\"" + attribute + "\"] == " + value,
                    "Meta[\"" + metaKey + "\"] == " + value,
                    "Name == " + value)));
  }

  private static Optional<String> quoted(String value) {
    if (value.indexOf('"') < 0 && value.indexOf('\\') < 0) {
      return Optional.of('"' + value + '"');
    }
    return value.indexOf('`') < 0 ? Optional.of('`' + value + '`') : Optional.empty();
  }

  private static String text(Map<String, String> values, String key) {
    return values.getOrDefault(key, "").strip();
  }

  private static Optional<InstanceId> id(String text) {
    try {
      return Optional.of(new InstanceId(text));
    } catch (IllegalArgumentException _) {
      // A node's name may be anything; such a one names no instance.
      return Optional.empty();
    }
  }

  private static void require(String field, String value, String example) {
    if (value.isBlank() || value.indexOf('"') >= 0 || value.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          field + " is '" + value + "'; give a key without quotes, such as " + example);
    }
  }
}
