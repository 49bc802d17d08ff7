package nomadops.runtime.preflight;

import static nomadops.runtime.preflight.NomadWorld.NOW;
import static nomadops.runtime.preflight.NomadWorld.grants;
import static nomadops.runtime.preflight.NomadWorld.the;
import static nomadops.runtime.preflight.NomadWorld.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.Grants;
import org.junit.jupiter.api.Test;

/// What is found of a token and its rights.
class RightsChecksTest {
  @Test
  void aTokenMayBeUnknownExpiredAbsentTooMuchOrShortOfLife() {
    assertThat(the("token", w -> w.token = new Look.Forbidden<>("403")).evidence())
        .contains("does not know it");
    assertThat(the("token", w -> w.token = new Look.Failed<>("500: ACL token expired")).evidence())
        .contains("has expired");
    Look<Optional<Grants.Self>> anonymous =
        new Look.Seen<>(Optional.of(new Grants.Self("anonymous", "", false, Optional.empty())));
    assertThat(
            the(
                "token",
                w -> {
                  w.token = anonymous;
                  w.sent = false;
                }))
        .isInstanceOf(Finding.Missing.class);
    assertThat(the("token", w -> w.token = token(true, Optional.empty())))
        .isInstanceOf(Finding.Doubtful.class);
    Optional<Instant> soon = Optional.of(NOW.plus(Duration.ofDays(2)));
    assertThat(the("token", w -> w.token = token(false, soon)).evidence()).contains("expires");
    NomadWorld off = new NomadWorld();
    off.token = new Look.Seen<>(Optional.empty());
    assertThat(off.findings()).allMatch(each -> each instanceof Finding.Passed);
  }

  @Test
  void aRightThatIsNeededIsMissingAndOneThatIsNotIsDoubtful() {
    Finding needed = the("rights", w -> w.grants = grants("{\"Operator\":{\"Policy\":\"read\"}}"));
    assertThat(needed).isInstanceOf(Finding.Missing.class);
    assertThat(needed.remedy())
        .contains("namespace \"*\" { capabilities = [\"list-jobs\"] }")
        .contains("nomad acl policy apply nomad-ops-gc gc.policy.hcl");
    Finding optional =
        the(
            "rights",
            w ->
                w.grants =
                    grants("{\"Namespaces\":[{\"Name\":\"*\",\"Capabilities\":[\"list-jobs\"]}]}"));
    assertThat(optional).isInstanceOf(Finding.Doubtful.class);
    assertThat(optional.evidence()).contains("a pause is not seen");
  }

  @Test
  void aBlockThatHidesTheWiderOneIsNamed() {
    Finding hidden =
        the(
            "rights",
            w ->
                w.grants =
                    grants(
                        "{\"Namespaces\":[{\"Name\":\"*\",\"Capabilities\":[\"list-jobs\"]},{\"Name\":\"ci\"}],\"Operator\":{\"Policy\":\"write\"}}"));
    assertThat(hidden.evidence())
        .contains("not in ci")
        .contains("namespace \"ci\"")
        .contains("hides")
        .doesNotContain("default");
    assertThat(hidden.remedy())
        .contains("namespace \"ci\" { capabilities = [\"list-jobs\"] }")
        .doesNotContain("\"*\"");
  }

  @Test
  void whereRightsCannotBeReadTheyAreAskedForOneByOne() {
    Want list = NomadWorld.TERMS.needs().getFirst().want();
    Finding refused =
        the(
            "rights",
            w -> {
              w.grants = new Look.Forbidden<>("403");
              w.probed = Map.of(list, false);
            });
    assertThat(refused).isInstanceOf(Finding.Missing.class);
    Finding untold =
        the(
            "rights",
            w -> {
              w.grants = new Look.Forbidden<>("403");
              w.probed = Map.of(list, true);
            });
    assertThat(untold).isInstanceOf(Finding.NotTold.class);
    assertThat(untold.subject()).isEqualTo("operator:read");
  }
}
