package nomadops.drainer.dry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.drain.Clients.Restored;
import nomadops.drainer.lifecycle.Hooks;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.sqs.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryClientsTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final InstanceId ONE = new InstanceId("i-1");
  private static final Map<String, String> META = Map.of("nomad-ops.drainer/instance", "i-1");

  private final List<String> said = new ArrayList<>();
  private Instant now = START;
  private NodeFacts real = node("ready", List.of(alloc(1, "batch"), alloc(2, "system")));
  private final DryClients clients =
      new DryClients(
          _ -> List.of(real), (subject, what) -> said.add(subject + ": " + what), () -> now);

  @Test
  void aNodeThatIsNotTouchedIsShownAsItIs() throws Exception {
    assertThat(clients.of(ONE)).containsExactly(real);
    assertThat(said).isEmpty();
  }

  @Test
  void aNodeThatWouldBeCordonedTakesNoNewWork() throws Exception {
    clients.of(ONE);
    clients.markIneligible("0123456789");
    assertThat(only().eligible()).isFalse();
    assertThat(only().allocs()).isEqualTo(real.allocs());
    assertThat(said).containsExactly("i-1: would keep new work from node client-1 (01234567)");
  }

  @Test
  void aNodeThatWouldBeDrainedIsEmptyAndOursAndItsAllocationsAreNamed() throws Exception {
    clients.of(ONE);
    clients.drain("0123456789", Duration.ofSeconds(3590), true, META);
    NodeFacts node = only();
    assertThat(node.eligible()).isFalse();
    assertThat(node.drain()).isEmpty();
    assertThat(node.lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(node.lastDrain().orElseThrow().meta()).isEqualTo(META);
    assertThat(node.allocs().orElseThrow().running()).isEmpty();
    assertThat(said)
        .containsExactly(
            "i-1: would drain node client-1 (01234567), and stop what is left after 59m50s, without its system jobs; "
                + "would wait for 1 allocation: alloc-1 of batch job default/job-1, group g");
  }

  @Test
  void aNodeWithoutTimeOrWithoutKnowledgeIsToldAsSuch() throws Exception {
    real =
        new NodeFacts(
            "n", "n", "", "ready", true, Optional.empty(), Optional.empty(), 7, Optional.empty());
    clients.of(ONE);
    clients.drain("n", Duration.ofNanos(-1), false, META);
    assertThat(said)
        .containsExactly(
            "i-1: would drain node n (n) and stop at once what is on it, system jobs last; what runs on it is not known");
  }

  @Test
  void ofManyAllocationsTheFirstAreNamed() throws Exception {
    real = node("ready", IntStream.range(0, 12).mapToObj(i -> alloc(i, "service")).toList());
    clients.of(ONE);
    clients.drain("0123456789", Duration.ZERO, true, META);
    assertThat(said.getFirst())
        .contains("for as long as it takes", "would wait for 12 allocations: ", "alloc-9 ")
        .doesNotContain("alloc-10")
        .endsWith(" and 2 more");
  }

  @Test
  void aNodeThatWouldBeGivenBackTakesWorkAgain() throws Exception {
    clients.of(ONE);
    clients.drain("0123456789", Duration.ofSeconds(60), true, META);
    assertThat(clients.restore("0123456789", META)).isEqualTo(new Restored.Done());
    assertThat(only().eligible()).isTrue();
    assertThat(only().allocs()).isEqualTo(real.allocs());
    assertThat(said.getLast()).isEqualTo("i-1: would let node client-1 (01234567) take work again");
  }

  @Test
  void aNodeThatGoesDownOrHoursLaterIsShownAsItIs() throws Exception {
    clients.of(ONE);
    clients.markIneligible("0123456789");
    NodeFacts before = real;
    real = node("down", List.of());
    assertThat(only()).isEqualTo(real);
    real = before;
    assertThat(only()).as("back after it was down").isEqualTo(real);
    clients.markIneligible("0123456789");
    now = START.plus(Duration.ofMinutes(61));
    assertThat(only()).isEqualTo(real);
  }

  @ParameterizedTest
  @ValueSource(classes = {DryClients.class, DryHooks.class, DryQueue.class, DryWatcher.class})
  void nothingInADryRunHoldsAPortThatWrites(Class<?> type) {
    Stream<Class<?>> held =
        Stream.of(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .map(Field::getType);
    assertThat(held)
        .isNotEmpty()
        .noneMatch(Clients.class::isAssignableFrom)
        .noneMatch(Hooks.class::isAssignableFrom)
        .noneMatch(Queue.class::isAssignableFrom)
        .noneMatch(AutoCloseable.class::isAssignableFrom);
  }

  private NodeFacts only() throws InterruptedException {
    return clients.of(ONE).getFirst();
  }

  private static Alloc alloc(int number, String type) {
    return new Alloc("alloc-" + number, "default", "job-" + number, "g", type, START);
  }

  private static NodeFacts node(String status, List<Alloc> running) {
    return new NodeFacts(
        "0123456789",
        "client-1",
        "",
        status,
        true,
        Optional.empty(),
        Optional.empty(),
        7,
        Optional.of(new Allocs(running, Duration.ofSeconds(5))));
  }
}
