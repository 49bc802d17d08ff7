package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many allocations each group of a job is to have, and whether something may change that: from
/// `/v1/job/:id` of Nomad 1.7 to 2.0.
public record JobCounts(@JsonProperty("TaskGroups") List<Group> groups) {

  public JobCounts {
    groups = Fields.list(groups);
  }

  /// Those of a job that was read.
  ///
  /// @throws tools.jackson.core.JacksonException when its JSON is of another shape
  public static JobCounts of(Job job) {
    return NomadJson.read(job.raw().shared(), JobCounts.class);
  }

  /// A task group.
  ///
  /// @param scaling its `scaling` block; null when it has none
  public record Group(
      @JsonProperty("Name") String name,
      @JsonProperty("Count") int count,
      @JsonProperty("Scaling") @Nullable Scaling scaling) {
    public Group {
      name = Fields.text(name);
    }

    /// True where an autoscaler, or `nomad job scale`, is meant to set the count.
    public boolean isScaled() {
      return scaling != null && scaling.enabled();
    }
  }

  /// A `scaling` block.
  public record Scaling(@JsonProperty("Enabled") boolean enabled) {}
}
