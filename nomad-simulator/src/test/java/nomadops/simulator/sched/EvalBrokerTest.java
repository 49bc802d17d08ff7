package nomadops.simulator.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import nomadops.simulator.state.EvalRow;
import org.junit.jupiter.api.Test;

final class EvalBrokerTest {
  private final EvalBroker broker = new EvalBroker(new Random(1));
  private long index;

  @Test
  void higherPriorityGoesFirstAndEqualsGoInOrder() {
    broker.enqueue(eval("a", "batch", 50));
    broker.enqueue(eval("b", "batch", 50));
    broker.enqueue(eval("c", "service", 80));
    broker.enqueue(eval("d", "service", 1));
    assertThat(broker.dequeue().jobId()).isEqualTo("c");
    assertThat(broker.dequeue().jobId()).isEqualTo("a");
    assertThat(broker.dequeue().jobId()).isEqualTo("b");
    assertThat(broker.dequeue().jobId()).isEqualTo("d");
    assertThat(broker.dequeue()).isNull();
  }

  @Test
  void oneEvaluationOfAJobAtATimeAndTheNewestOfTheRestNext() {
    EvalRow first = eval("a", "batch", 50);
    EvalRow second = eval("a", "batch", 50);
    EvalRow third = eval("a", "batch", 50);
    broker.enqueue(first);
    broker.enqueue(second);
    broker.enqueue(third);
    assertThat(broker.pending()).isEqualTo(2);
    assertThat(broker.dequeue()).isEqualTo(first);
    assertThat(broker.dequeue()).isNull();
    assertThat(broker.ack(first)).containsExactly(second);
    assertThat(broker.dequeue()).isEqualTo(third);
  }

  @Test
  void equalPrioritiesOfDifferentTypesTakeTurnsAtRandom() {
    for (int i = 0; i < 50; i++) {
      broker.enqueue(eval("b" + i, "batch", 50));
      broker.enqueue(eval("s" + i, "service", 50));
    }
    Set<String> types = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      types.add(broker.dequeue().type());
    }
    assertThat(types).containsExactlyInAnyOrder("batch", "service");
  }

  @Test
  void aDisabledBrokerForgetsAndRefuses() {
    broker.enqueue(eval("a", "batch", 50));
    broker.enable(false);
    broker.enqueue(eval("b", "batch", 50));
    assertThat(broker.ready()).isZero();
    broker.enable(true);
    broker.enqueue(eval("b", "batch", 50));
    assertThat(broker.readyAtLeast(50)).isEqualTo(1);
  }

  private EvalRow eval(String job, String type, int priority) {
    index++;
    return EvalRow.pending("e" + index, "default", priority, type, "job-register", job, 0)
        .createdAt(index, index);
  }
}
