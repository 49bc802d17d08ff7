package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.time.Pause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `docs/drainer-webhook.md` tells people to type does what it says.
@Timeout(120)
class DocumentationTest {

  /// The block that begins with these words.
  private static String block(String fence) throws IOException {
    String page = Files.readString(Path.of("../docs/drainer-webhook.md"));
    Matcher block =
        Pattern.compile("```" + Pattern.quote(fence) + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as(fence).isTrue();
    return block.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"azure.yaml", "gcp-metadata.yaml", "gcp-pubsub.yaml"})
  void itsMappingsAreTheOnesThatAreTested(String name) throws IOException {
    assertThat(block("yaml " + name)).isEqualTo(Samples.text(name));
  }

  @Test
  void itsThreeLinesSendANotice() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/curl"))
            && Files.isExecutable(Path.of("/usr/bin/openssl")),
        "curl and openssl");
    FakeDrainer drainer = new FakeDrainer();
    drainer.then(FakeDrainer::safe);
    WebhookTerms terms =
        WebhookTerms.signed(WebhookRig.ANY, new Secrets(List.of(WebhookRig.SECRET)));
    try (Webhook webhook =
        Webhook.start(terms, List.of(), drainer, drainer, InstantSource.system(), Pause.system())) {
      assertThat(typed(webhook, WebhookRig.SECRET)).contains("\"state\":\"safe\"").endsWith(" 200");
      assertThat(typed(webhook, WebhookRig.OTHER)).contains("not signed").endsWith(" 401");
    }
    assertThat(drainer.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.instance()).isEqualTo(WebhookRig.INSTANCE));
  }

  private static String typed(Webhook webhook, String secret)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", block("sh")).redirectErrorStream(true);
    shell.environment().put("SECRET", secret);
    shell.environment().put("WEBHOOK", "http://" + webhook.address());
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(printed).isTrue();
    return printed;
  }
}
