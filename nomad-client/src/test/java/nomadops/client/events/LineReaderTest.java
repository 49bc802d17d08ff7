package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

  @Test
  void linesOfAnyLengthComeWholeHoweverTheyArrive() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add("x".repeat(random.nextInt(i % 10 == 0 ? 100_000 : 100)));
    }
    String text = String.join("\n", lines) + "\ncut";
    LineReader reader = new LineReader(dripping(text, random), 1 << 20);
    List<String> read = new ArrayList<>();
    for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
      read.add(new String(line.get(), StandardCharsets.UTF_8));
    }
    assertThat(read).as("-Dseed=%d", seed).isEqualTo(lines);
  }

  @Test
  void aLineThatIsTooLongIsLeftOutAndTheNextOneComes() throws Exception {
    String text = "a\n" + "x".repeat(100_000) + "\nb\n";
    LineReader reader = new LineReader(dripping(text, new Random(1)), 20_000);
    assertThat(reader.next().orElseThrow()).asString().isEqualTo("a");
    assertThatThrownBy(reader::next).isInstanceOf(BrokenLineException.class);
    assertThat(reader.next().orElseThrow()).asString().isEqualTo("b");
    assertThat(reader.next()).isEmpty();
  }

  private static InputStream dripping(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(3_000)));
      }
    };
  }
}
