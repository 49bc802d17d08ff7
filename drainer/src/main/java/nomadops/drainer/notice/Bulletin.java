package nomadops.drainer.notice;

import java.util.List;

/// Notices that came together, and whom to tell how far they are.
///
/// @param safe called once, when every one of them is either dealt with or remembered by Nomad (as
///   the meta of a drain): a crash loses nothing any more. For sources that cannot keep a notice
/// @param done called once, after the effects of every notice, and after `safe`: then a message may
///   be deleted
public record Bulletin(List<Notice> notices, Runnable safe, Runnable done) {
  public Bulletin {
    notices = List.copyOf(notices);
  }

  /// From a source that keeps its notices until they are done.
  public Bulletin(List<Notice> notices, Runnable done) {
    this(notices, () -> {}, done);
  }
}
