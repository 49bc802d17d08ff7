package nomadops.runtime.pause;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.model.Variable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an operator has paused: the variable `PREFIX/paused`, one item for each name, and `all` for
/// everything. It holds for every replica, and over restarts.
public final class Pauses {
  /// Stands for everything.
  public static final String ALL = "all";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TRIES = 5;

  private final NomadClient nomad;
  private final String namespace;
  private final String path;

  public Pauses(NomadClient nomad, String namespace, String prefix) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.path = prefix + "/paused";
  }

  /// A pause.
  ///
  /// @param by who asked for it
  /// @param reason in their words; may be empty
  /// @param until when it ends by itself; empty for never
  public record Pause(String by, String reason, Instant at, Optional<Instant> until) {
    public boolean holdsAt(Instant now) {
      return until.isEmpty() || until.get().isAfter(now);
    }

    /// For people.
    @Override
    public String toString() {
      return "by "
          + by
          + " at "
          + at
          + until.map(end -> ", until " + end).orElse("")
          + (reason.isEmpty() ? "" : ": " + reason);
    }
  }

  /// Those that hold now, by name, and under [#ALL]. An item that cannot be read holds, too:
  /// whoever wrote it meant something.
  ///
  /// @throws nomadops.client.fault.NomadFault when they cannot be read
  public Map<String, Pause> at(Instant now) {
    Map<String, Pause> pauses = new TreeMap<>();
    items()
        .forEach((name, text) -> {
          Pause pause = read(text);
          if (pause.holdsAt(now)) {
            pauses.put(name, pause);
          }
        });
    return pauses;
  }

  /// Pauses something by its name, or everything. A pause of it that holds already is replaced.
  ///
  /// @throws nomadops.client.fault.NomadFault when it could not be written
  /// @throws IllegalStateException when others write there all the time
  public Pause pause(
      String name, String by, String reason, Instant now, Optional<Duration> length) {
    Pause pause = new Pause(by, reason, now, length.map(now::plus));
    String text =
        JSON.createObjectNode()
            .put("by", by)
            .put("reason", reason)
            .put("at", now.toString())
            .put("until", pause.until().map(Instant::toString).orElse(""))
            .toString();
    change(items -> items.put(name, text));
    return pause;
  }

  /// Ends a pause; false when there was none.
  ///
  /// @throws nomadops.client.fault.NomadFault when it could not be written
  public boolean resume(String name) {
    if (!items().containsKey(name)) {
      return false;
    }
    change(items -> items.remove(name));
    return true;
  }

  private Map<String, String> items() {
    return nomad.variables().read(namespace, path).value().map(Variable::items).orElse(Map.of());
  }

  private void change(Consumer<Map<String, String>> change) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Variable> before = nomad.variables().read(namespace, path).value();
      Map<String, String> items = new HashMap<>(before.map(Variable::items).orElse(Map.of()));
      change.accept(items);
      OptionalLong cas = OptionalLong.of(before.map(Variable::modifyIndex).orElse(0L));
      VariableWrite result =
          items.isEmpty()
              ? nomad.variables().delete(namespace, path, cas)
              : nomad.variables().write(namespace, path, items, cas);
      if (result instanceof VariableWrite.Written) {
        return;
      }
    }
    throw new IllegalStateException(
        "variable " + path + " was written by somebody else " + TRIES + " times in a row");
  }

  private static Pause read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      String until = json.path("until").asString("");
      return new Pause(
          json.path("by").asString("somebody"),
          json.path("reason").asString(""),
          Instant.parse(json.path("at").asString("")),
          until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until)));
    } catch (JacksonException | DateTimeException e) {
      return new Pause("somebody", "unreadable: " + text, Instant.EPOCH, Optional.empty());
    }
  }
}
