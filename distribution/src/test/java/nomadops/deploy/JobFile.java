package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One of the job files of `deploy/nomad`: a job with one group of one task.
record JobFile(Path path, Hcl root) {
  static final Path FOLDER = Path.of("../deploy/nomad");

  static Stream<JobFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".nomad.hcl"))
          .sorted()
          .map(file -> new JobFile(file, Hcl.read(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the file is called after, e.g. `gc-once`.
  String name() {
    return path.getFileName().toString().replace(".nomad.hcl", "");
  }

  String source() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Hcl variable(String name) {
    return root.block("variable").block(name);
  }

  Hcl job() {
    return root.block("job").block("nomad-ops-" + name());
  }

  Hcl group() {
    return job().block("group").block(name());
  }

  Hcl task() {
    return group().block("task").block(name());
  }

  Hcl config() {
    return task().block("config");
  }

  List<String> arguments() {
    return config().texts("args");
  }

  /// Words of the command before its options, e.g. `health agent`.
  List<String> command() {
    return arguments().stream().takeWhile(word -> !word.startsWith("-")).toList();
  }

  boolean stays() {
    return !job().text("type").equals("batch");
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }
}
