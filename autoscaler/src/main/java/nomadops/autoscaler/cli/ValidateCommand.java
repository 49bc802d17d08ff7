package nomadops.autoscaler.cli;

import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Reading;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `autoscaler validate`: whether the configuration is sound, and what it names is there.
final class ValidateCommand {
  private ValidateCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "validate",
            "Checks the configuration, the token's rights and that every group can be read. Changes nothing.",
            AutoscalerSettings.CATALOGUE)
        .flag("offline", "Checks the configuration alone.")
        .footer(
            """

            Exit codes: 0 sound, 1 something that it names is missing or forbidden, 2 the configuration is wrong.

            Example: nomad-ops autoscaler validate -config autoscaler.yaml\
            """)
        .runs(invocation -> run(invocation, time));
  }

  private record Check(String what, boolean ok, String said) {}

  @SuppressWarnings("try") // what is closed may be interrupted
  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    List<PoolConfig> configs = Wiring.checked(settings);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("configuration", true, configs.size() + " pools"));
    if (!invocation.flag("offline")) {
      try (Closer closer = new Closer()) {
        List<PoolSetup> setups =
            Wiring.pools(settings, time, invocation.around().environment(), closer);
        NomadClient nomad =
            closer.register(NomadClient.connect(NomadSettings.connection(settings)));
        checks.add(token(nomad));
        String owner = settings.get(AutoscalerSettings.OWNER);
        for (PoolSetup setup : setups) {
          for (Target target : setup.targets()) {
            checks.add(group(setup.name(), target, owner));
          }
        }
      }
    }
    Table table =
        new Table(
            Table.Column.fixed("CHECK", "check"),
            Table.Column.fixed("OK", "ok"),
            Table.Column.flexible("SAID", "said"));
    checks.forEach(check -> table.row(check.what(), check.ok() ? "yes" : "NO", check.said()));
    invocation.out().print(table.text(invocation.around().outTerminal()));
    return checks.stream().allMatch(Check::ok) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Check token(NomadClient nomad) throws InterruptedException {
    try {
      return switch (new TokenCheck(nomad).ask()) {
        case TokenAnswer.Enough _ ->
            new Check("nomad token", true, "sees all work, and may write to nodes");
        case TokenAnswer.Blind blind -> new Check("nomad token", false, blind.reason());
        case TokenAnswer.Powerless powerless -> new Check("nomad token", false, powerless.reason());
      };
    } catch (NomadFault fault) {
      return new Check("nomad token", false, String.valueOf(fault.getMessage()));
    }
  }

  private static Check group(String pool, Target target, String owner) {
    String what = "group " + target.name() + " of pool " + pool;
    return switch (target.read()) {
      case Reading.Known(GroupFacts facts) -> known(what, facts, owner);
      case Reading.Unknown(String reason) -> new Check(what, false, reason);
      case Reading.Missing(String reason) -> new Check(what, false, reason);
    };
  }

  private static Check known(String what, GroupFacts facts, String owner) {
    if (facts.owner().filter(other -> !other.equals(owner)).isPresent()) {
      return new Check(
          what, false, "it is scaled by \"" + facts.owner().get() + "\", not by \"" + owner + "\"");
    }
    String said =
        "%d machines of %d asked for, between %d and %d"
            .formatted(facts.members().size(), facts.desired(), facts.min(), facts.max());
    return facts.standstills().isEmpty()
        ? new Check(what, true, said)
        : new Check(what, false, said + "; " + facts.standstills().getFirst().reason());
  }
}
