package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an event of another cloud is to us: always the same, or by a value of it.
sealed interface KindRule {

  record Always(Kind kind) implements KindRule {}

  /// By a value of the event.
  ///
  /// @param otherwise for values that `map` does not have, and for none; empty when those are
  ///   faults
  record By(Pointer from, Map<String, Kind> map, Optional<Kind> otherwise) implements KindRule {
    public By {
      map = Map.copyOf(map);
    }
  }

  /// Empty after a fault.
  default Optional<Kind> of(Place item, Place root, Faults faults) {
    return switch (this) {
      case Always(Kind kind) -> Optional.of(kind);
      case By by -> {
        Place place = by.from().in(item, root);
        List<String> known = new ArrayList<>(new TreeMap<>(by.map()).keySet());
        String value = place.value().isBoolean() ? place.value().toString() : "";
        if (value.isEmpty()) {
          value = place.text(String.join(" or ", known), faults).orElse("");
        }
        Optional<Kind> kind = Optional.ofNullable(by.map().get(value)).or(by::otherwise);
        if (kind.isEmpty()) {
          faults.add(
              place.where(),
              Words.shown(place.value()),
              "in the mapping: " + Words.oneOf(value, known));
        }
        yield kind;
      }
    };
  }
}
