package nomadops.client.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [LastDrain].
final class LastDrainFields extends Fieldwise<LastDrainFields.Gathered, LastDrain> {
  static final class Gathered {
    private Instant started = Instant.EPOCH;
    private Instant updated = Instant.EPOCH;
    private String status = "";
    private String accessorId = "";
    private Map<String, String> meta = Map.of();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "StartedAt" -> g.started = orEpoch(time(json));
      case "UpdatedAt" -> g.updated = orEpoch(time(json));
      case "Status" -> g.status = text(json);
      case "AccessorID" -> g.accessorId = text(json);
      case "Meta" -> g.meta = texts(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Instant orEpoch(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }

  @Override
  LastDrain end(Gathered g) {
    return new LastDrain(g.started, g.updated, g.status, g.accessorId, g.meta);
  }
}
