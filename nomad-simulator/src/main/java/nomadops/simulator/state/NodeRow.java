package nomadops.simulator.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client node.
///
/// @param spec what its client registered
/// @param computedClass shared by nodes that are the same to most constraints
public record NodeRow(
    String id,
    NodeSpec spec,
    String computedClass,
    String status,
    String eligibility,
    @Nullable Drain drain,
    Drain.@Nullable Last lastDrain,
    List<Note> notes,
    long statusUpdatedAt,
    long createIndex,
    long modifyIndex) {

  public NodeRow {
    notes = List.copyOf(notes);
  }

  /// A line in the node's list of events.
  public record Note(String message, String subsystem, String timestamp, long createIndex) {}

  /// A node that is ready and eligible, and whose indexes are filled in when it is stored.
  public static NodeRow registered(String id, NodeSpec spec, Note note, long seconds) {
    return new NodeRow(
        id,
        spec,
        spec.computedClass(),
        "ready",
        "eligible",
        null,
        null,
        List.of(note),
        seconds,
        0,
        0);
  }

  public String name() {
    return spec.name();
  }

  public boolean ready() {
    return status.equals("ready") && eligibility.equals("eligible") && drain == null;
  }

  /// Its client registers anew, with what has changed.
  public NodeRow withSpec(NodeSpec newSpec, long index) {
    return new NodeRow(
        id,
        newSpec,
        newSpec.computedClass(),
        status,
        eligibility,
        drain,
        lastDrain,
        notes,
        statusUpdatedAt,
        createIndex,
        index);
  }

  public NodeRow withStatus(String newStatus, long seconds, Note note, long index) {
    return new NodeRow(
        id,
        spec,
        computedClass,
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
        spec,
        computedClass,
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
        spec,
        computedClass,
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
        spec,
        computedClass,
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
