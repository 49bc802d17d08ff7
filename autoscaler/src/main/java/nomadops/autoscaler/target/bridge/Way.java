package nomadops.autoscaler.target.bridge;

import nomadops.autoscaler.target.Target.Outcome;
import nomadops.autoscaler.target.Target.Reading;

/// How instructions go over, and what comes back.
interface Way {
  Reading read(String group);

  /// Instructs it.
  ///
  /// @param id of the instruction, the same in every repeat
  Outcome tell(String group, Instruction instruction, String id);
}
