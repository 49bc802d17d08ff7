package nomadops.drainer.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The messages of research section 2, one a file.
public final class Samples {
  public static final List<String> ALL =
      List.of(
          "eventbridge-health",
          "eventbridge-health-three-instances",
          "eventbridge-launch",
          "eventbridge-rebalance",
          "eventbridge-spot-interruption",
          "eventbridge-state-change",
          "eventbridge-terminate",
          "eventbridge-terminate-to-warm-pool",
          "group-launch",
          "group-terminate",
          "group-test-notification",
          "sns-eventbridge-spot-interruption",
          "sns-eventbridge-terminate",
          "sns-group-terminate",
          "sns-group-test-notification",
          "sns-raw-group-terminate",
          "sns-subscription-confirmation");

  private Samples() {}

  public static String read(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name + ".json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
