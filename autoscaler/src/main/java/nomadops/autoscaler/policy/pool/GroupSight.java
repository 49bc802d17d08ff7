package nomadops.autoscaler.policy.pool;

import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;

/// One group of a pool, as it was last seen.
///
/// @param name as the configuration has it
/// @param last what was read last, perhaps some time ago; empty when nothing ever was
/// @param trouble why nothing may be done to it now; empty when it was just read
public record GroupSight(String name, Optional<GroupFacts> last, Optional<String> trouble) {
  /// Just read.
  public static GroupSight of(GroupFacts facts) {
    return new GroupSight(facts.name(), Optional.of(facts), Optional.empty());
  }

  /// Not read now.
  public static GroupSight troubled(String name, Optional<GroupFacts> last, String trouble) {
    return new GroupSight(name, last, Optional.of(trouble));
  }

  public boolean usable() {
    return trouble.isEmpty() && last.isPresent();
  }
}
