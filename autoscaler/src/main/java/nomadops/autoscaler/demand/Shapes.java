package nomadops.autoscaler.demand;

import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Shape;

/// What is known of the shapes of a job.
public sealed interface Shapes {
  /// They are known.
  ///
  /// @param groups of the job, in its order
  record Known(List<GroupShape> groups) implements Shapes {
    public Known {
      groups = List.copyOf(groups);
    }

    /// Empty when the job has no such group.
    public Optional<Shape> of(String group) {
      return groups.stream()
          .filter(one -> one.group().equals(group))
          .map(GroupShape::shape)
          .findFirst();
    }
  }

  /// They could not be read.
  ///
  /// @param reason for people
  record Unreadable(String reason) implements Shapes {}
}
