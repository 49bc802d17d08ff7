package nomadops.gc.bankrupt;

import java.util.List;
import nomadops.client.Operator;
import nomadops.client.model.SchedulerConfiguration;

/// The two fields of the scheduler configuration that a bankruptcy changes. A `PUT` replaces the
/// whole configuration, and what it leaves out falls back to its default (Nomad 2.0.5): so it is
/// read, changed and written with a check-and-set, which answers 200 with `"Updated": false` when
/// somebody was quicker.
final class Broker {
  private static final List<String> OURS = List.of("PauseEvalBroker", "RejectJobRegistration");

  private final Operator operator;

  Broker(Operator operator) {
    this.operator = operator;
  }

  SchedulerConfiguration read() {
    return operator.schedulerConfiguration().value();
  }

  static boolean isPaused(SchedulerConfiguration now) {
    return now.pauseEvalBroker() && now.rejectJobRegistration();
  }

  /// Pauses and refuses; false when somebody changed the configuration since it was read.
  boolean pause(SchedulerConfiguration now) {
    return operator.setSchedulerConfiguration(
        now.withPauseEvalBroker(true).withRejectJobRegistration(true));
  }

  /// Puts both fields back.
  ///
  /// @param reject what RejectJobRegistration was before
  /// @return false when somebody changed the configuration since it was read
  boolean resume(SchedulerConfiguration now, boolean reject) {
    if (!now.pauseEvalBroker() && now.rejectJobRegistration() == reject) {
      return true;
    }
    return operator.setSchedulerConfiguration(
        now.withPauseEvalBroker(false).withRejectJobRegistration(reject));
  }

  /// What somebody else changed meanwhile.
  static List<String> changedByOthers(SchedulerConfiguration before, SchedulerConfiguration now) {
    return now.differencesFrom(before).stream().filter(name -> !OURS.contains(name)).toList();
  }
}
