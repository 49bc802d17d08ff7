package nomadops.client.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nomadops.client.connection.Tls;

/// Reads PEM files into what the JDK's TLS understands. Faults name the file.
final class Certificates {
  private Certificates() {}

  /// Trust in the given files; in the machine's own certificates when none is given.
  static X509ExtendedTrustManager trust(Tls tls) throws IOException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(tls.caCert().isEmpty() && tls.caPath().isEmpty() ? null : anchors(tls));
      return Stream.of(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IOException("this JDK has no X.509 trust manager"));
    } catch (GeneralSecurityException e) {
      throw new IOException("the CA certificates cannot be used: " + e.getMessage(), e);
    }
  }

  /// Our own certificate with its key.
  static X509ExtendedKeyManager own(Path cert, Path key) throws IOException {
    try {
      KeyStore store = emptyStore();
      Certificate[] chain = read(cert).toArray(Certificate[]::new);
      store.setKeyEntry("client", PrivateKeys.read(key), new char[0], chain);
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, new char[0]);
      return Stream.of(factory.getKeyManagers())
          .filter(X509ExtendedKeyManager.class::isInstance)
          .map(X509ExtendedKeyManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IOException("this JDK has no X.509 key manager"));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the client certificate "
              + cert
              + " and key "
              + key
              + " cannot be used: "
              + e.getMessage(),
          e);
    }
  }

  private static KeyStore anchors(Tls tls) throws IOException, GeneralSecurityException {
    List<Path> files = new ArrayList<>(tls.caCert().stream().toList());
    if (tls.caPath().isPresent()) {
      try (Stream<Path> folder = Files.list(tls.caPath().get())) {
        folder.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    KeyStore store = emptyStore();
    for (Path file : files) {
      for (Certificate certificate : read(file)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
    }
    return store;
  }

  private static List<Certificate> read(Path file) throws IOException {
    List<Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemBlock block : PemBlock.read(file)) {
        if (block.type().equals("CERTIFICATE")) {
          certificates.add(factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate file " + file + " is broken: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw new IOException("the file " + file + " holds no PEM certificate");
    }
    return certificates;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
