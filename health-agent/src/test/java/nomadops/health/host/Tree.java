package nomadops.health.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine's files, below a folder of the test. */
record Tree(Path root) {
  Tree with(String file, String text) throws IOException {
    Path path = at(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  Tree folder(String path) throws IOException {
    Files.createDirectories(at(path));
    return this;
  }

  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  Machine machine() {
    return new Machine(root);
  }
}
