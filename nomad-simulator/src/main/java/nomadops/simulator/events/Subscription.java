package nomadops.simulator.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one reader wants to hear.
///
/// @param topics keys by topic; `*` stands for any
/// @param namespace `*` for all
public record Subscription(Map<String, List<String>> topics, String namespace) {

  /// Reads `topic=Job:*` parameters; none means everything, a topic alone means all its keys.
  public static Subscription of(List<String> parameters, String namespace) {
    if (parameters.isEmpty()) {
      return new Subscription(Map.of("*", List.of("*")), namespace);
    }
    Map<String, List<String>> topics =
        parameters.stream()
            .map(Subscription::split)
            .collect(
                Collectors.groupingBy(
                    p -> p[0], Collectors.mapping(p -> p[1], Collectors.toList())));
    return new Subscription(topics, namespace);
  }

  private static String[] split(String parameter) {
    int colon = parameter.indexOf(':');
    if (colon < 0) {
      return new String[] {parameter, "*"};
    }
    return new String[] {parameter.substring(0, colon), parameter.substring(colon + 1)};
  }

  boolean wants(Event event) {
    if (!event.namespace().isEmpty()
        && !namespace.equals("*")
        && !namespace.equals(event.namespace())) {
      return false;
    }
    List<String> keys = new ArrayList<>(topics.getOrDefault(event.topic(), List.of()));
    keys.addAll(topics.getOrDefault("*", List.of()));
    return keys.stream()
        .anyMatch(
            key -> key.equals("*") || key.equals(event.key()) || event.filterKeys().contains(key));
  }

  /// The line as JSON, or null when it says nothing to this reader.
  public @Nullable ObjectNode render(EventBuffer.Line line, Predicate<Event> keep) {
    List<Event> wanted = line.events().stream().filter(this::wants).filter(keep).toList();
    if (wanted.isEmpty()) {
      return null;
    }
    ObjectNode json = Json.object();
    json.put("Index", line.index());
    ArrayNode events = json.putArray("Events");
    wanted.forEach(event -> events.add(event.json()));
    return json;
  }
}
