package nomadops.health.probe.policy;

/// What the server beside us does with a request.
public enum Answering {
  /// It speaks: any HTTP answer counts, a refusal too, and so does a TLS handshake that fails. It
  /// must not be restarted for a token or a certificate of ours that is no longer good.
  ANSWERS,
  /// Nothing listens: its process is not there, or not as far yet.
  REFUSES,
  /// The connection is taken, or lost, and no answer comes in time: stopped, or stuck.
  SILENT
}
