package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private final Turns turns = new Turns(2);

  private boolean takes(String instance, String nodeClass) {
    return turns.take(new InstanceId(instance), nodeClass, false, NOW).isPresent();
  }

  @Test
  void soManyOfAClassGoAtOnceAndTheNextWhenOneIsThrough() {
    assertThat(takes("i-1", "spot")).isTrue();
    assertThat(takes("i-2", "spot")).isTrue();
    assertThat(takes("i-3", "spot")).isFalse();
    assertThat(takes("i-4", "on-demand")).isTrue();
    turns.free(new InstanceId("i-1"));
    assertThat(takes("i-3", "spot")).isTrue();
    assertThat(takes("i-1", "spot")).isFalse();
  }

  @Test
  void aTurnIsKeptFromWhenItWasTaken() {
    assertThat(takes("i-1", "spot")).isTrue();
    assertThat(turns.take(new InstanceId("i-1"), "spot", false, NOW.plusSeconds(60))).contains(NOW);
  }

  @Test
  void whatDrainsAlreadyHasItsTurnHoweverManyDo() {
    assertThat(takes("i-1", "spot")).isTrue();
    assertThat(takes("i-2", "spot")).isTrue();
    assertThat(turns.take(new InstanceId("i-3"), "spot", true, NOW)).contains(NOW);
    turns.free(new InstanceId("i-1"));
    assertThat(takes("i-4", "spot")).as("two of them still drain").isFalse();
  }
}
