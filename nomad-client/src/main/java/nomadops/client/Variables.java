package nomadops.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.model.NomadJson;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableStub;

/// Variables and their locks: `/v1/vars` and `/v1/var/:path`. Locks need Nomad 1.7.
public final class Variables {
  private final Calls calls;

  Variables(Calls calls) {
    this.calls = calls;
  }

  /// Empty when there is none.
  public Answer<Optional<Variable>> read(String namespace, String path) {
    return calls.sendForOptional(
        calls.get(Read.defaults().inNamespace(namespace), "variable.read", segments(path)),
        body -> NomadJson.read(body, Variable.class));
  }

  /// Variables without their items; `read.prefix()` narrows.
  public Answer<List<VariableStub>> page(Read read) {
    return calls.send(
        calls.get(read, "variables.list", "v1", "vars"),
        body -> NomadJson.readList(body, VariableStub.class));
  }

  /// Writes all items of a variable.
  ///
  /// @param cas writes only when the variable's `ModifyIndex` is this one; 0 means that it must not
  ///   exist; empty means always
  public VariableWrite write(
      String namespace, String path, Map<String, String> items, OptionalLong cas) {
    WireRequestBuilder request =
        calls
            .put("variable.write", segments(path))
            .query("namespace", namespace)
            .json(NomadJson.write(Map.of("Path", path, "Items", items)));
    cas.ifPresent(index -> request.query("cas", Long.toString(index)));
    return VariableCalls.write(calls, request);
  }

  /// Deletes a variable; deleting what is not there is [VariableWrite.Written] too.
  public VariableWrite delete(String namespace, String path, OptionalLong cas) {
    WireRequestBuilder request =
        calls.delete("variable.delete", segments(path)).query("namespace", namespace);
    cas.ifPresent(index -> request.query("cas", Long.toString(index)));
    return VariableCalls.write(calls, request);
  }

  /// Takes the lock of a free variable, which is made when it does not exist. Nomad chooses the
  /// lock's id.
  ///
  /// @param ttl how long the lock lives without a renewal; Nomad takes 10 s to 24 h
  /// @param lockDelay how long nobody may take it after it expired
  public LockAnswer acquire(
      String namespace, String path, Map<String, String> items, Duration ttl, Duration lockDelay) {
    return VariableCalls.lock(
        calls,
        lockCall(
            namespace,
            path,
            "lock-acquire",
            VariableCalls.body(path, items, VariableCalls.times(ttl, lockDelay))));
  }

  /// The same with an id of our own, which nobody else can guess: when the answer is lost (a
  /// [nomadops.client.fault.NomadFault.MaybeApplied]), [#renew] with that id tells whether we hold
  /// the lock.
  public LockAnswer acquire(
      String namespace,
      String path,
      String lockId,
      Map<String, String> items,
      Duration ttl,
      Duration lockDelay) {
    Map<String, String> lock = new HashMap<>(VariableCalls.times(ttl, lockDelay));
    lock.put("ID", lockId);
    return VariableCalls.lock(
        calls, lockCall(namespace, path, "lock-acquire", VariableCalls.body(path, items, lock)));
  }

  /// Changes the items under a lock that one holds. Nomad sets the lock's times anew, to its
  /// defaults where none are given, so give them again.
  public LockAnswer update(
      String namespace,
      String path,
      nomadops.client.model.VariableLock held,
      Map<String, String> items) {
    Map<String, String> lock =
        Map.of("ID", held.id(), "TTL", held.ttlText(), "LockDelay", held.lockDelayText());
    return VariableCalls.lock(
        calls, lockCall(namespace, path, "lock-acquire", VariableCalls.body(path, items, lock)));
  }

  /// Starts the lock's time to live anew. [LockAnswer.Denied] when we do not hold it, or the
  /// variable is gone.
  public LockAnswer renew(String namespace, String path, String lockId) {
    return VariableCalls.lock(
        calls, lockCall(namespace, path, "lock-renew", VariableCalls.lockOnly(path, lockId)));
  }

  /// Gives the lock back; the items stay. [LockAnswer.Denied] when we did not hold it.
  public LockAnswer release(String namespace, String path, String lockId) {
    return VariableCalls.release(
        calls, lockCall(namespace, path, "lock-release", VariableCalls.lockOnly(path, lockId)));
  }

  private WireRequestBuilder lockCall(
      String namespace, String path, String flag, Map<String, ?> body) {
    return calls
        .put("variable." + flag, segments(path))
        .flag(flag)
        .query("namespace", namespace)
        .json(NomadJson.write(body));
  }

  private static String[] segments(String path) {
    return ("v1/var/" + path).split("/", -1);
  }
}
