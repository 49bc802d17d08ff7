package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.health.scheduling.LookTerms;
import nomadops.health.scheduling.policy.WedgeTerms;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import org.junit.jupiter.api.Test;

class CanarySettingsTest {
  private static Resolved resolved(Map<String, String> flags) {
    return Settings.resolve(
            new Catalogue("health", CanarySettings.ALL),
            flags,
            Map.of(),
            new Node.Mapping(List.of(), Position.of("none")))
        .orThrow();
  }

  @Test
  void nothingIsAskedForUnlessSomebodyWantsIt() {
    Resolved usual = resolved(Map.of());
    assertThat(usual.get(CanarySettings.CANARY)).isFalse();
    assertThat(usual.get(CanarySettings.FREE_WEDGED_LEADER)).isFalse();
    assertThat(CanarySettings.looks(usual))
        .isEqualTo(new LookTerms(Duration.ofSeconds(10), Duration.ofSeconds(30)));
    assertThat(CanarySettings.wedge(usual)).isEqualTo(WedgeTerms.usual());
  }

  @Test
  void aHandOverHoldsForAsLongAsWhatIsToFollowTakes() {
    Resolved slow = resolved(Map.of("wedged-after", "30m", "condemned-after", "1h"));
    WedgeTerms terms = CanarySettings.wedge(slow);
    assertThat(terms.further()).isEqualTo(Duration.ofHours(1));
    assertThat(terms.handOverHolds()).isEqualTo(Duration.ofMinutes(150));
  }
}
