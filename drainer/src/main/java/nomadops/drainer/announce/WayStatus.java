package nomadops.drainer.announce;

/// How one way does.
///
/// @param waiting announcements that are not sent yet, the one that is being tried not counted
/// @param delivered so far
/// @param failed attempts so far
/// @param givenUp announcements that nobody took
/// @param dropped for want of room, or of time at the end
public record WayStatus(
    String way, int waiting, long delivered, long failed, long givenUp, long dropped) {}
