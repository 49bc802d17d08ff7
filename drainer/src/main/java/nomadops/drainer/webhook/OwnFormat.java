package nomadops.drainer.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nomadops.drainer.notice.InstanceId;
import tools.jackson.databind.JsonNode;

/// Our own format: one object, or a list of them. Pure.
///
/// ```json
/// {"id":"scale-in-4711","instance":"i-0633ac2b0d9769723","kind":"requested",
///  "deadline":"2026-11-23T11:00:00Z","reason":"scaled in","keep":"memory"}
/// ```
///
/// | field | |
/// |---|---|
/// | `id`, `instance` | needed |
/// | `kind` | `requested` (left out: this), `spot-interruption`, `rebalance`, `maintenance`, `state-change` |
/// | `at` | when it happened; left out, when it was first told |
/// | `deadline`, `ends` or `starts` | when the instance goes or its maintenance begins: one of them, by any of the names |
/// | `reason` | for people |
/// | `code` | of a maintenance, the action of a spot interruption, the state of a state change |
/// | `over` | true when a maintenance was cancelled or is completed |
/// | `keep` | `memory`: `noted` is good enough, see [Desk] |
///
/// A field that is not known is a fault: a deadline that is misspelt must not be a drain without
/// one.
final class OwnFormat {
  static final int MOST = 1_000;

  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "id",
              "instance",
              "kind",
              "at",
              "deadline",
              "ends",
              "starts",
              "reason",
              "code",
              "over",
              "keep"));

  private static final List<String> TIMES = List.of("deadline", "ends", "starts");
  private static final List<String> STATES =
      List.of("stopping", "stopped", "shutting-down", "terminated");

  private OwnFormat() {}

  static Reading read(byte[] body) {
    Faults faults = new Faults();
    List<Told> told = new ArrayList<>();
    Documents.read(body, "", faults)
        .ifPresent(document -> {
          if (document.isArray()) {
            if (document.isEmpty() || document.size() > MOST) {
              faults.add("", Words.shown(document), "an object, or a list of 1 to " + MOST);
              return;
            }
            int i = 0;
            for (JsonNode element : document) {
              one(element, "[" + i++ + "]", faults).ifPresent(told::add);
            }
          } else {
            one(document, "", faults).ifPresent(told::add);
          }
        });
    return faults.none() ? new Reading.Read(told) : new Reading.Unreadable(faults.all());
  }

  private static Optional<Told> one(JsonNode node, String path, Faults faults) {
    if (!node.isObject()) {
      faults.add(path, Words.shown(node), "an object");
      return Optional.empty();
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    for (String name : node.propertyNames()) {
      if (!FIELDS.contains(name)) {
        faults.add(prefix + Words.cut(name), "not a known field", Words.oneOf(name, FIELDS));
      }
    }
    Optional<String> id = field(node, prefix, "id").id(faults);
    Optional<InstanceId> instance = field(node, prefix, "instance").instance(faults);
    Kind kind = kind(field(node, prefix, "kind"), faults);
    Optional<Instant> at = field(node, prefix, "at").time(faults);
    Optional<Instant> goes = goes(node, prefix, kind, faults);
    Optional<String> reason = field(node, prefix, "reason").text("a text", faults);
    Optional<String> code = code(field(node, prefix, "code"), kind, faults);
    boolean over = over(field(node, prefix, "over"), kind, faults);
    boolean keep = keep(field(node, prefix, "keep"), faults);
    return id.flatMap(i ->
        instance.map(
            name -> new Told(i, name, kind, at, goes, reason.orElse(""), code, over, keep)));
  }

  private static Place field(JsonNode node, String prefix, String name) {
    return new Place(node.path(name), prefix + name);
  }

  private static Kind kind(Place place, Faults faults) {
    String word = place.text("a text", faults).orElse(Kind.REQUESTED.word());
    Optional<Kind> kind = Kind.of(word);
    if (kind.isEmpty()) {
      faults.add(place.where(), Words.quoted(word), Words.oneOf(word, Kind.WORDS));
    }
    return kind.orElse(Kind.REQUESTED);
  }

  private static Optional<Instant> goes(JsonNode node, String prefix, Kind kind, Faults faults) {
    List<Place> given =
        TIMES.stream()
            .map(name -> field(node, prefix, name))
            .filter(place -> !place.isAbsent())
            .toList();
    if (given.size() > 1) {
      Place second = given.get(1);
      faults.add(second.where(), "a second time", "the only one of deadline, ends and starts");
    }
    if (!given.isEmpty() && (kind == Kind.REBALANCE || kind == Kind.STATE_CHANGE)) {
      faults.add(given.getFirst().where(), "there", "left out: a " + kind.word() + " has none");
    }
    return given.stream().findFirst().flatMap(place -> place.time(faults));
  }

  private static Optional<String> code(Place place, Kind kind, Faults faults) {
    Optional<String> code = place.text("a text", faults);
    code.filter(state -> kind == Kind.STATE_CHANGE && !STATES.contains(state))
        .ifPresent(
            state -> faults.add(place.where(), Words.quoted(state), Words.oneOf(state, STATES)));
    return code;
  }

  private static boolean over(Place place, Kind kind, Faults faults) {
    boolean over = place.flag(faults);
    if (over && kind != Kind.MAINTENANCE) {
      faults.add(place.where(), "true", "left out: only a maintenance can be called off");
    }
    return over;
  }

  private static boolean keep(Place place, Faults faults) {
    Optional<String> keep = place.text("memory", faults);
    keep.filter(word -> !word.equals("memory"))
        .ifPresent(word -> faults.add(place.where(), Words.quoted(word), "memory, or left out"));
    return keep.isPresent();
  }
}
