package nomadops.gc.bankrupt;

import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.model.SchedulerConfiguration;

/// The record as this process keeps it: written, found again when an answer was lost, and given up
/// when another operator has taken it.
final class OwnRecord {
  private final RecordStore store;
  private final boolean found;
  private BankruptRecord record;
  private long index;

  private OwnRecord(RecordStore store, BankruptRecord record, long index, boolean found) {
    this.store = store;
    this.record = record;
    this.index = index;
    this.found = found;
  }

  /// One that does not stand yet.
  static OwnRecord fresh(RecordStore store, BankruptRecord record) {
    return new OwnRecord(store, record, 0, false);
  }

  /// One that an earlier process left behind, to be taken over.
  static OwnRecord adopted(RecordStore store, RecordStore.Kept left, String owner, String who) {
    return new OwnRecord(store, left.record().ownedBy(owner, who), left.index(), true);
  }

  BankruptRecord record() {
    return record;
  }

  /// Whether an earlier process wrote it.
  boolean wasFound() {
    return found;
  }

  /// Another's: that of who has taken over.
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    private Lost(String by) {
      super(by);
    }
  }

  /// Remembers what was before.
  void before(SchedulerConfiguration configuration) {
    record = record.withBefore(configuration);
  }

  /// Writes it as it is now, with this step.
  ///
  /// @throws Lost when another's stands there
  void write(String step) throws Lost {
    record = record.at(step);
    OptionalLong written = store.write(record, index);
    if (written.isEmpty()) {
      Optional<RecordStore.Kept> kept = store.read();
      requireOurs(kept);
      // Either our own earlier write, whose answer was lost, or somebody deleted it.
      index = kept.map(RecordStore.Kept::index).orElse(0L);
      written = store.write(record, index);
    }
    index = written.orElseThrow(() -> new Lost("another operator, who writes at the same time,"));
  }

  /// Looks whose it is.
  ///
  /// @return whether it stands there at all
  /// @throws Lost when it is another's
  boolean stands() throws Lost {
    Optional<RecordStore.Kept> kept = store.read();
    requireOurs(kept);
    kept.ifPresent(k -> index = k.index());
    return kept.isPresent();
  }

  private void requireOurs(Optional<RecordStore.Kept> kept) throws Lost {
    if (kept.isPresent() && !kept.get().record().owner().equals(record.owner())) {
      // The first write of a process that adopts finds the record as it was left.
      boolean asFound = found && kept.get().index() == index && index > 0;
      if (!asFound) {
        throw new Lost(kept.get().record().who());
      }
    }
  }

  /// Removes it; one that is another's stays.
  ///
  /// @return false when it has to be tried again
  boolean remove() {
    try {
      return !stands() || store.remove(index);
    } catch (Lost _) {
      return true;
    }
  }
}
