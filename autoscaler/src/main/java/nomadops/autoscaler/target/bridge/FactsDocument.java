package nomadops.autoscaler.target.bridge;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.target.Target.Reading;
import nomadops.runtime.redaction.Redaction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a webhook or a program says of its group:
///
/// ```json
/// {"desired": 2, "min": 0, "max": 20, "owner": "prod",
///  "members": [{"instance": "vm-7", "state": "in-service", "healthy": true, "guarded": false,
///               "launchedAt": "2026-07-01T22:19:58Z"}],
///  "standstills": [{"kind": "no-launch", "reason": "frozen over the weekend"}],
///  "lastFailure": {"id": "op-12", "at": "2026-07-01T22:19:58Z", "stockout": true,
///                  "said": "ZONE_RESOURCE_POOL_EXHAUSTED"}}
/// ```
final class FactsDocument {
  private static final JsonMapper JSON = new JsonMapper();

  private FactsDocument() {}

  /// Reads it.
  ///
  /// @param group as the configuration has it
  /// @param redaction of what is told of the document
  /// @return [Reading.Unknown] that names the field when something is wrong with it
  static Reading read(String group, String json, Instant at, Redaction redaction) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.isObject()) {
        return new Reading.Known(facts(group, new Fields(node, ""), at));
      }
      return unknown(group, "what it says of itself is no JSON object");
    } catch (Unfit e) {
      return unknown(group, redaction.clean(e.said()));
    } catch (JacksonException e) {
      return unknown(
          group, "what it says of itself is no JSON: " + redaction.clean(e.getOriginalMessage()));
    }
  }

  private static Reading unknown(String group, String what) {
    return new Reading.Unknown("group " + group + ": " + what);
  }

  private static GroupFacts facts(String group, Fields fields, Instant at) {
    int min = fields.count("min");
    int max = fields.count("max");
    if (max < min) {
      throw fields.unfit("max", "at least min, which is " + min);
    }
    return new GroupFacts(
        group,
        fields.count("desired"),
        min,
        max,
        members(fields),
        fields.objects("standstills").stream().map(FactsDocument::standstill).toList(),
        fields.has("lastFailure")
            ? Optional.of(failure(fields.object("lastFailure")))
            : Optional.empty(),
        fields.optionalText("owner", "the owner's name"),
        at);
  }

  /// Left out, the list could mean that there are none or that nobody looked.
  private static List<Member> members(Fields fields) {
    if (!fields.has("members")) {
      throw new Unfit("members", "missing", "a list of machines, empty for none");
    }
    Set<String> ids = new HashSet<>();
    return fields.objects("members").stream()
        .map(one -> {
          Member member = member(one);
          if (!ids.add(member.instance())) {
            throw one.unfit("instance", "another than those before it");
          }
          return member;
        })
        .toList();
  }

  private static Member member(Fields fields) {
    return new Member(
        fields.text("instance", "the cloud's id of the machine"),
        fields.word("state", State.class),
        fields.flag("healthy", true),
        fields.flag("guarded", false),
        fields.time("launchedAt"));
  }

  private static Standstill standstill(Fields fields) {
    return new Standstill(
        fields.word("kind", Standstill.Kind.class), fields.text("reason", "a text for people"));
  }

  private static LaunchFailure failure(Fields fields) {
    return new LaunchFailure(
        fields.text("id", "an id"),
        fields.time("at").orElseThrow(() -> new Unfit("lastFailure.at", "missing", "a time")),
        fields.flag("stockout", false),
        fields.text("said", "a text for people"));
  }
}
