package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableStub;

/// Variables and their locks: `/v1/vars` and `/v1/var/:path`. Locks need Nomad 1.7.
@SuppressWarnings("DoNotCallSuggester")
public final class Variables {

  public Answer<Optional<Variable>> read(String namespace, String path) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<List<VariableStub>> page(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Writes all items of a variable.
  ///
  /// @param cas writes only when the variable's `ModifyIndex` is this one; 0 means that it must not
  ///   exist; empty means always
  public VariableWrite write(
      String namespace, String path, Map<String, String> items, OptionalLong cas) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Deletes a variable; deleting what is not there is [VariableWrite.Written] too.
  public VariableWrite delete(String namespace, String path, OptionalLong cas) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Takes the lock of a free variable, which is made when it does not exist.
  ///
  /// @param ttl how long the lock lives without a renewal; Nomad takes 10 s to 24 h
  /// @param lockDelay how long nobody may take it after it expired
  public LockAnswer acquire(
      String namespace, String path, Map<String, String> items, Duration ttl, Duration lockDelay) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Changes the items under a lock that one holds.
  public LockAnswer update(
      String namespace, String path, String lockId, Map<String, String> items) {
    throw new UnsupportedOperationException("not built yet");
  }

  public LockAnswer renew(String namespace, String path, String lockId) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Gives the lock back; the items stay.
  public LockAnswer release(String namespace, String path, String lockId) {
    throw new UnsupportedOperationException("not built yet");
  }
}
