package nomadops.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate with its key, written in just enough DER (RFC 5280).
public record TestCertificate(KeyPair keys, X509Certificate certificate) {
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] IS_AN_AUTHORITY = hex("300f0603551d130101ff040530030101ff");
  private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");
  private static int serial = 1;

  public static TestCertificate authority(String name) throws GeneralSecurityException {
    KeyPair keys = keys("EC", 256);
    return made(keys, name(name), keys, name(name), IS_AN_AUTHORITY);
  }

  /// With an RSA key of 1024 bits, the shortest that TLS takes here: longer ones are slow to make.
  TestCertificate signsRsa(String name) throws GeneralSecurityException {
    return made(keys, subject(), keys("RSA", 1024), name(name), new byte[0]);
  }

  /// With a key on P-256.
  TestCertificate signs(String name) throws GeneralSecurityException {
    return made(keys, subject(), keys("EC", 256), name(name), new byte[0]);
  }

  TestCertificate signsServer(String host) throws GeneralSecurityException {
    byte[] names = tlv(0x30, tlv(0x82, host.getBytes(StandardCharsets.US_ASCII)));
    byte[] extension = tlv(0x30, ALTERNATIVE_NAME, tlv(0x04, names));
    return made(keys, subject(), keys("EC", 256), name("a server"), extension);
  }

  /// Shows this certificate, and asks for one that `trusted` has signed where it asks at all.
  public SSLContext serverContext(TestCertificate trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", trusted.certificate());
    Certificate[] chain = {certificate};
    store.setKeyEntry("own", keys.getPrivate(), new char[0], chain);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  String privateKeyPkcs8Pem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /// PKCS#8 is an envelope around PKCS#1: for 1024 bits, 26 bytes longer.
  String privateKeyPkcs1Pem() {
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
  }

  private byte[] subject() {
    return certificate.getSubjectX500Principal().getEncoded();
  }

  private static TestCertificate made(
      KeyPair issuer, byte[] issuerName, KeyPair own, byte[] name, byte[] extension)
      throws GeneralSecurityException {
    byte[] validity = tlv(0x30, time("200101000000Z"), time("491231235959Z"));
    byte[] extensions = extension.length == 0 ? new byte[0] : tlv(0xa3, tlv(0x30, extension));
    byte[] content =
        tlv(
            0x30,
            tlv(0xa0, hex("020102")),
            tlv(0x02, new byte[] {(byte) (serial++ & 0x7f)}),
            ECDSA_WITH_SHA256,
            issuerName,
            validity,
            name,
            own.getPublic().getEncoded(),
            extensions);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuer.getPrivate());
    signature.update(content);
    byte[] bits = tlv(0x03, new byte[1], signature.sign());
    byte[] der = tlv(0x30, content, ECDSA_WITH_SHA256, bits);
    return new TestCertificate(
        own,
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der)));
  }

  private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static byte[] name(String commonName) {
    byte[] text = tlv(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    return tlv(0x30, tlv(0x31, tlv(0x30, COMMON_NAME, text)));
  }

  private static byte[] time(String utc) {
    return tlv(0x17, utc.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] tlv(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length < 128) {
      all.write(length);
    } else if (length < 256) {
      all.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      all.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
