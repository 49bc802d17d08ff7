package nomadops.health.report;

/// Hears what comes in, to count it. Called on the threads of requests.
public interface ReportListener {

  /// A report is in the inbox.
  void accepted();

  /// A request was refused, and nothing has changed.
  void refused(Refusal why);
}
