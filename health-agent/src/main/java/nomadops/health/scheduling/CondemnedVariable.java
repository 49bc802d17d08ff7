package nomadops.health.scheduling;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;
import nomadops.health.scheduling.policy.Condemnations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The record of condemnations in a Nomad Variable, which needs no scheduler: Raft takes its writes
/// for as long as there is a leader. Its items:
///
/// | item | value |
/// |---|---|
/// | `condemned` | the server that was condemned last |
/// | `until` | when the next one may be |
/// | `at.SERVER` | when that server was condemned last |
public final class CondemnedVariable {
  /// Where it is.
  public static final String PATH = "nomad-ops/probe/condemned";

  private static final Logger LOG = LoggerFactory.getLogger(CondemnedVariable.class);
  private static final String WHO = "condemned";
  private static final String UNTIL = "until";
  private static final String AT = "at.";

  private final NomadClient nomad;
  private final String namespace;

  public CondemnedVariable(NomadClient nomad, String namespace) {
    this.nomad = nomad;
    this.namespace = namespace;
  }

  /// From the leader; empty when it cannot be read, or is not as we write it.
  Optional<Condemnations> read() throws InterruptedException {
    try {
      Optional<Variable> variable = nomad.variables().read(namespace, PATH).value();
      return Optional.of(variable.map(CondemnedVariable::of).orElse(Condemnations.NONE));
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      LOG.warn("the record {} cannot be read: {}", PATH, fault.getMessage());
    } catch (DateTimeParseException e) {
      LOG.warn("the record {} is not one of ours: {}; delete it", PATH, e.getMessage());
    }
    return Optional.empty();
  }

  /// True only when it is certain that it was written over the record that was read.
  boolean write(Condemnations record) throws InterruptedException {
    try {
      VariableWrite answer =
          nomad.variables().write(namespace, PATH, items(record), OptionalLong.of(record.index()));
      return answer instanceof VariableWrite.Written;
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      LOG.warn("the record {} may not be written: {}", PATH, fault.getMessage());
      return false;
    }
  }

  private static Condemnations of(Variable variable) {
    Map<String, Instant> last = new HashMap<>();
    variable
        .items()
        .forEach((item, value) -> {
          if (item.startsWith(AT)) {
            last.put(item.substring(AT.length()), Instant.parse(value));
          }
        });
    Optional<Condemnations.Current> current =
        Optional.ofNullable(variable.items().get(WHO))
            .map(who ->
                new Condemnations.Current(
                    who, Instant.parse(variable.items().getOrDefault(UNTIL, ""))));
    return new Condemnations(current, last, variable.modifyIndex());
  }

  private static Map<String, String> items(Condemnations record) {
    Map<String, String> items = new HashMap<>();
    record
        .current()
        .ifPresent(current -> {
          items.put(WHO, current.server());
          items.put(UNTIL, current.until().toString());
        });
    record.last().forEach((server, at) -> items.put(AT + server, at.toString()));
    return items;
  }
}
