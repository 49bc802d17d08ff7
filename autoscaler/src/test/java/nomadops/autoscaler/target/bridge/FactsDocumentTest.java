package nomadops.autoscaler.target.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.target.Target.Reading;
import nomadops.runtime.redaction.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsDocumentTest {
  private static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void everyFieldIsRead() {
    String json =
        """
        {"desired": 2, "min": 0, "max": 20, "owner": "prod", "colour": "not ours",
         "members": [
           {"instance": "vm-7", "state": "in-service", "healthy": false, "guarded": true,
            "launchedAt": "2026-07-01T22:19:58Z"},
           {"instance": "vm-8", "state": "launching", "launchedAt": null}],
         "standstills": [{"kind": "no-launch", "reason": "frozen"}],
         "lastFailure": {"id": "op-12", "at": "2026-07-01T22:19:58Z", "stockout": true,
                         "said": "ZONE_RESOURCE_POOL_EXHAUSTED"}}
        """;
    Instant then = Instant.parse("2026-07-01T22:19:58Z");
    assertThat(read(json))
        .isEqualTo(
            new Reading.Known(
                new GroupFacts(
                    "batch",
                    2,
                    0,
                    20,
                    List.of(
                        new Member("vm-7", State.IN_SERVICE, false, true, Optional.of(then)),
                        new Member("vm-8", State.LAUNCHING, true, false, Optional.empty())),
                    List.of(new Standstill(Standstill.Kind.NO_LAUNCH, "frozen")),
                    Optional.of(
                        new LaunchFailure("op-12", then, true, "ZONE_RESOURCE_POOL_EXHAUSTED")),
                    Optional.of("prod"),
                    AT)));
  }

  @Test
  void theLeastThatIsNeededIsEnough() {
    assertThat(read("{\"desired\":0,\"min\":0,\"max\":9,\"members\":[]}"))
        .isInstanceOf(Reading.Known.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'min':0,'max':9,'members':[]} | desired is missing",
        "{'desired':-1,'min':0,'max':9,'members':[]} | desired is -1",
        "{'desired':1.5,'min':0,'max':9,'members':[]} | desired is 1.5",
        "{'desired':'2','min':0,'max':9,'members':[]} | desired is \"2\"",
        "{'desired':2,'min':3,'max':2,'members':[]} | max is 2, not at least min",
        "{'desired':2,'min':0,'max':9} | members is missing",
        "{'desired':2,'min':0,'max':9,'members':{}} | members is {}, not a list",
        "{'desired':2,'min':0,'max':9,'members':['vm-1']} | members[0] is \"vm-1\"",
        "{'desired':2,'min':0,'max':9,'members':[{'state':'warm'}]} | members[0].instance is missing",
        "{'desired':2,'min':0,'max':9,'members':[{'instance':'a','state':'up'}]} | members[0].state is \"up\", not one of launching, in-service",
        "{'desired':2,'min':0,'max':9,'members':[{'instance':'a','state':'warm','guarded':1}]} | members[0].guarded is 1",
        "{'desired':2,'min':0,'max':9,'members':[{'instance':'a','state':'warm'},{'instance':'a','state':'warm'}]} | members[1].instance is \"a\"",
        "{'desired':2,'min':0,'max':9,'members':[],'standstills':[{'kind':'all','reason':'x'}]} | standstills[0].kind is \"all\"",
        "{'desired':2,'min':0,'max':9,'members':[],'lastFailure':{'id':'x','said':'y'}} | lastFailure.at is missing",
        "{'desired':2,'min':0,'max':9,'members':[],'lastFailure':{'id':'x','said':'y','at':'now'}} | lastFailure.at is \"now\"",
        "{'desired':2,'min':0,'max':9,'members':[],'owner':' '} | owner is \" \"",
        "[] | no JSON object",
        "<html> | no JSON"
      })
  void aFaultIsNamedByItsField(String json, String expected) {
    assertThat(read(json.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Reading.Unknown.class,
            unknown -> assertThat(unknown.reason()).startsWith("group batch: ").contains(expected));
  }

  @Test
  void anEmptyDocumentIsNoDocument() {
    assertThat(read("")).isInstanceOf(Reading.Unknown.class);
  }

  private static Reading read(String json) {
    return FactsDocument.read("batch", json, AT, new Redaction(List.of()));
  }
}
