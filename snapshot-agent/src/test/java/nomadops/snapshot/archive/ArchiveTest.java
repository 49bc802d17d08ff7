package nomadops.snapshot.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private static final byte[] STATE = state(300_000);

  @Test
  void aWholeArchiveTellsItsIndexAndDigest() throws Exception {
    byte[] bytes = Archives.whole(48_211, STATE);
    ArchiveFacts facts = Archive.check(new ByteArrayInputStream(bytes));
    assertThat(facts.index()).isEqualTo(48_211);
    assertThat(facts.term()).isEqualTo(3);
    assertThat(facts.bytes()).isEqualTo(bytes.length);
    assertThat(facts.stateBytes()).isEqualTo(STATE.length);
    assertThat(facts.sha256()).isEqualTo(Archives.sum(bytes));
  }

  /// Rows are skipped through buffers that end where they like.
  @Test
  void whatIsSkippedIsHashedToo() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      state.write(0x80);
      int rows = 200 + random.nextInt(200);
      for (int i = 0; i < rows; i++) {
        byte[] text = new byte[1 + random.nextInt(3_000)];
        random.nextBytes(text);
        state.writeBytes(
            new byte[] {1, (byte) 0xda, (byte) (text.length >> 8), (byte) text.length});
        state.writeBytes(text);
      }
      ArchiveFacts facts =
          Archive.check(new ByteArrayInputStream(Archives.whole(7, state.toByteArray())));
      assertThat(facts.stateBytes()).as("seed %d", seed).isEqualTo(state.size());
      assertThat(facts.contents())
          .as("seed %d", seed)
          .isEqualTo(new Contents.Read(Map.of("jobs", (long) rows), new Keyring.None()));
    }
  }

  /// Nothing of it may be left out, wherever the cut is.
  @Test
  void aCutArchiveIsBadWhereverItIsCut() {
    byte[] bytes = Archives.whole(7, STATE);
    Random random = new Random(20261127);
    for (int i = 0; i < 60; i++) {
      int cut = i < 20 ? bytes.length - 1 - i : random.nextInt(bytes.length);
      refused(Arrays.copyOf(bytes, cut), "");
    }
  }

  @Test
  void aFlippedBitIsFoundWhereverItIs() {
    byte[] bytes = Archives.whole(7, STATE);
    Random random = new Random(20261128);
    for (int i = 0; i < 60; i++) {
      byte[] harmed = bytes.clone();
      // The ten bytes of gzip's header hold a time and an operating system, which nobody checks.
      harmed[10 + random.nextInt(bytes.length - 10)] ^= (byte) (1 << random.nextInt(8));
      refused(harmed, "");
    }
  }

  @Test
  void theFilesInsideMustBeTheOnesOfItsSums() {
    Map<String, byte[]> files = Archives.files(7, STATE);
    byte[] other = STATE.clone();
    other[5]++;
    files.put("state.bin", other);
    refused(Archives.of(files), "the digest of its state.bin");
    files = Archives.files(7, STATE);
    files.put("meta.json", text("{\"Index\":8,\"Term\":3,\"Size\":" + STATE.length + "}"));
    refused(Archives.of(files), "the digest of its meta.json");
  }

  @Test
  void aFileThatIsMissingOrStrangeIsNamed() {
    for (String name : new String[] {"meta.json", "state.bin", "SHA256SUMS"}) {
      Map<String, byte[]> files = Archives.files(7, STATE);
      files.remove(name);
      refused(Archives.of(files), "it lacks " + name);
    }
    Map<String, byte[]> files = Archives.files(7, STATE);
    files.put("passwd", text("x"));
    refused(Archives.of(files), "no snapshot has: passwd");
  }

  @Test
  void theStateMustBeAsLongAsItsMetaSays() {
    byte[] meta = text("{\"Index\":7,\"Term\":3,\"Size\":1}");
    refused(Archives.of(Archives.files(meta, STATE)), "its meta.json says 1");
    refused(Archives.of(Archives.files(text("{\"Size\":300000}"), STATE)), "no Raft index");
    refused(Archives.of(Archives.files(text("{"), STATE)), "no JSON");
  }

  @Test
  void sumsThatAreNoSumsAreBad() {
    Map<String, byte[]> files = Archives.files(7, STATE);
    files.put("SHA256SUMS", text("nothing\n"));
    refused(Archives.of(files), "SHA256SUMS");
  }

  @Test
  void whatIsNoSnapshotAtAllIsCalledSo() {
    refused(text("{\"no\": \"gzip\"}"), "no snapshot of Nomad");
    refused(new byte[0], "cut or damaged");
  }

  /// A disk that cannot be read says nothing about the snapshot.
  @Test
  void aFileThatCannotBeReadIsNoBadArchive() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> Archive.check(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> Archive.check(new ByteArrayInputStream(bytes)))
        .isInstanceOf(BadArchive.class)
        .hasMessageContaining(why);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] state(int length) {
    byte[] state = new byte[length];
    new Random(4).nextBytes(state);
    return state;
  }
}
