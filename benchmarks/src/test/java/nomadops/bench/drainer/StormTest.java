package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StormTest {
  @Test
  void everyInstanceIsToldOfOnceAndEveryTenthTwice() throws Exception {
    LifecycleActions actions = new LifecycleActions(Duration.ofHours(1));
    List<Termination> terminations = IntStream.range(0, 23).mapToObj(Termination::of).toList();
    try (TerminationQueue queue = TerminationQueue.open()) {
      Map<String, Instant> sent = new Storm(queue, actions).send(terminations);
      assertThat(queue.messages()).isEqualTo(26);
      assertThat(sent.keySet())
          .containsExactlyInAnyOrderElementsOf(
              terminations.stream().map(Termination::instance).toList());
    }
    for (Termination one : terminations) {
      assertThat(actions.heartbeat(one.instance(), one.token(), Instant.now()))
          .isEqualTo(LifecycleActions.Answer.DONE);
    }
  }
}
