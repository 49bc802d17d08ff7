package nomadops.health.quarantine.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.VariableWrite;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableStub;
import nomadops.health.quarantine.policy.facts.Ownership;

/// The records of all quarantines, as Nomad Variables. Every write names the version of the record
/// that it was decided upon, so that of two controllers one finds out.
///
/// Each method throws [nomadops.client.fault.NomadFault] when Nomad gives no usable answer.
public final class Records {
  private static final String ITEM = "record";
  private static final int PER_PAGE = 500;

  private final NomadClient nomad;
  private final String namespace;
  private final Map<String, Kept> known = new HashMap<>();

  /// @param namespace of the Variables
  public Records(NomadClient nomad, String namespace) {
    this.nomad = nomad;
    this.namespace = namespace;
  }

  /// A record as it is kept.
  ///
  /// @param ownership empty when its text cannot be read
  /// @param unreadable why; empty when it can
  /// @param version the Variable's `ModifyIndex`
  public record Kept(Optional<Ownership> ownership, String unreadable, long version) {}

  /// All records, by node id. Those that did not change are not read again. For one thread.
  public Map<String, Kept> all() {
    Map<String, Kept> now = new HashMap<>();
    Read read = Read.defaults().inNamespace(namespace).withPrefix(OwnershipJson.PREFIX);
    Optional<String> next = Optional.empty();
    do {
      Read page = next.map(read::withNextToken).orElse(read).withPerPage(PER_PAGE);
      Answer<java.util.List<VariableStub>> answer = nomad.variables().page(page);
      for (VariableStub stub : answer.value()) {
        String node = stub.path().substring(OwnershipJson.PREFIX.length());
        kept(node, stub.modifyIndex()).ifPresent(kept -> now.put(node, kept));
      }
      next = answer.meta().nextToken();
    } while (next.isPresent());
    known.clear();
    known.putAll(now);
    return Map.copyOf(now);
  }

  private Optional<Kept> kept(String node, long version) {
    Kept before = known.get(node);
    return before != null && before.version() == version
        ? Optional.of(before)
        : nomad.variables().read(namespace, OwnershipJson.PREFIX + node).value().map(Records::kept);
  }

  /// The record of one node; empty when there is none.
  public Optional<Kept> of(String node) {
    return nomad.variables().read(namespace, OwnershipJson.path(node)).value().map(Records::kept);
  }

  private static Kept kept(Variable variable) {
    try {
      Ownership ownership = OwnershipJson.read(variable.items().getOrDefault(ITEM, ""));
      return new Kept(Optional.of(ownership), "", variable.modifyIndex());
    } catch (IllegalArgumentException e) {
      return new Kept(Optional.empty(), "" + e.getMessage(), variable.modifyIndex());
    }
  }

  /// Writes a record where there is none.
  ///
  /// @return its version; empty when there was one
  public OptionalLong begin(String node, Ownership record) {
    return write(node, record, 0);
  }

  /// Replaces a record.
  ///
  /// @param version that it must still have
  /// @return its new version; empty when it had another
  public OptionalLong replace(String node, Ownership record, long version) {
    return write(node, record, version);
  }

  private OptionalLong write(String node, Ownership record, long version) {
    VariableWrite written =
        nomad
            .variables()
            .write(
                namespace,
                OwnershipJson.path(node),
                Map.of(ITEM, OwnershipJson.write(record)),
                OptionalLong.of(version));
    return switch (written) {
      case VariableWrite.Written(Variable variable) -> OptionalLong.of(variable.modifyIndex());
      case VariableWrite.Conflict _ -> OptionalLong.empty();
    };
  }

  /// Removes a record.
  ///
  /// @param version that it must still have
  /// @return false when it had another
  public boolean remove(String node, long version) {
    return nomad.variables().delete(namespace, OwnershipJson.path(node), OptionalLong.of(version))
        instanceof VariableWrite.Written;
  }
}
