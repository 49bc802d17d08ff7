package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// A server as gossip knows it. What gossip does not tell is empty.
///
/// @param name with its region, for example `lab1.global`
/// @param status `alive`, `leaving`, `left` or `failed`
/// @param tags what the server announces
public record AgentMember(
    @JsonProperty("Name") String name,
    @JsonProperty("Status") String status,
    @JsonProperty("Tags") Map<String, String> tags) {
  public AgentMember {
    name = Fields.text(name);
    status = Fields.text(status);
    tags = Fields.texts(tags);
  }

  /// The members in an answer of `/v1/agent/members`.
  ///
  /// @throws tools.jackson.core.JacksonException when it is broken or of another shape
  public static List<AgentMember> listOf(byte[] json) {
    return NomadJson.read(json, Gossip.class).members();
  }

  /// The version that it runs, for example `2.0.5`.
  public String build() {
    return tags.getOrDefault("build", "");
  }

  /// `nomad` for a server of Nomad's.
  public String role() {
    return tags.getOrDefault("role", "");
  }

  /// The whole answer.
  record Gossip(@JsonProperty("Members") List<AgentMember> members) {
    Gossip {
      members = Fields.list(members);
    }
  }
}
