package nomadops.client.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// Reads a private key: PKCS#8 (RSA, EC, Ed25519), PKCS#1 (`RSA PRIVATE KEY`) or SEC 1 (`EC PRIVATE
/// KEY`).
final class PrivateKeys {
  private PrivateKeys() {}

  static PrivateKey read(Path file) throws IOException {
    for (PemBlock block : PemBlock.read(file)) {
      switch (block.type()) {
        case "PRIVATE KEY" -> {
          return pkcs8(file, block.der(), List.of("RSA", "EC", "Ed25519"));
        }
        case "RSA PRIVATE KEY" -> {
          return pkcs8(file, Der.pkcs8OfRsa(block.der()), List.of("RSA"));
        }
        case "EC PRIVATE KEY" -> {
          return pkcs8(file, ec(file, block.der()), List.of("EC"));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new IOException(
                "the key in " + file + " is encrypted; decrypt it, and protect the file instead");
        default -> {
          // certificates and parameters may stand in the same file
        }
      }
    }
    throw new IOException("the file " + file + " holds no PEM private key");
  }

  private static byte[] ec(Path file, byte[] sec1) throws IOException {
    try {
      return Der.pkcs8OfEc(sec1);
    } catch (IllegalArgumentException e) {
      throw new IOException("the EC key in " + file + " is broken: " + e.getMessage(), e);
    }
  }

  private static PrivateKey pkcs8(Path file, byte[] der, List<String> algorithms)
      throws IOException {
    IOException failure = new IOException("the key in " + file + " is none of " + algorithms);
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }
}
