package nomadops.client.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The cluster's scheduler configuration. Holds every field that the server sent, known here or
/// not, so that writing it back changes only what was meant.
public final class SchedulerConfiguration {
  private static final Set<String> INDEXES = Set.of("CreateIndex", "ModifyIndex");

  private final ObjectNode fields;

  private SchedulerConfiguration(ObjectNode fields) {
    this.fields = fields;
  }

  /// Reads the object that Nomad calls `SchedulerConfig`.
  ///
  /// @throws IllegalArgumentException when it is not a JSON object
  public static SchedulerConfiguration of(RawJson json) {
    JsonNode tree = NomadJson.tree(json.bytes());
    if (tree instanceof ObjectNode object) {
      return new SchedulerConfiguration(object);
    }
    throw new IllegalArgumentException("the scheduler configuration is not a JSON object");
  }

  /// While true, nothing is scheduled; registrations wait.
  public boolean pauseEvalBroker() {
    return flag("PauseEvalBroker");
  }

  /// While true, only management tokens may register jobs.
  public boolean rejectJobRegistration() {
    return flag("RejectJobRegistration");
  }

  public boolean memoryOversubscriptionEnabled() {
    return flag("MemoryOversubscriptionEnabled");
  }

  /// `binpack` or `spread`.
  public String schedulerAlgorithm() {
    return fields.path("SchedulerAlgorithm").asString("");
  }

  /// What a check-and-set compares.
  public long modifyIndex() {
    return fields.path("ModifyIndex").asLong(0);
  }

  /// The same configuration with the broker paused or running.
  public SchedulerConfiguration withPauseEvalBroker(boolean paused) {
    ObjectNode copy = fields.deepCopy();
    copy.put("PauseEvalBroker", paused);
    return new SchedulerConfiguration(copy);
  }

  /// The same configuration with registrations refused, or taken.
  public SchedulerConfiguration withRejectJobRegistration(boolean rejected) {
    ObjectNode copy = fields.deepCopy();
    copy.put("RejectJobRegistration", rejected);
    return new SchedulerConfiguration(copy);
  }

  /// The names of the fields that are different here, in alphabetical order; the Raft indexes,
  /// which every write changes, do not count.
  public List<String> differencesFrom(SchedulerConfiguration other) {
    Set<String> names = new TreeSet<>(fields.propertyNames());
    names.addAll(other.fields.propertyNames());
    names.removeAll(INDEXES);
    return names.stream()
        .filter(name -> !fields.path(name).equals(other.fields.path(name)))
        .toList();
  }

  /// Every field, as it will be written.
  public RawJson json() {
    return RawJson.of(fields.toString());
  }

  private boolean flag(String name) {
    return fields.path(name).asBoolean(false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SchedulerConfiguration that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "SchedulerConfiguration" + fields;
  }
}
