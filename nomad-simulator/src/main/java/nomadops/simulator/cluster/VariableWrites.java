package nomadops.simulator.cluster;

import nomadops.simulator.json.GoDuration;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.NoLeader;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
import nomadops.simulator.state.VariableRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes of variables: set, check-and-set, delete, and the three lock operations.
public final class VariableWrites {
  private static final long MIN_TTL = GoDuration.parse("10s");
  private static final long MAX_TTL = GoDuration.parse("24h");
  private static final long DEFAULT = GoDuration.parse("15s");
  private final StateStore store;
  private final RaftLane lane;
  private final Ids ids;
  private final LockLeases leases;

  public VariableWrites(StateStore store, RaftLane lane, Ids ids, LockLeases leases) {
    this.store = store;
    this.lane = lane;
    this.ids = ids;
    this.leases = leases;
  }

  /// How a write ended.
  public sealed interface Outcome {
    /// The variable as it is now; `index` is that of the entry.
    record Written(VariableRow row, long index) implements Outcome {}

    /// Somebody else's value or lock is in the way; null hides what it is.
    record Conflict(@Nullable VariableRow row) implements Outcome {}

    /// Deleted (or it was not there).
    record Deleted(long index) implements Outcome {}
  }

  /// Sets the items.
  ///
  /// @param cas the ModifyIndex that the variable must have (0: it must not exist); null for any
  public Outcome set(String namespace, String path, JsonNode body, @Nullable Long cas) {
    if (!(body.path("Items") instanceof ObjectNode items) || items.isEmpty()) {
      throw new Refused(400, "variable missing required Items object");
    }
    String lockId = Json.text(body.path("Lock").path("ID"));
    return lane.write(
        "",
        txn -> {
          VariableRow old = txn.state().variables().get(VariableRow.key(namespace, path));
          if (old != null && old.lock() != null && !old.lock().id().equals(lockId)) {
            return new Outcome.Conflict(null);
          }
          if (cas != null && cas != (old == null ? 0 : old.modifyIndex())) {
            return new Outcome.Conflict(old == null ? missing(namespace, path) : old);
          }
          return put(txn, namespace, path, items, old == null ? null : old.lock(), old);
        });
  }

  public Outcome delete(String namespace, String path, @Nullable Long cas) {
    return lane.write(
        "",
        txn -> {
          VariableRow old = txn.state().variables().get(VariableRow.key(namespace, path));
          if (old != null && old.lock() != null) {
            return new Outcome.Conflict(null);
          }
          if (cas != null && cas != (old == null ? 0 : old.modifyIndex())) {
            return new Outcome.Conflict(old == null ? missing(namespace, path) : old);
          }
          if (old != null) {
            txn.deleteVariable(old.key());
          }
          return new Outcome.Deleted(txn.index());
        });
  }

  public Outcome acquire(String namespace, String path, JsonNode body) {
    JsonNode wish = body.path("Lock");
    String given = Json.text(wish.path("ID"));
    long ttl = duration(wish.path("TTL"));
    long delay = duration(wish.path("LockDelay"));
    validate(ttl, delay);
    Outcome outcome =
        lane.write(
            "",
            txn -> {
              VariableRow old = txn.state().variables().get(VariableRow.key(namespace, path));
              if (old != null && old.lock() != null && !old.lock().id().equals(given)) {
                return new Outcome.Conflict(null);
              }
              String id = given.isEmpty() ? ids.get() : given;
              ObjectNode items =
                  body.path("Items") instanceof ObjectNode fresh
                      ? fresh
                      : old == null ? Json.object() : old.items();
              return put(txn, namespace, path, items, new VariableRow.Lock(id, ttl, delay), old);
            });
    if (outcome instanceof Outcome.Written(VariableRow row, long _)) {
      leases.start(row);
    }
    return outcome;
  }

  public Outcome release(String namespace, String path, JsonNode body) {
    String id = Json.text(body.path("Lock").path("ID"));
    if (id.isEmpty()) {
      throw new Refused(400, "RPC Error:: 400,missing lock information");
    }
    if (body.path("Items").isObject()) {
      throw new Refused(400, "RPC Error:: 400,lock release operation doesn't take variable items");
    }
    Outcome outcome =
        lane.write(
            "",
            txn -> {
              VariableRow old = txn.state().variables().get(VariableRow.key(namespace, path));
              if (old == null) {
                throw new Refused(500, "variable doesn't exist");
              }
              if (old.lock() == null) {
                throw new Refused(500, "variable doesn't hold a lock");
              }
              if (!old.lock().id().equals(id)) {
                return new Outcome.Conflict(null);
              }
              VariableRow row = old.released(txn.index());
              txn.putVariable(row);
              return new Outcome.Written(row, txn.index());
            });
    if (outcome instanceof Outcome.Written(VariableRow row, long _)) {
      leases.end(row.key());
    }
    return outcome;
  }

  /// Renews the lease; it takes no Raft entry.
  public VariableRow renew(String namespace, String path, JsonNode body) {
    if (!lane.hasLeader()) {
      throw new NoLeader();
    }
    VariableRow row = store.current().variables().get(VariableRow.key(namespace, path));
    if (row == null) {
      throw new Refused(404, "variable doesn't exist");
    }
    VariableRow.Lock lock = row.lock();
    if (lock == null) {
      throw new Refused(409, "variable doesn't hold a lock");
    }
    if (!lock.id().equals(Json.text(body.path("Lock").path("ID"))) || !leases.renew(row)) {
      throw new Refused(409, "attempting to modify locked variable");
    }
    return row;
  }

  private static Outcome put(
      Txn txn,
      String namespace,
      String path,
      ObjectNode items,
      VariableRow.@Nullable Lock lock,
      @Nullable VariableRow old) {
    VariableRow row =
        new VariableRow(
            namespace,
            path,
            items,
            lock,
            old == null ? txn.index() : old.createIndex(),
            old == null ? txn.now() : old.createTime(),
            txn.index(),
            txn.now());
    txn.putVariable(row);
    return new Outcome.Written(row, txn.index());
  }

  private static VariableRow missing(String namespace, String path) {
    return new VariableRow(namespace, path, Json.object(), null, 0, 0, 0, 0);
  }

  private static long duration(JsonNode given) {
    if (given.isString() && !given.stringValue().isEmpty()) {
      try {
        return GoDuration.parse(given.stringValue());
      } catch (IllegalArgumentException e) {
        throw new Refused(400, e.getMessage() == null ? "invalid duration" : e.getMessage());
      }
    }
    long nanos = given.asLong(0);
    return nanos == 0 ? DEFAULT : nanos;
  }

  private static void validate(long ttl, long delay) {
    boolean ttlWrong = ttl < MIN_TTL || ttl > MAX_TTL;
    boolean negative = delay < 0 || ttl < 0;
    if (ttlWrong || negative) {
      String text = negative ? "\t* Lock delay and TTL must be positive\n" : "";
      text += ttlWrong ? "\t* TTL must be between 10 seconds and 24 hours\n" : "";
      int errors = (ttlWrong ? 1 : 0) + (negative ? 1 : 0);
      throw new Refused(
          400,
          "RPC Error:: 400,"
              + errors
              + " error"
              + (errors > 1 ? "s" : "")
              + " occurred:\n"
              + text
              + "\n");
    }
  }
}
