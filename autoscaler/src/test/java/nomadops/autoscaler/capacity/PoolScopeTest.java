package nomadops.autoscaler.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoolScopeTest {

  /// Pool, class and datacenters; `-` for any, `none` for a class that is not there.
  private static PoolScope scope(String name, String text) {
    String[] parts = text.strip().split("\\s+");
    return new PoolScope(
        name,
        Optional.of(parts[0]).filter(p -> !p.equals("-")),
        Optional.of(parts[1]).filter(p -> !p.equals("-")).map(p -> p.equals("none") ? "" : p),
        parts[2].equals("-") ? List.of() : List.of(parts[2].split(",")));
  }

  private static NodeProfile node(String pool, String nodeClass, String datacenter) {
    return new NodeProfile(
        pool, nodeClass, datacenter, Map.of(), Map.of(), Set.of(), Set.of(), Resources.NONE, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "- - -, true",
    "batch - -, true",
    "all - -, true",
    "default - -, false",
    "batch c5 -, true",
    "batch none -, false",
    "batch c6 -, false",
    "batch c5 eu-1, true",
    "batch c5 us-*, false",
    "- - us-*;eu-?, true",
    "default c5 eu-1, false"
  })
  void whatIsGivenMustAllHold(String scope, boolean matches) {
    assertThat(scope("p", scope.replace(';', ',')).matches(node("batch", "c5", "eu-1")))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "- - -, - - -, true",
    "batch - -, - c5 -, true",
    "batch - -, default - -, false",
    "batch - -, all - -, true",
    "- c5 -, - c6 -, false",
    "- c5 -, - none -, false",
    "- - eu-1, - - eu-2, false",
    "- - eu-*, - - eu-2, true",
    "- - eu-*, - - *-2, true",
    "- - eu-*, - - us-*, false",
    "- - *a*, - - *b*, true",
    "- - a*b, - - a?b, true",
    "- - a*b, - - b*a, false",
    "- - eu-1;us-1, - - ap-1;us-?, true",
    "batch c5 eu-1, batch c5 eu-2, false"
  })
  void poolsThatCouldShareANodeOverlap(String one, String two, boolean overlap) {
    PoolScope first = scope("first", one.replace(';', ','));
    PoolScope second = scope("second", two.replace(';', ','));
    assertThat(first.overlaps(second).isPresent()).isEqualTo(overlap);
    assertThat(second.overlaps(first).isPresent()).isEqualTo(overlap);
  }

  @Test
  void theReasonNamesBothAndWhatTheyShare() {
    assertThat(scope("first", "batch - eu-*").overlaps(scope("second", "batch none eu-1")))
        .contains(
            "pools first and second overlap: both take nodes of node pool batch, no class and"
                + " datacenter eu-*, which eu-1 means, too");
  }
}
