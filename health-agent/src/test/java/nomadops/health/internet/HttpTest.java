package nomadops.health.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String NOTHING = "HTTP/1.1 204 No Content";
  private static final String LOGIN = "HTTP/1.1 302 Found\nLocation: http://portal.example/";
  private static final String REGISTRY =
      "HTTP/1.1 401 Unauthorized\nDocker-Distribution-Api-Version: registry/2.0";
  private final FakeInternet internet = new FakeInternet();

  @AfterEach
  void close() throws IOException {
    internet.close();
  }

  @Test
  void nothingWith204IsTheInternet() throws Exception {
    Page page = new Page.Empty(internet.page("HTTP/1.1 204 No Content", ""));

    assertThat(look(LONG, page)).isEqualTo(Finding.ok("1 of 1 empty pages answered"));
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK', <html>Please log in</html>, answered 200 and 26 bytes",
    "'HTTP/1.1 200 OK\nContent-Length: 0', '', answered 200 and 0 bytes",
    "'HTTP/1.1 302 Found\nLocation: http://portal.example/', moved, answered 302 to http://portal.example/ and 5 bytes",
    "'HTTP/1.1 511 Network Authentication Required', '', answered 511 and 0 bytes",
  })
  void anythingElseIsACaptivePortal(String head, String body, String came) throws Exception {
    Page page = new Page.Empty(internet.page(head, body));

    Finding finding = look(LONG, page);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason())
        .isEqualTo(
            "0 of 1 empty pages answered; %s %s instead of 204 and nothing: a captive portal?"
                .formatted(page.target(), came));
    assertThat(finding.failedTargets()).containsExactly(page.target());
  }

  @Test
  void aBodyWithoutEndIsReadNoFurtherThanNeeded() throws Exception {
    HostPort at =
        internet.tcp(connection -> {
          OutputStream out = connection.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[8192]);
          }
        });

    assertThat(look(LONG, new Page.Empty(URI.create("http://" + at))).reason())
        .contains("answered 200 and at least 1024 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\nDocker-Distribution-Api-Version: registry/2.0'",
    "'HTTP/1.1 401 Unauthorized\ndocker-distribution-api-version: registry/2.0'",
    "'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"https://auth.example/token\"'",
  })
  void aRegistryShowsItselfByAHeader(String head) throws Exception {
    Page page = new Page.Registry(internet.page(head, "{}"));

    assertThat(page.address().getPath()).isEqualTo("/v2/");
    assertThat(look(LONG, page)).isEqualTo(Finding.ok("1 of 1 registries answered"));
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK', answered 200 but no header of a registry: a captive portal?",
    "'HTTP/1.1 401 Unauthorized', answered 401 but no header of a registry: a captive portal?",
    "'HTTP/1.1 503 Unavailable\nDocker-Distribution-Api-Version: registry/2.0', answered 503 instead of 200 or 401: no registry?",
    "'HTTP/1.1 307 Moved\nLocation: https://portal.example/', answered 307 to https://portal.example/ instead of 200 or 401: no registry?",
  })
  void whatIsNoRegistryFails(String head, String why) throws Exception {
    Page page = new Page.Registry(internet.page(head, "hello"));

    Finding finding = look(LONG, page);

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).endsWith(page.target() + " " + why);
  }

  @Test
  void silenceAtAnyPointEndsAtTheDeadline() throws Exception {
    HostPort trickle =
        internet.tcp(connection -> {
          connection
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal"
                      .getBytes(StandardCharsets.UTF_8));
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    for (HostPort at : List.of(internet.blackHole(), internet.fullBacklog(), trickle)) {
      Finding finding = look(SHORT, new Page.Empty(URI.create("http://" + at)));

      assertThat(finding.health()).isEqualTo(Health.FAIL);
      assertThat(finding.reason()).endsWith(at + " did not answer within 0.5 s");
    }
  }

  @Test
  void aPageThatIsGoneIsToldAsSuch() throws Exception {
    HostPort at = internet.nobody();

    Finding finding = look(LONG, new Page.Empty(URI.create("http://" + at)));

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).endsWith(at + " cannot be connected to");
    assertThat(look(LONG, new Page.Empty(URI.create("http://" + FakeInternet.NO_NAME))).reason())
        .endsWith(FakeInternet.NO_NAME + ":80 has a name that cannot be resolved");
  }

  @Test
  void aCertificateIsVerified(@TempDir Path folder) throws Exception {
    HostPort at = internet.tls(FakeIdentity.make(folder).server());

    Finding finding = look(LONG, new Page.Registry(URI.create("https://" + at)));

    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.reason()).contains(at + " fails in TLS: ");
  }

  @Test
  void targetsHaveTheUsualPortsOfTheirSchemes() {
    assertThat(new Page.Registry(URI.create("https://registry.example")).target())
        .isEqualTo("registry.example:443");
    assertThat(new Page.Empty(URI.create("http://example.com/generate_204")).target())
        .isEqualTo("example.com:80");
    assertThatThrownBy(() -> new Page.Empty(URI.create("registry.example")))
        .hasMessageContaining("\"registry.example\" is no address of a page");
  }

  /// A portal that lets a registry through is no internet.
  @ParameterizedTest
  @CsvSource({
    "1, true, true, OK, '2 of 2 empty pages answered; 1 of 1 registries answered'",
    "1, false, true, FAIL, '0 of 2 empty pages answered; '",
    "1, true, false, FAIL, '0 of 1 registries answered; '",
    "1, false, false, FAIL, '0 of 2 empty pages answered; '",
    // The quorum is one for both kinds: of one registry, it is that one.
    "2, true, true, OK, '2 of 2 empty pages answered; 1 of 1 registries answered'",
    "100, true, true, OK, '2 of 2 empty pages answered; 1 of 1 registries answered'",
    "2, false, true, FAIL, '0 of 2 empty pages answered; '",
  })
  void eachKindOfPageNeedsItsOwnQuorum(
      int quorum, boolean portalFree, boolean registry, Health health, String reason)
      throws Exception {
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      pages.add(new Page.Empty(internet.page(portalFree ? NOTHING : LOGIN, "")));
    }
    pages.add(new Page.Registry(internet.page(registry ? REGISTRY : LOGIN, "")));

    Finding finding = look(LONG, new Quorum(quorum), pages);

    assertThat(finding.health()).isEqualTo(health);
    assertThat(finding.reason()).startsWith(reason);
    assertThat(finding.failedTargets()).hasSize((portalFree ? 0 : 2) + (registry ? 0 : 1));
  }

  @Test
  void ofOneKindTheQuorumIsReachedWithoutAll() throws Exception {
    Page well = new Page.Empty(internet.page(NOTHING, ""));
    Page away = new Page.Empty(internet.page(LOGIN, ""));
    Page registry = new Page.Registry(internet.page(REGISTRY, "{}"));
    List<Page> pages = List.of(away, registry, well);

    assertThat(look(LONG, new Quorum(1), pages).health()).isEqualTo(Health.OK);
    assertThat(look(LONG, new Quorum(1), pages).failedTargets()).containsExactly(away.target());
    assertThat(look(LONG, new Quorum(2), pages).health()).isEqualTo(Health.FAIL);
  }

  @Test
  void withoutAPageThereIsNothingToCheck() {
    assertThatThrownBy(() -> look(LONG, new Quorum(1), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no pages to get");
  }

  private static Finding look(Duration within, Page page)
      throws InterruptedException, NoSuchAlgorithmException {
    return look(within, new Quorum(1), List.of(page));
  }

  private static Finding look(Duration within, Quorum quorum, List<Page> pages)
      throws InterruptedException, NoSuchAlgorithmException {
    return new Http(pages, quorum, SSLContext.getDefault()).look(within);
  }
}
