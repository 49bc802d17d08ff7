package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nomadops.runtime.signature.Proof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A request that was signed, and then changed somewhere on its way.
class MutationPropertyTest {

  static long[] seeds() {
    return new Random(20261123).longs(8).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noChangeOfASignedRequestIsAccepted(long seed) throws InterruptedException {
    Random random = new Random(seed);
    WebhookRig rig = new WebhookRig(List.of());
    for (int i = 0; i < 500; i++) {
      String secret = random.nextBoolean() ? WebhookRig.SECRET : WebhookRig.OTHER;
      byte[] body = WebhookRig.NOTICE.replace("r1", "r" + i).getBytes(UTF_8);
      Proof right =
          WebhookRig.signed(
              secret,
              WebhookRig.START.plusSeconds(random.nextInt(601) - 300),
              new String(body, UTF_8));
      String timestamp = right.timestamps().getFirst();
      String signature = right.signatures().getFirst();
      byte[] changedBody = body;
      String changedTimestamp = timestamp;
      String changedSignature = signature;
      switch (random.nextInt(4)) {
        case 0 -> changedBody = mutated(body, random);
        case 1 -> changedTimestamp = mutated(timestamp, random);
        case 2 -> changedSignature = mutated(signature, random);
        default -> {
          changedBody = mutated(body, random);
          changedSignature = mutated(signature, random);
        }
      }
      boolean same =
          Arrays.equals(body, changedBody)
              && timestamp.equals(changedTimestamp.strip())
              && signature.equals(changedSignature.strip());
      if (!same) {
        Answer answer =
            rig.desk.answer(
                new Route.Own(),
                new Proof(List.of(changedTimestamp), List.of(changedSignature)),
                changedBody,
                "test");
        assertThat(answer.status())
            .as(
                "seed %d, turn %d: %s, %s, %s",
                seed, i, changedTimestamp, changedSignature, new String(changedBody, ISO_8859_1))
            .isEqualTo(401);
      }
    }
    assertThat(rig.drainer.bulletins()).as("seed %d", seed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverASignedBodyHoldsIsAnsweredAndAllOrNothingOfItIsTaken(long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    WebhookRig rig =
        new WebhookRig(WebhookRig.terms(Duration.ZERO), List.of(Samples.mapping("azure.yaml")));
    for (int i = 0; i < 200; i++) {
      boolean own = random.nextBoolean();
      String whole =
          own
              ? "[{\"id\":\"a%d\",\"instance\":\"vm-1\"},{\"id\":\"b%d\",\"instance\":\"vm-2\"}]"
                  .formatted(i, i)
              : Samples.text("azure.json");
      String body = new String(mutated(whole.getBytes(UTF_8), random), ISO_8859_1);
      int before = rig.drainer.bulletins().size();
      Route route = own ? new Route.Own() : new Route.Mapped("azure-scheduled-events");
      Answer answer = rig.post(route, body);
      int taken = rig.drainer.bulletins().size() - before;
      assertThat(answer.status()).as("seed %d: %s", seed, body).isIn(200, 400, 503);
      if (answer.status() == 400) {
        assertThat(taken).as("seed %d: %s", seed, body).isZero();
      }
    }
  }

  private static String mutated(String text, Random random) {
    return new String(mutated(text.getBytes(ISO_8859_1), random), ISO_8859_1);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    byte[] changed =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(bytes, at);
          case 1 -> {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
            longer[at] = (byte) random.nextInt(128);
            yield longer;
          }
          case 2 -> {
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
            System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
            yield shorter;
          }
          default -> bytes.clone();
        };
    if (changed.length > 0 && random.nextInt(3) == 0) {
      int flipped = random.nextInt(changed.length);
      changed[flipped] = (byte) (changed[flipped] ^ (1 << random.nextInt(8)));
    }
    return changed;
  }
}
