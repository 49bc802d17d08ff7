package nomadops.drainer.notice;

/// One lifecycle action that an Auto Scaling group waits for.
///
/// @param group the group's name
/// @param hook the lifecycle hook's name
/// @param token of this one action; the same action comes with the same token by whatever way.
///   Blank where it is not known, as with an instance that learns of its end from its metadata
///   service: AWS then finds the action by the instance
public record HookRef(String group, String hook, String token) {

  /// What is nearly always another. That of a record goes by method handles, and this is asked for
  /// all the time.
  @Override
  public int hashCode() {
    return 31 * token.hashCode() + hook.hashCode();
  }

  /// What tells this action of an instance from its others: an instance is in one group, and
  /// several hooks of it may wait at once.
  String distinction() {
    return token.isBlank() ? "hook:" + hook : token;
  }
}
