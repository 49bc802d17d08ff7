package nomadops.gc.bankrupt;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.Failure;

/// What stands in Nomad while a bankruptcy is under way, so that whoever comes after a `kill -9`
/// knows what to put back.
///
/// @param owner names the process that is at work
/// @param who the operator, for people
/// @param step the stage's word
/// @param before the scheduler configuration as it was
/// @param snapshot the file; empty if none was saved
/// @param audit the audit log's file; empty if there is none
public record BankruptRecord(
    String owner,
    String who,
    Instant started,
    String cluster,
    String step,
    SchedulerConfiguration before,
    String snapshot,
    String audit) {

  /// The items of the variable.
  Map<String, String> items() {
    Map<String, String> items = new LinkedHashMap<>();
    items.put("owner", owner);
    items.put("who", who);
    items.put("started", started.toString());
    items.put("cluster", cluster);
    items.put("step", step);
    items.put("before", before.json().text());
    items.put("snapshot", snapshot);
    items.put("audit", audit);
    return items;
  }

  /// Reads them.
  ///
  /// @throws Failure when they are not such a record
  static BankruptRecord of(Map<String, String> items) {
    try {
      return new BankruptRecord(
          items.getOrDefault("owner", ""),
          items.getOrDefault("who", "somebody"),
          Instant.parse(items.getOrDefault("started", "")),
          items.getOrDefault("cluster", ""),
          items.getOrDefault("step", ""),
          SchedulerConfiguration.of(RawJson.of(items.getOrDefault("before", ""))),
          items.getOrDefault("snapshot", ""),
          items.getOrDefault("audit", ""));
    } catch (DateTimeException | tools.jackson.core.JacksonException | IllegalArgumentException e) {
      throw new Failure(
          "the variable "
              + RecordStore.PATH
              + " is no record of gc bankrupt: "
              + e.getMessage()
              + ". Look at the scheduler configuration, then purge the variable.");
    }
  }

  BankruptRecord at(String nextStep) {
    return new BankruptRecord(owner, who, started, cluster, nextStep, before, snapshot, audit);
  }

  BankruptRecord ownedBy(String newOwner, String newWho) {
    return new BankruptRecord(newOwner, newWho, started, cluster, step, before, snapshot, audit);
  }

  BankruptRecord withBefore(SchedulerConfiguration configuration) {
    return new BankruptRecord(owner, who, started, cluster, step, configuration, snapshot, audit);
  }
}
