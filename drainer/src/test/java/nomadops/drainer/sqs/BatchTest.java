package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Outbox OTHER =
      new Outbox() {
        @Override
        public String name() {
          return "other";
        }

        @Override
        public void send(String body, Map<String, String> attributes) {}
      };

  private final List<Due> dues = new ArrayList<>();

  private static Queue.Message message(int number) {
    return new Queue.Message("m" + number, "m" + number + "#1", "{}", 1);
  }

  private void due(int from, int count, boolean deletion) {
    for (int i = from; i < from + count; i++) {
      dues.add(deletion ? new Due.Delete(message(i), "done") : new Due.Renew(message(i), "open"));
    }
  }

  private static List<String> ids(Batch batch) {
    return batch.dues().stream().map(due -> due.message().id()).toList();
  }

  @Test
  void nothingIsNoRequest() {
    assertThat(Batch.of(List.of(), Parked.inPlace())).isEmpty();
  }

  @Test
  void elevenDeletionsAreTwoRequestsTheMostOverdueInTheFirst() {
    due(0, 11, true);

    assertThat(Batch.of(dues, Parked.inPlace()))
        .hasOnlyElementsOfType(Batch.Delete.class)
        .extracting(BatchTest::ids)
        .containsExactly(
            List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"), List.of("m10"));
  }

  @Test
  void aDeletionAndARenewalAreTwoRequestsAndTheRenewalGoesFirst() {
    due(0, 1, true);
    due(1, 1, false);

    assertThat(Batch.of(dues, Parked.inPlace()))
        .extracting(BatchTest::ids)
        .containsExactly(List.of("m1"), List.of("m0"));
  }

  @Test
  void whatIsRenewedReleasedAndParkedInPlaceIsOneRequest() {
    due(0, 1, false);
    dues.add(new Due.Release(message(1), Duration.ZERO, "not ours"));
    dues.add(new Due.Park(message(2), Duration.ofHours(11), "unreadable"));

    assertThat(Batch.of(dues, Parked.inPlace()))
        .containsExactly(new Batch.Hide(dues.stream().map(Due.Hiding.class::cast).toList()));
  }

  /// Each is sent on its own, so that none waits for that of another.
  @Test
  void whatGoesToAnotherQueueGoesOneByOne() {
    due(0, 1, false);
    Due.Park park = new Due.Park(message(1), Duration.ofHours(11), "unreadable");
    Due.Park another = new Due.Park(message(2), Duration.ofHours(11), "unreadable");
    dues.addAll(List.of(park, another));
    ParkedElsewhere other = new ParkedElsewhere(OTHER);

    assertThat(Batch.of(dues, other))
        .hasSize(3)
        .contains(new Batch.Move(park, other), new Batch.Move(another, other));
  }
}
