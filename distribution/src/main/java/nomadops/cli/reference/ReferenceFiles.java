package nomadops.cli.reference;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import nomadops.runtime.config.ConfigPrint;
import picocli.CommandLine.Model.CommandSpec;

/// Writes what a system wants of a command, in the usual places below a `share` folder: man pages,
/// completion, and for each service a configuration that changes nothing as it stands. The build
/// calls it; the distribution holds its files.
public final class ReferenceFiles {
  private ReferenceFiles() {}

  /// Writes all of them.
  ///
  /// @param services name to the words of its command, e.g. `gc` to `gc run`
  /// @param date of the release, ISO: the pages of one release are the same whenever they are made
  /// @throws IOException when the folder cannot be written
  public static void write(
      CommandSpec root, Map<String, List<String>> services, Path share, String release, String date)
      throws IOException {
    List<CommandPage> pages = CommandPage.all(root);
    Path man = Files.createDirectories(share.resolve("man/man1"));
    for (CommandPage page : pages) {
      ManPage manual = new ManPage(page, release, date);
      // Compressed as a system keeps them; the JDK writes no time into it, so it stays the same.
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(man.resolve(manual.name() + ".1.gz")))) {
        out.write(manual.roff().getBytes(StandardCharsets.UTF_8));
      }
    }
    Path bash = Files.createDirectories(share.resolve("bash-completion/completions"));
    Files.writeString(bash.resolve(root.name()), Completion.bash(root));
    Path zsh = Files.createDirectories(share.resolve("zsh/site-functions"));
    Files.writeString(zsh.resolve("_" + root.name()), Completion.zsh(root));
    Path config = Files.createDirectories(share.resolve("config"));
    for (Map.Entry<String, List<String>> service : services.entrySet()) {
      CommandPage page = page(pages, service.getValue());
      Files.writeString(
          config.resolve(service.getKey() + ".yaml"),
          ConfigPrint.template(page.catalogue().orElseThrow()));
    }
  }

  /// The page `docs/cli.md`.
  public static String commands(CommandSpec root) {
    return CommandReference.markdown(root);
  }

  /// The page `docs/configuration.md`.
  public static String configuration(CommandSpec root) {
    return ConfigurationReference.markdown(root);
  }

  /// Writes what tells these libraries from others, for the launcher.
  ///
  /// @param classes of the distribution: its own and its libraries
  /// @throws IOException when one cannot be read, or the file not written
  public static void writeDigest(URLClassLoader classes, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, LibraryDigest.of(classes) + "\n");
  }

  private static CommandPage page(List<CommandPage> pages, List<String> words) {
    return pages.stream()
        .filter(page -> page.words().subList(1, page.words().size()).equals(words))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no command " + words));
  }
}
