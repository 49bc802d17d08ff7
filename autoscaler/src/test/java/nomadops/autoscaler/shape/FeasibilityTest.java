package nomadops.autoscaler.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which nodes will do, by Nomad's rules.
class FeasibilityTest {
  private static final NodeProfile NODE =
      new NodeProfile(
          "batch",
          "c7",
          "eu-1",
          Map.of(
              "kernel.name", "linux",
              "cpu.numcores", "16",
              "nomad.version", "1.10.2",
              "os.signals", "SIGINT,SIGTERM",
              "driver.load", "1.5",
              "pre", "2.0.0-beta1"),
          Map.of("team", "ci"),
          Set.of("docker"),
          Set.of("cache"),
          Resources.of(4_000, 8_000),
          0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${attr.kernel.name}   | =                | linux        | true
          ${attr.kernel.name}   | ==               | windows      | false
          ${attr.kernel.name}   | is               | linux        | true
          ${attr.missing}       | =                | linux        | false
          ${attr.missing}       | !=               | linux        | true
          ${attr.kernel.name}   | not              | linux        | false
          linux                 | =                | ${attr.kernel.name} | true
          ${attr.cpu.numcores}  | >                | 8            | true
          ${attr.cpu.numcores}  | <                | 8            | false
          ${attr.cpu.numcores}  | >=               | 16           | true
          ${attr.driver.load}   | >                | 1.25         | true
          ${attr.kernel.name}   | >                | kernel       | true
          ${attr.missing}       | <                | 8            | false
          ${attr.kernel.name}   | regexp           | ^lin.x$      | true
          ${attr.kernel.name}   | regexp           | in           | true
          ${attr.kernel.name}   | regexp           | [            | false
          ${attr.nomad.version} | version          | >= 1.7, < 2.0 | true
          ${attr.nomad.version} | version          | ~> 1.10      | true
          ${attr.nomad.version} | version          | ~> 1.10.1    | true
          ${attr.nomad.version} | version          | ~> 1.9.0     | false
          ${attr.nomad.version} | version          | 1.10.2       | true
          ${attr.nomad.version} | version          | != 1.10.2    | false
          ${attr.nomad.version} | version          | >> 1         | false
          ${attr.kernel.name}   | version          | >= 1.0       | false
          ${attr.pre}           | version          | >= 1.0       | false
          ${attr.pre}           | semver           | >= 1.0       | true
          ${attr.pre}           | semver           | >= 2.0.0     | false
          ${attr.pre}           | semver           | > 2.0.0-alpha9 | true
          ${attr.pre}           | version          | >= 2.0.0-beta1 | true
          ${attr.os.signals}    | set_contains     | SIGTERM,SIGINT | true
          ${attr.os.signals}    | set_contains     | SIGTERM,SIGKILL | false
          ${attr.os.signals}    | set_contains_all | SIGINT       | true
          ${attr.os.signals}    | set_contains_any | SIGKILL, SIGINT | true
          ${attr.os.signals}    | set_contains_any | SIGKILL      | false
          ${meta.team}          | =                | ci           | true
          ${meta.team}          | is_set           | ''           | true
          ${meta.other}         | is_set           | ''           | false
          ${meta.other}         | is_not_set       | ''           | true
          ${node.class}         | =                | c7           | true
          ${node.datacenter}    | regexp           | ^eu-         | true
          ${node.pool}          | =                | batch        | true
          ${env.PATH}           | is_set           | ''           | false
          ${attr.kernel.name}   | resembles        | linux        | false
          ${node.unique.id}     | =                | 4d2b         | false
          ${attr.unique.hostname} | !=             | old-1        | true
          """)
  void constraintsHoldAsTheSchedulerHasThem(
      String left, String operand, String right, boolean holds) {
    Where where =
        new Where(
            "batch",
            List.of("*"),
            List.of(new Constraint(left, operand, right)),
            Set.of(),
            Set.of());

    assertThat(Feasibility.refusal(where, NODE).isEmpty()).isEqualTo(holds);
  }

  @Test
  void aRefusalNamesTheConstraintAndWhatTheNodesHave() {
    assertThat(refusal(new Constraint("${attr.kernel.name}", "=", "windows")))
        .contains(
            "constraint ${attr.kernel.name} = windows does not hold: the nodes have \"linux\" there");
    assertThat(refusal(new Constraint("${attr.gpu}", "=", "a100")))
        .contains(
            "constraint ${attr.gpu} = a100 does not hold: the nodes have no such attribute there");
    assertThat(refusal(new Constraint("${node.unique.name}", "=", "build-1")))
        .contains(
            "constraint ${node.unique.name} = build-1 asks for one certain node, which no new one is");
  }

  @Test
  void nodePoolDatacentersDriversAndVolumesMustBeThere() {
    assertThat(Feasibility.refusal(Where.DEFAULT, NODE))
        .contains("it asks for node pool default, and the nodes are in batch");
    assertThat(Feasibility.refusal(where("all", "eu-*", "docker", "cache"), NODE)).isEmpty();
    assertThat(Feasibility.refusal(where("batch", "us-*", "docker", "cache"), NODE))
        .contains("it asks for datacenters us-*, and the nodes are in eu-1");
    assertThat(Feasibility.refusal(where("batch", "eu-?", "docker", "cache"), NODE)).isPresent();
    assertThat(Feasibility.refusal(where("batch", "*", "java", "cache"), NODE))
        .contains("it asks for driver java, which the nodes do not have");
    assertThat(Feasibility.refusal(where("batch", "*", "docker", "data"), NODE))
        .contains("it asks for host volume data, which the nodes do not have");
  }

  private static Where where(String pool, String datacenter, String driver, String volume) {
    return new Where(pool, List.of(datacenter), List.of(), Set.of(driver), Set.of(volume));
  }

  private static Optional<String> refusal(Constraint constraint) {
    return Feasibility.refusal(
        new Where("batch", List.of("*"), List.of(constraint), Set.of(), Set.of()), NODE);
  }
}
