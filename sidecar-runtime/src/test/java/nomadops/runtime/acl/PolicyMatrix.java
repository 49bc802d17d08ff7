package nomadops.runtime.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nomadops.runtime.acl.PolicyFile.Variant;
import nomadops.runtime.acl.WatchedNomad.Asked;
import nomadops.simulator.agent.AgentOptions;
import nomadops.simulator.agent.NomadAgent;
import org.assertj.core.api.SoftAssertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which rights of a policy are needed: everything that a tool asked is asked again, once with each
/// right taken away. Then something must be refused, or be left out of a list.
///
/// What is asked about may be gone by now: Nomad looks at rights first.
public final class PolicyMatrix implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String APPS = "acl-apps";

  private final URI nomad;
  private final String management;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public PolicyMatrix(URI nomad, String management) {
    this.nomad = nomad;
    this.management = management;
  }

  /// A token with these rules alone.
  public String token(String name, String rules) throws IOException, InterruptedException {
    JsonNode policy = JSON.createObjectNode().put("Name", name).put("Rules", rules);
    done(send(management, "PUT", "/v1/acl/policy/" + name, policy.toString()));
    ObjectNode token = JSON.createObjectNode().put("Name", name).put("Type", "client");
    token.putArray("Policies").add(name);
    String made = done(send(management, "PUT", "/v1/acl/token", token.toString()));
    return JSON.readTree(made).path("SecretID").asString();
  }

  /// Two namespaces with a job that waits and one that is dead in each, so that what is left out of
  /// a list is seen.
  public PolicyMatrix withJobs() throws IOException, InterruptedException {
    done(send(management, "PUT", "/v1/namespace/" + APPS, "{\"Name\":\"" + APPS + "\"}"));
    for (String namespace : List.of("default", APPS)) {
      done(send(management, "PUT", "/v1/jobs?namespace=" + namespace, job(namespace, "acl-waits")));
      done(send(management, "PUT", "/v1/jobs?namespace=" + namespace, job(namespace, "acl-ended")));
      String ended = "/v1/job/acl-ended?namespace=" + namespace;
      done(send(management, "DELETE", ended, ""));
      for (int i = 0;
          !done(send(management, "GET", ended, "")).contains("\"Status\":\"dead\"");
          i++) {
        assertThat(i).as("acl-ended is not dead yet").isLessThan(300);
        Thread.sleep(100);
      }
    }
    return this;
  }

  /// Somebody else leads until this is closed: who follows reads who it is.
  public Held hold(String path) throws IOException, InterruptedException {
    String at = "/v1/var/" + path;
    String body = "{\"Namespace\":\"default\",\"Path\":\"" + path + "\"%s}";
    String lease =
        ",\"Items\":{\"holder\":\"other\"},\"Lock\":{\"TTL\":\"60s\",\"LockDelay\":\"1s\"}";
    String held = done(send(management, "PUT", at + "?lock-acquire", body.formatted(lease)));
    String id = JSON.readTree(held).at("/Lock/ID").asString();
    String release = body.formatted(",\"Lock\":{\"ID\":\"" + id + "\"}");
    return () -> done(send(management, "PUT", at + "?lock-release", release));
  }

  /// A lock that is given back.
  public interface Held {
    void release() throws IOException, InterruptedException;
  }

  /// The body that registers a job which waits. A whole one: a real server looks at the job before
  /// it looks at rights.
  public static String job(String namespace, String id) {
    return """
    {"Job":{"Namespace":"%s","ID":"%s","Name":"%s","Type":"batch","Datacenters":["*"],"TaskGroups":[{"Name":"g","Count":1,"Tasks":[\
    {"Name":"t","Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":20,"MemoryMB":99999}}]}]}}\
    """
        .formatted(namespace, id, id);
  }

  /// Holds a file against what was asked: here, and at a real Nomad when `NOMAD_BIN` names one.
  public void check(PolicyFile file, List<Asked> asked) throws Exception {
    checkHere(file, asked);
    String binary = System.getenv().getOrDefault("NOMAD_BIN", "");
    if (!binary.isEmpty()) {
      try (NomadAgent agent = NomadAgent.start(AgentOptions.of(Path.of(binary)).withAcl(true));
          PolicyMatrix real = new PolicyMatrix(agent.address(), agent.managementToken())) {
        real.withJobs().checkHere(file, asked);
      }
    }
  }

  private void checkHere(PolicyFile file, List<Asked> asked) throws Exception {
    List<String> shortfalls = shortfalls(token(file.tool(), file.rules()), asked);
    assertThat(shortfalls).as("%s with its policy at %s", file.tool(), nomad).isEmpty();
    SoftAssertions each = new SoftAssertions();
    int number = 0;
    for (Variant variant : file.variants()) {
      String token = token(file.tool() + "-" + number++, variant.rules());
      each.assertThat(shortfalls(token, asked))
          .as("%s without %s at %s", file.tool(), variant.without(), nomad)
          .isNotEmpty();
    }
    assertThat(number).as("rights of %s", file.tool()).isPositive();
    each.assertAll();
  }

  /// What of it is refused to a token, or is less than there is.
  private List<String> shortfalls(String token, List<Asked> asked) throws Exception {
    List<String> found = new ArrayList<>();
    for (Asked one : asked) {
      if (one.isStream() ? cut(token, one) : less(token, one)) {
        found.add(one.kind());
      }
    }
    return found;
  }

  private boolean less(String token, Asked one) throws IOException, InterruptedException {
    String target = one.target().replaceAll("(index|wait|next_token)=[^&]*", "x=x");
    HttpResponse<String> answer = send(token, one.method(), target, one.body());
    if (answer.statusCode() == 403) {
      return true;
    }
    if (!one.method().equals("GET") || answer.statusCode() != 200) {
      return false;
    }
    return rows(answer) < rows(send(management, one.method(), target, one.body()));
  }

  private static int rows(HttpResponse<String> answer) {
    return answer.body().startsWith("[") ? JSON.readTree(answer.body()).size() : 0;
  }

  /// A stream that may not be followed is refused, or ends without a line (Nomad from 1.11.2 on);
  /// one that may be does not end.
  private boolean cut(String token, Asked one) throws Exception {
    CompletableFuture<HttpResponse<InputStream>> opening =
        http.sendAsync(
            request(token, one.target().replaceAll("index=[^&]*", "index=0")).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    HttpResponse<InputStream> answer = opening.get(30, TimeUnit.SECONDS);
    try (InputStream lines = answer.body()) {
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> read(lines));
      return answer.statusCode() == 403 || first.get(4, TimeUnit.SECONDS) < 0;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static int read(InputStream lines) {
    try {
      return lines.read();
    } catch (IOException e) {
      return 0;
    }
  }

  private HttpRequest.Builder request(String token, String target) {
    return HttpRequest.newBuilder(nomad.resolve(target))
        .timeout(Duration.ofSeconds(30))
        .header("X-Nomad-Token", token);
  }

  private HttpResponse<String> send(String token, String method, String target, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(token, target).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}
