package nomadops.health.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Test
  void aBodyIsReadByLengthByChunksAndToTheEnd() throws Exception {
    assertThat(read(OK + "CONTENT-length:  5 \r\n\r\nhello, and more"))
        .isEqualTo(new HttpAnswer(200, "hello"));
    assertThat(
            read(OK + "transfer-encoding: Chunked\r\n\r\n3;x=y\r\nhel\r\nA\r\nlo, wörld\r\n0\r\n"))
        .isEqualTo(new HttpAnswer(200, "hello, wörld"));
    assertThat(read(OK + "\r\nhello")).isEqualTo(new HttpAnswer(200, "hello"));
    assertThat(read("HTTP/1.0 404\n\nno")).isEqualTo(new HttpAnswer(404, "no"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void anAnswerThatHasNoBodyIsNotWaitedFor(int status) throws Exception {
    HttpAnswer.Bytes neverEnds =
        new Source("HTTP/1.1 " + status + " x\r\nContent-Length: 7\r\n\r\n", true);

    assertThat(HttpAnswer.read(neverEnds)).isEqualTo(new HttpAnswer(status, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                          | without an answer
          'HTTP/1.1 2'                                                | amid a line: HTTP/1.1 2
          'HTTP/2 200 OK~~'                                           | without a status
          'HTTP/1.1 200 OK~Content-Length: -5~~'                      | Content-Length of -5
          'HTTP/1.1 200 OK~Content-Length: 99999999999~~'             | Content-Length of 999
          'HTTP/1.1 200 OK~Content-Length: 2000000~~'                 | more than 1048576 bytes
          'HTTP/1.1 200 OK~Content-Length: 5~~ab'                     | 2 of 5 bytes
          'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~xy~'           | chunk of size xy
          'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~fffffff~'      | more than 1048576 bytes
          'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ffffffff~'     | chunk of size ffffffff
          'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abc~'        | does not end
          'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ab~'         | amid a line
          """)
  void whatIsNoAnswerIsSaid(String text, String said) {
    assertThatThrownBy(() -> read(text.replace("~", "\r\n")))
        .isInstanceOf(Garbled.class)
        .hasMessageContaining(said);
  }

  @Test
  void whatNeverEndsIsRefusedAndNotHeld() {
    assertThatThrownBy(() -> HttpAnswer.read(new Source(OK + "\r\n", true)))
        .hasMessageContaining("more than 1048576 bytes");
    assertThatThrownBy(() -> HttpAnswer.read(new Source(OK, true)))
        .hasMessageContaining("headers of more than 16384 bytes");
    String chunks = "10000\r\n" + "x".repeat(65_536) + "\r\n";
    assertThatThrownBy(() -> read(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks.repeat(17)))
        .hasMessageContaining("more than 1048576 bytes");
  }

  /// Whatever comes, it is an answer or garbage, never another exception.
  @Test
  void anyBytesAreAnAnswerOrGarbage() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String good =
        OK + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, (char) random.nextInt(256));
        } else {
          text.delete(at, Math.min(text.length() - 1, at + random.nextInt(9)));
        }
      }
      try {
        HttpAnswer answer = read(text.toString());
        assertThat(answer.status()).as("seed %d: %s", seed, text).isBetween(100, 599);
      } catch (Garbled e) {
        assertThat(e).as("seed %d", seed).hasMessageMatching("(?s)\\w+.*");
      } catch (IOException | InterruptedException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
  }

  private static HttpAnswer read(String text) throws IOException, InterruptedException {
    return HttpAnswer.read(new Source(text, false));
  }

  private static final class Source implements HttpAnswer.Bytes {
    private final ByteArrayInputStream in;
    private final boolean goesOn;

    Source(String text, boolean goesOn) {
      this.in = new ByteArrayInputStream(text.getBytes(UTF_8));
      this.goesOn = goesOn;
    }

    @Override
    public int next() {
      int b = in.read();
      return b < 0 && goesOn ? 'x' : b;
    }
  }
}
