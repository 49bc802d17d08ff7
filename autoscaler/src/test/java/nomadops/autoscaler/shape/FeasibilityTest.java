package nomadops.autoscaler.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeasibilityTest {
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "nomad.version", "1.8.4",
          "kernel.name", "linux",
          "cpu.numcores", "16",
          "cpu.frequency", "2800.5",
          "os.version", "22.04",
          "os.signals", "SIGHUP, SIGINT,SIGTERM",
          "unique.hostname", "ip-10-0-0-7",
          "unique.storage.bytestotal", "1000",
          "empty", "");

  private static NodeProfile node(Map<String, String> attributes) {
    return new NodeProfile(
        "batch",
        "c5",
        "eu-1a",
        attributes,
        Map.of("team", "blue"),
        Set.of("docker", "exec"),
        Set.of("scratch", "data[1]"),
        Resources.of(4000, 8000),
        0);
  }

  private static Where where(List<Constraint> constraints) {
    return new Where("batch", List.of("*"), constraints, Set.of(), Set.of());
  }

  private static Feasibility asked(String left, String operand, String right) {
    return Feasibility.of(where(List.of(new Constraint(left, operand, right))), node(ATTRIBUTES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "${attr.kernel.name} | = | linux | true",
        "${attr.kernel.name} | == | linux | true",
        "${attr.kernel.name} | is | windows | false",
        "linux | = | ${attr.kernel.name} | true",
        "${attr.kernel.name} | != | windows | true",
        "${attr.kernel.name} | not | linux | false",
        "${attr.none} | != | linux | true",
        "${attr.none} | = | linux | false",
        "${attr.none} | is_not_set | \"\" | true",
        "${attr.none} | is_set | \"\" | false",
        "${attr.empty} | is_set | \"\" | true",
        "${attr.kernel.name} | is_not_set | \"\" | false",
        "${attr.cpu.numcores} | > | 9 | true",
        "${attr.cpu.numcores} | < | 9 | false",
        "${attr.cpu.numcores} | >= | 16 | true",
        "${attr.cpu.numcores} | <= | 15.5 | false",
        "${attr.cpu.frequency} | > | 2800 | true",
        "${attr.kernel.name} | < | windows | true",
        "${attr.none} | < | 1 | false",
        "${attr.os.version} | version | >= 20.04, < 23 | true",
        "${attr.os.version} | version | ~> 20.0 | false",
        "${attr.nomad.version} | semver | >= 1.7.0 | true",
        "${attr.kernel.name} | version | >= 1 | false",
        "${attr.kernel.name} | regexp | ^(?P<first>lin)ux$ | true",
        "${attr.kernel.name} | regexp | [[:alpha:]]{5} | true",
        "${attr.kernel.name} | regexp | in | true",
        "${attr.kernel.name} | regexp | ^win | false",
        "${attr.os.signals} | set_contains | SIGTERM,SIGHUP | true",
        "${attr.os.signals} | set_contains_all | SIGTERM,SIGKILL | false",
        "${attr.os.signals} | set_contains_any | SIGKILL, SIGINT | true",
        "${attr.os.signals} | set_contains_any | SIGKILL | false",
        "${node.datacenter} | = | eu-1a | true",
        "${node.class} | = | c5 | true",
        "${node.class} | = | m5 | false",
        "${node.pool} | = | batch | true",
        "${meta.team} | = | blue | true",
        "${meta.team} | = | red | false",
        "${meta.none} | = | red | false",
        "${meta.none} | != | ${attr.none} | false",
        "${something.else} | is_set | \"\" | false",
        "\"\" | distinct_hosts | true | true",
        "${meta.team} | distinct_property | 1 | true",
        "${attr.kernel.name} | looks_like | linux | false",
        "${attr.unique.storage.bytestotal} | >= | 500 | true",
        "${attr.unique.storage.bytestotal} | = | 1000 | true",
        "${attr.unique.hostname} | != | elsewhere | true",
        "${attr.unique.hostname} | is_set | \"\" | true",
        "${node.unique.name} | != | ip-10-0-0-7 | true",
      })
  void constraintsAreMetAsInNomad(String left, String operand, String right, boolean met) {
    assertThat(asked(left, operand, right) instanceof Feasibility.Fits)
        .as(asked(left, operand, right).toString())
        .isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${node.unique.id}", "${node.unique.name}", "${attr.unique.hostname}"})
  void workThatIsPinnedToAMachineIsNotHelpedByANewOne(String target) {
    assertThat(asked(target, "=", "ip-10-0-0-7"))
        .isEqualTo(
            new Feasibility.Refused(
                "wants "
                    + target
                    + " = ip-10-0-0-7, which is one machine: a new node will not help"));
    assertThat(asked("ip-10-0-0-7", "=", target)).isInstanceOf(Feasibility.Refused.class);
  }

  @Test
  void aRefusalNamesWhatIsAskedAndWhatTheNodeHas() {
    assertThat(asked("${attr.kernel.name}", "=", "windows"))
        .isEqualTo(
            new Feasibility.Refused("wants ${attr.kernel.name} = windows; the node has linux"));
    assertThat(asked("${attr.rack}", "=", "r1"))
        .isEqualTo(
            new Feasibility.Refused("wants ${attr.rack} = r1; the node has no ${attr.rack}"));
  }

  @Test
  void whatAConfiguredTemplateDoesNotNameIsToBeAdded() {
    NodeProfile template = node(Map.of("kernel.name", "linux"));
    assertThat(Feasibility.of(where(List.of(new Constraint("${attr.rack}", "=", "r1"))), template))
        .isEqualTo(
            new Feasibility.Unknown(
                "wants ${attr.rack} = r1; add ${attr.rack} to the configured template"));
    assertThat(
            Feasibility.of(where(List.of(new Constraint("${attr.rack}", "is_set", ""))), template))
        .isInstanceOf(Feasibility.Unknown.class);
    assertThat(
            Feasibility.of(
                where(List.of(new Constraint("${attr.kernel.name}", "=", "windows"))), template))
        .isInstanceOf(Feasibility.Refused.class);
    assertThat(
            Feasibility.refusal(
                where(List.of(new Constraint("${attr.rack}", "!=", "r1"))), template))
        .isEmpty();
  }

  @Test
  void theNodePoolMustBeTheSameOrAny() {
    NodeProfile node = node(ATTRIBUTES);
    for (String pool : List.of("batch", "all", "")) {
      assertThat(
              Feasibility.refusal(
                  new Where(pool, List.of("*"), List.of(), Set.of(), Set.of()), node))
          .isEmpty();
    }
    assertThat(
            Feasibility.refusal(
                new Where("gpu", List.of("*"), List.of(), Set.of(), Set.of()), node))
        .contains("wants node pool gpu; the node is in batch");
  }

  @ParameterizedTest
  @CsvSource({
    "*,true",
    "eu-*,true",
    "eu-1a,true",
    "*1a,true",
    "e*-*a,true",
    "eu-1,false",
    "us-*,false",
    "eu.1a,false",
    "**,true"
  })
  void datacentersAreGlobs(String glob, boolean matches) {
    Where where = new Where("batch", List.of("other", glob), List.of(), Set.of(), Set.of());
    assertThat(Feasibility.refusal(where, node(ATTRIBUTES)).isEmpty()).isEqualTo(matches);
  }

  @Test
  void driversAreAskedOfANodeThatHasAny() {
    Where java = new Where("batch", List.of("*"), List.of(), Set.of("java", "docker"), Set.of());
    assertThat(Feasibility.refusal(java, node(ATTRIBUTES)))
        .contains("wants driver java; the node has docker, exec");
    NodeProfile without =
        new NodeProfile(
            "batch", "", "dc1", Map.of(), Map.of(), Set.of(), Set.of(), Resources.NONE, 0);
    assertThat(Feasibility.refusal(java, without)).isEmpty();
  }

  @Test
  void hostVolumesMustBeThere() {
    assertThat(
            Feasibility.refusal(
                new Where("batch", List.of("*"), List.of(), Set.of(), Set.of("scratch", "data[*]")),
                node(ATTRIBUTES)))
        .isEmpty();
    assertThat(
            Feasibility.refusal(
                new Where("batch", List.of("*"), List.of(), Set.of(), Set.of("certs")),
                node(ATTRIBUTES)))
        .contains("wants host volume certs; the node has data[1], scratch");
  }

  @Test
  void anExpressionThatNeverEndsIsGivenUp() {
    Map<String, String> attributes = new HashMap<>(ATTRIBUTES);
    attributes.put("long", "a".repeat(60) + "!");
    Where where = where(List.of(new Constraint("${attr.long}", "regexp", "^(.*a){15}$")));
    assertThat(Feasibility.of(where, node(attributes)))
        .isInstanceOf(Feasibility.Unknown.class)
        .extracting(answer -> answer.refusal().orElseThrow())
        .asString()
        .contains("takes too long");
  }

  static long[] seeds() {
    return new Random(7).longs(200).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneMoreConstraintNeverMakesARefusedNodeFit(long seed) {
    Random random = new Random(seed);
    List<Constraint> few = random.ints(3, 0, 1000).mapToObj(FeasibilityTest::constraint).toList();
    List<Constraint> more =
        java.util.stream.Stream.concat(
                few.stream(), java.util.stream.Stream.of(constraint(random.nextInt(1000))))
            .toList();
    boolean fewFit = Feasibility.refusal(where(few), node(ATTRIBUTES)).isEmpty();
    boolean moreFit = Feasibility.refusal(where(more), node(ATTRIBUTES)).isEmpty();
    assertThat(!moreFit || fewFit).as("seed " + seed + " " + more).isTrue();
  }

  private static Constraint constraint(int n) {
    List<String> lefts =
        List.of("${attr.kernel.name}", "${attr.cpu.numcores}", "${meta.team}", "${attr.none}");
    List<String> operands = List.of("=", "!=", "<", ">=", "is_set", "regexp", "version");
    List<String> rights = List.of("linux", "blue", "16", "7", ">= 3");
    return new Constraint(lefts.get(n % 4), operands.get(n / 4 % 7), rights.get(n / 28 % 5));
  }
}
