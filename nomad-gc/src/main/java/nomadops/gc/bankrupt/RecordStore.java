package nomadops.gc.bankrupt;

import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.model.Variable;

/// The record's place: the Nomad variable `nomad-ops/gc/bankrupt`. Every write compares and sets.
/// Calls throw a [nomadops.client.fault.NomadFault].
public final class RecordStore {
  /// The variable's path.
  public static final String PATH = "nomad-ops/gc/bankrupt";

  /// The variable that keeps two operators apart.
  public static final String LOCK = "nomad-ops/gc/operator";

  private final NomadClient nomad;
  private final String namespace;

  public RecordStore(NomadClient nomad, String namespace) {
    this.nomad = nomad;
    this.namespace = namespace;
  }

  /// A record as it stands.
  ///
  /// @param index what a check-and-set compares
  public record Kept(BankruptRecord record, long index) {}

  /// Empty when there is none.
  ///
  /// @throws nomadops.runtime.Failure when something else stands there
  public Optional<Kept> read() {
    return nomad.variables().read(namespace, PATH).value().map(RecordStore::kept);
  }

  private static Kept kept(Variable variable) {
    return new Kept(BankruptRecord.of(variable.items()), variable.modifyIndex());
  }

  /// Writes it in place of the one with this index (0: of none).
  ///
  /// @return its new index; empty when another stands there
  OptionalLong write(BankruptRecord record, long index) {
    return switch (nomad
        .variables()
        .write(namespace, PATH, record.items(), OptionalLong.of(index))) {
      case VariableWrite.Written(Variable variable) -> OptionalLong.of(variable.modifyIndex());
      case VariableWrite.Conflict _ -> OptionalLong.empty();
    };
  }

  /// The index of whatever stands there, readable or not; empty when nothing does.
  OptionalLong index() {
    return nomad
        .variables()
        .read(namespace, PATH)
        .value()
        .map(variable -> OptionalLong.of(variable.modifyIndex()))
        .orElse(OptionalLong.empty());
  }

  /// Removes the one with this index; false when another stands there.
  boolean remove(long index) {
    return nomad.variables().delete(namespace, PATH, OptionalLong.of(index))
        instanceof VariableWrite.Written;
  }
}
