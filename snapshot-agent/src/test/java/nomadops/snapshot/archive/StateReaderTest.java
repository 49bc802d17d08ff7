package nomadops.snapshot.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateReaderTest {
  private final ByteArrayOutputStream state = new ByteArrayOutputStream();

  @Test
  void rowsAreCountedByKind() throws IOException {
    bytes(0x80);
    for (int i = 0; i < 3; i++) {
      bytes(1, 0x81);
      text("ID");
      text("job-" + i);
    }
    // A row with every kind of value there is.
    bytes(22, 0x8b);
    text("a");
    bytes(0xc0);
    text("b");
    bytes(0xc3);
    text("c");
    bytes(0xcf, 0, 0, 0, 0, 0, 0, 0, 1);
    text("d");
    bytes(0xcb, 0, 0, 0, 0, 0, 0, 0, 1);
    text("e");
    bytes(0xdc, 0, 2, 0x01, 0xff);
    text("f");
    bytes(0xc4, 2, 9, 9);
    text("g");
    bytes(0xd6, 1, 0, 0, 0, 0);
    text("h");
    bytes(0xc7, 1, 5, 7);
    text("i");
    bytes(0xde, 0, 1, 0xa1, 'k', 0xd0, 0x80);
    text("j");
    bytes(0xda, 0, 1, 'x');
    text("k");
    bytes(0xce, 0, 0, 0, 1);
    bytes(77, 0xc0);
    assertThat(read())
        .isEqualTo(
            new Contents.Read(
                Map.of("jobs", 3L, "variables", 1L, "other", 1L), new Keyring.None()));
  }

  @Test
  void aKeyringThatUnwrapsItselfIsWhole() throws IOException {
    bytes(0x80);
    rootKey("aead", "secret");
    assertThat(keyring()).isEqualTo(new Keyring.Whole(1));
  }

  @Test
  void aKeyringThatAServiceUnwrapsNamesIt() throws IOException {
    bytes(0x80);
    rootKey("aead", "secret");
    rootKey("awskms", "");
    assertThat(keyring()).isEqualTo(new Keyring.Wrapped(2, Set.of("awskms")));
    assertThat(keyring().meaning()).contains("awskms");
  }

  /// Nomad 1.7 and 1.8, and 1.9 before it has migrated the keys.
  @Test
  void aKeyringThatIsOnTheServersAloneIsMissing() throws IOException {
    bytes(0x80, 24, 0x81);
    text("KeyID");
    text("1");
    assertThat(keyring()).isEqualTo(new Keyring.OnServersAlone(1));
    bytes(30, 0x82);
    text("KeyID");
    text("2");
    text("WrappedKeys");
    bytes(0xc0);
    assertThat(keyring()).isEqualTo(new Keyring.OnServersAlone(2));
    assertThat(keyring().meaning()).contains("keystore");
  }

  /// A later Nomad may write what we do not know; that is no reason to throw a snapshot away.
  @Test
  void whateverIsWrittenIsReadToTheEndOrCalledUnknown() throws IOException {
    Random random = new Random(20261127);
    for (int i = 0; i < 3_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertThat(StateReader.read(new Counted(new ByteArrayInputStream(noise))))
          .isInstanceOf(Contents.class);
    }
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 0x91);
    assertThat(StateReader.read(new Counted(new ByteArrayInputStream(deep))))
        .isInstanceOf(Contents.Unknown.class);
  }

  private void rootKey(String provider, String key) {
    bytes(30, 0x82);
    text("KeyID");
    text("1");
    text("WrappedKeys");
    bytes(0x91, 0x82);
    text("Provider");
    text(provider);
    text("KeyEncryptionKey");
    text(key);
  }

  private Keyring keyring() throws IOException {
    return ((Contents.Read) read()).keyring();
  }

  private Contents read() throws IOException {
    return StateReader.read(new Counted(new ByteArrayInputStream(state.toByteArray())));
  }

  private void bytes(int... bytes) {
    for (int one : bytes) {
      state.write(one);
    }
  }

  private void text(String text) {
    state.write(0xa0 | text.length());
    state.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
