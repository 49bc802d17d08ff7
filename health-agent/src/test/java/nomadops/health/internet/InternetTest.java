package nomadops.health.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InternetTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  @TempDir private static Path folder;
  private static FakeIdentity identity;
  private final FakeInternet internet = new FakeInternet();

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = FakeIdentity.make(folder);
  }

  @AfterEach
  void close() throws IOException {
    internet.close();
  }

  @Test
  void aConnectionIsEnoughWhereTheTargetSaysNoMore() throws Exception {
    Target target = Target.tcp(internet.blackHole());

    assertThat(look(LONG, 1, target)).isEqualTo(Finding.ok("1 of 1 targets answered"));
  }

  @Test
  void aHandshakeWithATrustedCertificateForThatHostIsEnough() throws Exception {
    Target target = Target.tls(internet.tls(identity.server()));

    assertThat(look(LONG, 1, target)).isEqualTo(Finding.ok("1 of 1 targets answered"));
  }

  @Test
  void aCertificateThatNobodyTrustsIsNot() throws Exception {
    Target target = Target.tls(internet.tls(identity.server()));

    Finding finding = check(SSLContext.getDefault(), 1, target).look(LONG);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).contains(target + " fails in TLS: ");
    assertThat(finding.failedTargets()).containsExactly(target.toString());
  }

  @Test
  void aTrustedCertificateForAnotherHostIsNot() throws Exception {
    HostPort at = internet.tls(identity.server());
    Target target = Target.tls(new HostPort("localhost", at.port()));

    Finding finding = look(LONG, 1, target);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).contains("fails in TLS: ").contains("localhost");
  }

  @Test
  void aBlackHoleEndsAtTheDeadline() throws Exception {
    Target silent = Target.tls(internet.blackHole());
    Target full = Target.tcp(internet.fullBacklog());

    Finding finding = look(SHORT, 1, silent, full);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason())
        .isEqualTo(
            "0 of 2 targets answered; %s did not answer within 0.3 s; %s did not answer within 0.3 s"
                .formatted(silent, full));
  }

  @Test
  void twoOfThreeIsAQuorumOfTwoAndTheThirdIsNamed() throws Exception {
    Target first = Target.tcp(internet.blackHole());
    Target second = Target.tls(internet.tls(identity.server()));
    Target gone = Target.tcp(internet.nobody());

    Finding enough = look(LONG, 2, first, second, gone);
    Finding few = look(LONG, 3, first, second, gone);

    assertThat(enough.health()).isEqualTo(Health.OK);
    assertThat(enough.reason())
        .startsWith("2 of 3 targets answered; " + gone + " cannot be connected to: ");
    assertThat(enough.failedTargets()).containsExactly(gone.toString());
    assertThat(few.health()).isEqualTo(Health.FAIL);
  }

  @Test
  void aNameThatIsNoneIsToldAsOne() throws Exception {
    Target target = Target.tcp(new HostPort(FakeInternet.NO_NAME, 443));

    assertThat(look(LONG, 1, target).reason())
        .endsWith(FakeInternet.NO_NAME + ":443 has a name that cannot be resolved");
  }

  @Test
  void anInterruptEndsALook() throws Exception {
    Internet check = check(identity.trusting(), 1, Target.tls(internet.blackHole()));
    FutureTask<Finding> look = new FutureTask<>(() -> check.look(Duration.ofMinutes(10)));
    Thread looking = Thread.ofVirtual().start(look);

    looking.interrupt();

    assertThatThrownBy(() -> look.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void noTargetsAreDoubt() throws Exception {
    assertThat(look(LONG, 1)).isEqualTo(Finding.unknown("there are no targets to ask"));
    assertThatThrownBy(() -> new Quorum(0)).hasMessageContaining("the quorum 0 is too small");
  }

  private static Finding look(Duration within, int quorum, Target... targets) throws Exception {
    return check(identity.trusting(), quorum, targets).look(within);
  }

  private static Internet check(SSLContext trust, int quorum, Target... targets) {
    return new Internet(List.of(targets), new Quorum(quorum), trust, Ticker.system());
  }
}
