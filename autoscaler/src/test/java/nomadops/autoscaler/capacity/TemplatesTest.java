package nomadops.autoscaler.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.shape.Where;
import org.junit.jupiter.api.Test;

final class TemplatesTest {
  private static final NodeProfile CONFIGURED = NodeProfile.of(Resources.of(1000, 1024));
  private final Templates templates =
      new Templates((where, node) ->
          where.nodePool().equals("all") || where.nodePool().equals(node.nodePool()));
  private final NodeLedger ledger =
      new NodeLedger(Tellings.INSTANCE, ExpectedRuntime.UNKNOWN, Optional.empty());

  private static GroupShape system(String nodePool, long cpu) {
    Where where = new Where(nodePool, List.of("*"), List.of(), Set.of(), Set.of());
    return new GroupShape("g", 1, new Shape(Resources.of(cpu, 100), Set.of("port 9100"), where));
  }

  private Template of(List<GroupShape> system) {
    return templates
        .of(ledger.nodes(), Optional.empty(), Optional.of(CONFIGURED), system)
        .orElseThrow();
  }

  @Test
  void theNewestReadyNodeIsTheTemplate() {
    ledger.node(Tellings.node("aaaaaaaa-1", 10), Tellings.T0.minusSeconds(900));
    ledger.node(Tellings.node("bbbbbbbb-2", 11), Tellings.T0);
    ledger.node(Tellings.node("cccccccc-3", 12, "down", Map.of()), Tellings.T0.plusSeconds(9));
    Template template = of(List.of());
    assertThat(template.source()).isEqualTo("node bbbbbbbb");
    assertThat(template.profile().total().memoryMb()).isEqualTo(8000);
    assertThat(template.profile().attributes())
        .as("the next node has another instance id")
        .containsOnlyKeys("cpu.frequency", "kernel.name");
    assertThat(template.empty().free()).isEqualTo(template.profile().total());
  }

  @Test
  void whatRunsOnItNowIsNotMissingOnTheNextOne() {
    ledger.node(Tellings.node("aaaaaaaa-1", 10), Tellings.T0);
    ledger.placement(Tellings.runs("a", "aaaaaaaa-1", "j", "batch", 11), Tellings.T0);
    assertThat(of(List.of()).empty().free().cpu()).isEqualTo(4000);
  }

  @Test
  void systemJobsThatWillLandOnItTakeTheirRoomFirst() {
    ledger.node(Tellings.node("aaaaaaaa-1", 10), Tellings.T0);
    Template template =
        of(List.of(system("all", 300), system("gpu", 2000), system("default", 99_000)));
    assertThat(template.empty().free().cpu()).isEqualTo(3700);
    assertThat(template.empty().free().memoryMb()).isEqualTo(7900);
    assertThat(template.empty().free().slots()).isEqualTo(9);
    assertThat(template.empty().taken()).containsExactly("port 9100");
  }

  @Test
  void withoutNodesTheMemoryCountsAndThenTheConfiguration() {
    assertThat(of(List.of()).source()).isEqualTo("configuration");
    ledger.node(Tellings.node("aaaaaaaa-1", 10), Tellings.T0);
    Optional<Templates.Remembered> remembered = templates.remember(ledger.nodes());
    assertThat(
            templates.of(List.of(), remembered, Optional.of(CONFIGURED), List.of()).orElseThrow())
        .satisfies(template -> {
          assertThat(template.source()).isEqualTo("node aaaaaaaa, which was there before");
          assertThat(template.profile().total().memoryMb()).isEqualTo(8000);
        });
    assertThat(templates.of(List.of(), Optional.empty(), Optional.empty(), List.of())).isEmpty();
  }

  @Test
  void aNodeThatWasOnlyListedTeachesNothing() {
    assertThat(ledger.nodes(List.of(Tellings.stub("aaaaaaaa-1", 5)), 5, Tellings.T0)).isTrue();
    List<PoolNode> nodes = ledger.nodes();
    assertThat(nodes).hasSize(1);
    assertThat(templates.remember(nodes)).isEmpty();
  }

  @Test
  void aMemorySurvivesAsText() {
    ledger.node(
        Tellings.node("aaaaaaaa-1", 10, "ready", Map.of("rack", "7", "unique.x", "y")),
        Tellings.T0);
    Templates.Remembered remembered = templates.remember(ledger.nodes()).orElseThrow();
    assertThat(remembered.profile().meta()).containsOnly(Map.entry("rack", "7"));
    String text = TemplateText.write(remembered);
    assertThat(text).doesNotContain("\n");
    assertThat(TemplateText.read(text)).contains(remembered);
  }

  @Test
  void aTextThatIsNoMemoryIsNone() {
    assertThat(TemplateText.read("")).isEmpty();
    assertThat(TemplateText.read("{")).isEmpty();
    assertThat(TemplateText.read("[1]")).isEmpty();
    assertThat(TemplateText.read("{\"node\":\"x\",\"total\":{\"cpu\":\"many\"}}")).isEmpty();
  }
}
