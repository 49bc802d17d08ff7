package nomadops.snapshot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.Stored;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// A target in memory that fails when it is told to.
final class FakeTarget implements Target {
  final Map<SnapshotName, byte[]> kept = new TreeMap<>();
  final Set<String> failing = new HashSet<>();
  final List<String> asked = new ArrayList<>();
  private final Path spool;

  FakeTarget(Path spool) {
    this.spool = spool;
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public Path spool() {
    return spool;
  }

  @Override
  public List<Stored> list() throws TargetFault {
    fail("list");
    return kept.entrySet().stream()
        .map(one -> new Stored(one.getKey(), one.getValue().length))
        .toList();
  }

  @Override
  public void put(Path file, SnapshotName name, ArchiveFacts facts) throws TargetFault {
    fail("put");
    try {
      kept.put(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(SnapshotName name) throws TargetFault {
    byte[] bytes = kept.get(name);
    if (bytes == null) {
      throw new TargetFault("gone", null);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void delete(SnapshotName name) throws TargetFault {
    asked.add("delete " + name.file());
    fail("delete");
    kept.remove(name);
  }

  private void fail(String operation) throws TargetFault {
    if (failing.contains(operation)) {
      throw new TargetFault("memory cannot " + operation, null);
    }
  }

  @Override
  public void close() {}
}
