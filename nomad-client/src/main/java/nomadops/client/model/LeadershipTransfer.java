package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who had the lead and who got it, as `PUT /v1/operator/raft/transfer-leadership` answers (2.0.5):
///
/// ```json
/// {"Err": null, "From": {"Address": "10.0.0.1:4647", "ID": "5744..."}, "Noop": false,
///  "To": {"Address": "10.0.0.2:4647", "ID": "5f31..."}}
/// ```
///
/// @param noop the server that was named led already
public record LeadershipTransfer(
    @JsonProperty("From") Server from,
    @JsonProperty("To") Server to,
    @JsonProperty("Noop") boolean noop) {
  public LeadershipTransfer {
    from = from == null ? new Server("", "") : from;
    to = to == null ? new Server("", "") : to;
  }

  /// A server of Raft's; `address` is its RPC address.
  public record Server(@JsonProperty("ID") String id, @JsonProperty("Address") String address) {
    public Server {
      id = Fields.text(id);
      address = Fields.text(address);
    }
  }
}
