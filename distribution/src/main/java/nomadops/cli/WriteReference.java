package nomadops.cli;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import nomadops.cli.reference.ReferenceFiles;

/// What the build runs, in its own class loader, to make the man pages, the completion, the
/// services' configurations and the digest of the libraries: `WriteReference FOLDER RELEASE DATE`.
final class WriteReference {
  private WriteReference() {}

  public static void main(String... arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    ReferenceFiles.write(
        NomadOps.tree(), Services.ALL, target.resolve("share"), arguments[1], arguments[2]);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (!(loader instanceof URLClassLoader classes)) {
      throw new IOException("the libraries are not known: the class loader is " + loader);
    }
    ReferenceFiles.writeDigest(classes, target.resolve("libexec/lib.sha256"));
  }
}
