package nomadops.gc.bankrupt;

import java.time.Duration;
import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.Stage;

/// Hears how it goes, for the screen.
public interface BankruptListener {
  /// A stage begins.
  void entered(Stage stage, String reason);

  /// It ended.
  void left(Stage stage, Duration took);

  /// So many listed jobs are settled.
  void settled(int jobs);

  /// Something did not work; it is tried again after the wait.
  void waiting(Stage stage, BankruptDecision.Wait wait);

  /// Something that people should know, and that changes nothing.
  void said(String line);
}
