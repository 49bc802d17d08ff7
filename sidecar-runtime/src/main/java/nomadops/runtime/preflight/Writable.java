package nomadops.runtime.preflight;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether something could be written, without writing it.
public final class Writable {
  private Writable() {}

  /// A file that is there has to be writable, else its folder.
  public static Finding file(String check, String subject, Path file) {
    Path at = file.toAbsolutePath();
    Path folder = at.getParent();
    boolean there = Files.exists(at);
    boolean could =
        there
            ? Files.isRegularFile(at) && Files.isWritable(at)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (could) {
      return new Finding.Passed(check, subject, file + " can be written");
    }
    return new Finding.Missing(
        check,
        subject,
        file + " cannot be written by " + System.getProperty("user.name"),
        "make the folder " + folder + " and give it to this user");
  }

  /// A folder has to be there, and files be made in it.
  public static Finding folder(String check, String subject, Path folder) {
    if (Files.isDirectory(folder) && Files.isWritable(folder)) {
      return new Finding.Passed(check, subject, folder + " can be written");
    }
    return new Finding.Missing(
        check,
        subject,
        folder + " cannot be written by " + System.getProperty("user.name"),
        "give it to this user");
  }
}
