package nomadops.health.docker;

import nomadops.health.check.Finding;

/// What it says of the daemon that it did not do what it was asked.
final class Judgement {
  private Judgement() {}

  /// FAIL is a sick daemon; UNKNOWN is that this process may not ask.
  ///
  /// @param call what was asked, e.g. `/info`
  static Finding of(String call, Reply reply) {
    return switch (reply) {
      // A plug-in for authorization answers 403.
      case Reply.Answered(int status, String body, _) when status == 401 || status == 403 ->
          Finding.unknown(call + " is not allowed to this process: " + Json.said(body));
      case Reply.Answered(int status, String body, _) ->
          Finding.fail(call + " answered " + status + ": " + Json.said(body));
      case Reply.Silent(String what, var waited) ->
          Finding.fail(call + " " + what + " in " + waited.toMillis() + " ms");
      case Reply.Broken(String what) -> Finding.fail(call + " " + what);
      case Reply.Absent(String why) -> Finding.fail(why);
      case Reply.Denied(String why) -> Finding.unknown(why);
    };
  }
}
