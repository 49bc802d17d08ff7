package nomadops.drainer.notice;

/// One lifecycle action that an Auto Scaling group waits for.
///
/// @param group the group's name
/// @param hook the lifecycle hook's name
/// @param token of this one action; the same action comes with the same token by whatever way
public record HookRef(String group, String hook, String token) {}
