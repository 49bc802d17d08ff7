package nomadops.simulator;

/// What a test wants to know about a job in state; names and units are Nomad's.
public record JobFacts(
    String namespace,
    String id,
    String type,
    String status,
    boolean stop,
    int priority,
    long version,
    long submitTime,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex) {}
