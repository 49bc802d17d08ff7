package nomadops.client;

import java.util.Objects;
import nomadops.client.model.Variable;

/// What a write or delete of a variable led to.
public sealed interface VariableWrite {

  /// Done. After a delete the variable has no items.
  record Written(Variable variable) implements VariableWrite {
    public Written {
      Objects.requireNonNull(variable, "variable");
    }
  }

  /// Not done: another index, or locked. `current` is what the server holds, with zero indexes
  /// where the token may not read it.
  record Conflict(Variable current) implements VariableWrite {
    public Conflict {
      Objects.requireNonNull(current, "current");
    }
  }
}
