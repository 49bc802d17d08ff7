package nomadops.drainer.webhook;

/// Hears what comes in, to count it. Called on the threads of requests.
public interface WebhookListener {

  /// Notices that were handed to the drainer.
  void accepted(int notices);

  /// Notices that were known already and are told once more.
  void merged(int notices);

  /// A signature came once more; nothing of the request was read.
  void replayed();

  /// A request was refused.
  void refused(Refusal why);
}
