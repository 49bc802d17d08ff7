package nomadops.drainer.notice;

import java.util.List;

/// Notices that came together, and whom to tell when all of them are dealt with.
///
/// @param done called once, after the effects of every notice: then a message may be deleted
public record Bulletin(List<Notice> notices, Runnable done) {
  public Bulletin {
    notices = List.copyOf(notices);
  }
}
