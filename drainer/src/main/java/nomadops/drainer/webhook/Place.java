package nomadops.drainer.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import tools.jackson.databind.JsonNode;

/// One value of a body and where it is. A null and a blank text count as absent, as Azure means
/// them.
///
/// @param value a missing node where there is nothing
record Place(JsonNode value, String where) {
  private static final int LONGEST_ID = 256;
  private static final String ID =
      "a text of 1 to 256 letters, digits and signs without spaces that is the same whenever the"
          + " same event is told";
  private static final String INSTANCE =
      "an instance's name as Nomad knows it, e.g. i-0633ac2b0d9769723";
  private static final String TIME = "a time such as 2026-11-23T10:00:00Z";

  boolean isAbsent() {
    return value.isMissingNode()
        || value.isNull()
        || (value.isString() && value.stringValue().isBlank());
  }

  /// Whole numbers are texts too: ids of Google's instances are.
  Optional<String> text(String wanted, Faults faults) {
    if (isAbsent()) {
      return Optional.empty();
    }
    if (value.isString()) {
      return Optional.of(value.stringValue().strip());
    }
    if (value.isIntegralNumber()) {
      return Optional.of(value.asString());
    }
    faults.add(where, Words.shown(value), wanted);
    return Optional.empty();
  }

  /// It becomes part of a list with spaces between ([nomadops.drainer.plan.Ownership#NOTICES]).
  Optional<String> id(Faults faults) {
    Optional<String> id = text(ID, faults);
    if (isAbsent()) {
      faults.add(where, Words.shown(value), ID);
    }
    return id.filter(text -> {
      boolean fits = text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
      if (!fits) {
        faults.add(where, Words.quoted(text), ID);
      }
      return fits;
    });
  }

  Optional<InstanceId> instance(Faults faults) {
    Optional<String> name = text(INSTANCE, faults);
    if (isAbsent()) {
      faults.add(where, Words.shown(value), INSTANCE);
    }
    return name.flatMap(text -> named(text, faults));
  }

  Optional<InstanceId> named(String name, Faults faults) {
    try {
      return Optional.of(new InstanceId(name));
    } catch (IllegalArgumentException _) {
      faults.add(where, Words.quoted(name), INSTANCE);
      return Optional.empty();
    }
  }

  Optional<Instant> time(Faults faults) {
    return text(TIME, faults)
        .flatMap(text -> {
          try {
            return Optional.of(Moments.read(text));
          } catch (DateTimeException _) {
            faults.add(where, Words.quoted(text), TIME);
            return Optional.empty();
          }
        });
  }

  boolean flag(Faults faults) {
    if (!isAbsent() && !value.isBoolean()) {
      faults.add(where, Words.shown(value), "true or false");
    }
    return value.isBoolean() && value.booleanValue();
  }
}
