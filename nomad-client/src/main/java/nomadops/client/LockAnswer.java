package nomadops.client;

import java.util.Objects;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableLock;

/// What a call about a lock led to.
public sealed interface LockAnswer {

  /// We hold the lock: just acquired, renewed, or its items updated.
  record Holding(VariableLock lock, Variable variable) implements LockAnswer {
    public Holding {
      Objects.requireNonNull(lock, "lock");
      Objects.requireNonNull(variable, "variable");
    }
  }

  /// We gave it back.
  record Released() implements LockAnswer {}

  /// We do not hold it: somebody else does, it expired, its delay runs, or it was released.
  record Denied(String serverSaid) implements LockAnswer {
    public Denied {
      Objects.requireNonNull(serverSaid, "serverSaid");
    }
  }
}
