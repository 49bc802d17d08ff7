package nomadops.drainer.notice;

import java.util.List;

/// What a message means.
public sealed interface Reading {

  /// It tells of one or more instances.
  record Notices(List<Notice> notices) implements Reading {
    public Notices {
      notices = List.copyOf(notices);
      if (notices.isEmpty()) {
        throw new IllegalArgumentException("a message with notices has at least one");
      }
    }
  }

  /// Understood, and nothing follows from it: a test notification, a state that is no end.
  record Nothing(String reason) implements Reading {}

  /// It cannot be understood; the reason names the field, what it holds and what it should hold.
  record Unreadable(String reason) implements Reading {}
}
