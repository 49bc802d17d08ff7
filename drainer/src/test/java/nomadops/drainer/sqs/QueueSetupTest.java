package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QueueSetupTest {
  @Test
  void awsWritesTheCountOfReceivesAsANumberOrAsText() {
    String redrive =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:dead\",\"maxReceiveCount\":%s}";
    assertThat(QueueSetup.of("30", redrive.formatted("5"), "2", false))
        .isEqualTo(new QueueSetup(Duration.ofSeconds(30), OptionalInt.of(5), 2, false));
    assertThat(QueueSetup.of("30", redrive.formatted("\"7\""), "2", false).maxReceives())
        .hasValue(7);
  }

  @Test
  void whatIsNotToldIsNotThere() {
    QueueSetup queue = QueueSetup.of("", "", "", true);
    assertThat(queue).isEqualTo(new QueueSetup(Duration.ZERO, OptionalInt.empty(), 0, true));
    assertThat(QueueSetup.of("x", "{", "-1", false).maxReceives()).isEmpty();
  }
}
