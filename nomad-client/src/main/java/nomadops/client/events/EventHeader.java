package nomadops.client.events;

import java.util.List;
import java.util.Objects;

/// What every event says about itself.
///
/// @param key the object's id
/// @param namespace empty for nodes
/// @param filterKeys ids of related objects, for example the job of an evaluation
public record EventHeader(
    String topic, String type, String key, String namespace, List<String> filterKeys, long index) {
  public EventHeader {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(namespace, "namespace");
    filterKeys = List.copyOf(filterKeys);
  }
}
