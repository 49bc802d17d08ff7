package nomadops.simulator.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One client node.
///
/// @param attributes beyond, or instead of, those that every simulated node has
/// @param meta likewise
public record NodeRow(
    String id,
    String name,
    String datacenter,
    String pool,
    String nodeClass,
    int cpu,
    int memoryMb,
    Map<String, String> attributes,
    Map<String, String> meta,
    String status,
    String eligibility,
    @Nullable Drain drain,
    Drain.@Nullable Last lastDrain,
    List<Note> notes,
    long statusUpdatedAt,
    long createIndex,
    long modifyIndex) {

  public NodeRow {
    attributes = Map.copyOf(attributes);
    meta = Map.copyOf(meta);
    notes = List.copyOf(notes);
  }

  /// A line in the node's list of events.
  public record Note(String message, String subsystem, String timestamp, long createIndex) {}

  public boolean ready() {
    return status.equals("ready") && eligibility.equals("eligible") && drain == null;
  }

  public NodeRow withStatus(String newStatus, long seconds, Note note, long index) {
    return new NodeRow(
        id,
        name,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        attributes,
        meta,
        newStatus,
        eligibility,
        drain,
        lastDrain,
        and(note),
        seconds,
        createIndex,
        index);
  }

  public NodeRow withEligibility(String newEligibility, Note note, long index) {
    return new NodeRow(
        id,
        name,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        attributes,
        meta,
        status,
        newEligibility,
        drain,
        lastDrain,
        and(note),
        statusUpdatedAt,
        createIndex,
        index);
  }

  public NodeRow withDrain(
      @Nullable Drain newDrain,
      Drain.@Nullable Last last,
      String newEligibility,
      Note note,
      long index) {
    return new NodeRow(
        id,
        name,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        attributes,
        meta,
        status,
        newEligibility,
        newDrain,
        last,
        and(note),
        statusUpdatedAt,
        createIndex,
        index);
  }

  public NodeRow createdAt(long index) {
    return new NodeRow(
        id,
        name,
        datacenter,
        pool,
        nodeClass,
        cpu,
        memoryMb,
        attributes,
        meta,
        status,
        eligibility,
        drain,
        lastDrain,
        notes,
        statusUpdatedAt,
        index,
        index);
  }

  private List<Note> and(Note note) {
    int from = Math.max(0, notes.size() - 9);
    java.util.ArrayList<Note> all = new java.util.ArrayList<>(notes.subList(from, notes.size()));
    all.add(note);
    return all;
  }
}
