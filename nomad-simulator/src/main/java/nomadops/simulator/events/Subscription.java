package nomadops.simulator.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one reader wants to hear.
///
/// @param topics keys by topic; `*` stands for any
/// @param namespaces the ones that it hears of: `*` stands for those that existed when it was
///   opened, and one that is made later is never heard of (`Namespaces is set once` in Nomad's
///   `nomad/event_endpoint.go`, 2.0.5)
public record Subscription(Map<String, List<String>> topics, Set<String> namespaces) {

  /// Reads `topic=Job:*` parameters; none means everything, a topic alone means all its keys.
  public static Subscription of(List<String> parameters, Set<String> namespaces) {
    if (parameters.isEmpty()) {
      return new Subscription(Map.of("*", List.of("*")), namespaces);
    }
    Map<String, List<String>> topics =
        parameters.stream()
            .map(Subscription::split)
            .collect(
                Collectors.groupingBy(
                    p -> p[0], Collectors.mapping(p -> p[1], Collectors.toList())));
    return new Subscription(topics, namespaces);
  }

  private static String[] split(String parameter) {
    int colon = parameter.indexOf(':');
    if (colon < 0) {
      return new String[] {parameter, "*"};
    }
    return new String[] {parameter.substring(0, colon), parameter.substring(colon + 1)};
  }

  boolean wants(Event event) {
    if (!event.namespace().isEmpty() && !namespaces.contains(event.namespace())) {
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
