package nomadops.drainer.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.announce.Announcement.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {

  private static Announcement one(Event event, String instance) {
    return Scene.announcement(event, instance, Scene.NOW, "");
  }

  private static List<String> drained(Mailbox mailbox) throws InterruptedException {
    mailbox.close();
    List<String> all = new ArrayList<>();
    Optional<Announcement> next = mailbox.take();
    while (next.isPresent()) {
      all.add(next.get().event().word() + " " + next.get().instance());
      next = mailbox.take();
    }
    return all;
  }

  @Test
  void theOldestOfTheLeastImportantMakesRoom() throws InterruptedException {
    Mailbox mailbox = new Mailbox(3);
    mailbox.put(one(Event.DONE, "a"));
    mailbox.put(one(Event.RECEIVED, "b"));
    mailbox.put(one(Event.RECEIVED, "c"));
    mailbox.put(one(Event.CUT, "d"));
    mailbox.put(one(Event.STUCK, "e"));
    // Of what is left, it is the least itself.
    mailbox.put(one(Event.STARTED, "f"));
    assertThat(mailbox.size()).isEqualTo(3);
    assertThat(mailbox.dropped()).isEqualTo(3);
    assertThat(drained(mailbox)).containsExactly("done a", "cut d", "stuck e");
  }

  @Test
  void theOrderIsThatOfPuttingIn() throws InterruptedException {
    Mailbox mailbox = new Mailbox(10);
    mailbox.put(one(Event.RECEIVED, "a"));
    mailbox.put(one(Event.CUT, "a"));
    mailbox.put(one(Event.STARTED, "b"));
    mailbox.put(one(Event.RECEIVED, "c"));
    assertThat(drained(mailbox)).containsExactly("received a", "cut a", "started b", "received c");
  }

  @Test
  void whatComesAfterTheEndIsCountedAsDropped() throws InterruptedException {
    Mailbox mailbox = new Mailbox(10);
    mailbox.close();
    mailbox.put(one(Event.DONE, "a"));
    assertThat(mailbox.dropped()).isEqualTo(1);
    assertThat(mailbox.take()).isEmpty();
  }

  @Test
  void noRoomAtAllIsRefused() {
    assertThatThrownBy(() -> new Mailbox(0)).hasMessageContaining("announce-queue: 0");
  }
}
