package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.cli.DrainerSettings.Answer;
import nomadops.drainer.cli.MaintenanceRules.Rule;
import nomadops.drainer.cli.MaintenanceRules.When;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

/** Row 13: weeks ahead for a reboot, at once for hardware that fails. */
class MaintenanceRulesTest {
  private static final Duration LEAD = Duration.ofHours(1);

  private static final MaintenanceRules RULES =
      new MaintenanceRules(
          List.of(
              new Rule(new Glob("*RETIREMENT*"), When.NOW, Optional.empty()),
              new Rule(new Glob("*REBOOT*"), When.AHEAD, Optional.of(Duration.ofHours(6))),
              new Rule(new Glob("*FLEXIBLE*"), When.IGNORE, Optional.empty()),
              new Rule(new Glob("*POWER*"), When.CORDON, Optional.empty())),
          Answer.DRAIN,
          LEAD);

  private static Response to(MaintenanceRules rules, String code) {
    return rules.response(
        new Notice.Maintenance(
            new InstanceId("i-1"), Instant.EPOCH, "e", code, Optional.empty(), false));
  }

  @Test
  void theFirstRuleForTheCodeCounts() {
    assertThat(to(RULES, "AWS_EC2_INSTANCE_RETIREMENT_EXPEDITED")).isEqualTo(new Response.Drain());
    assertThat(to(RULES, "AWS_EC2_INSTANCE_REBOOT_FLEXIBLE_MAINTENANCE_SCHEDULED"))
        .isEqualTo(new Response.DrainAhead(Duration.ofHours(6)));
    assertThat(to(RULES, "AWS_EC2_FLEXIBLE")).isEqualTo(new Response.Ignore());
    assertThat(to(RULES, "AWS_EC2_INSTANCE_POWER_MAINTENANCE_SCHEDULED"))
        .isEqualTo(new Response.Cordon());
  }

  @Test
  void aCodeWithoutARuleIsTreatedAsEveryMaintenance() {
    assertThat(to(RULES, "AWS_EC2_INSTANCE_STOP_SCHEDULED"))
        .isEqualTo(new Response.DrainAhead(LEAD));
    assertThat(to(new MaintenanceRules(List.of(), Answer.CORDON, LEAD), "any"))
        .isEqualTo(new Response.Cordon());
    assertThat(to(new MaintenanceRules(List.of(), Answer.IGNORE, LEAD), "any"))
        .isEqualTo(new Response.Ignore());
  }
}
