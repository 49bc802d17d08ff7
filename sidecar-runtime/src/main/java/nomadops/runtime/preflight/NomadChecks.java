package nomadops.runtime.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nomadops.client.model.Grants;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.preflight.Finding.Doubtful;
import nomadops.runtime.preflight.Finding.Missing;
import nomadops.runtime.preflight.Finding.NotTold;
import nomadops.runtime.preflight.Finding.Passed;

/// What Nomad was seen to be, held against what a tool wants of it. Pure.
final class NomadChecks {
  private static final Duration SOON = Duration.ofDays(14);
  private static final Duration SKEW = Duration.ofSeconds(10);

  private final NomadTerms terms;
  private final NomadFacts facts;

  private NomadChecks(NomadTerms terms, NomadFacts facts) {
    this.terms = terms;
    this.facts = facts;
  }

  /// Every finding, the most basic first. Where Nomad was not reached the rest is told as not told.
  static List<Finding> of(NomadTerms terms, NomadFacts facts) {
    NomadChecks checks = new NomadChecks(terms, facts);
    List<Finding> findings = new ArrayList<>();
    findings.add(checks.address());
    if (!(facts.contact() instanceof NomadFacts.Reached(Optional<String> leader))) {
      findings.add(
          new NotTold("nomad", "token, rights, version and the rest", "Nomad was not reached"));
      return findings;
    }
    checks.certificate().ifPresent(findings::add);
    findings.add(leader(leader));
    findings.add(checks.clock());
    findings.add(checks.token());
    findings.addAll(checks.rights());
    findings.add(VersionCheck.of(terms, facts));
    findings.addAll(checks.places());
    findings.add(checks.broker());
    checks.stream().ifPresent(findings::add);
    if (terms.localServer()) {
      findings.add(checks.server());
    }
    return findings;
  }

  private Finding address() {
    return switch (facts.contact()) {
      case NomadFacts.Reached _ -> new Passed("address", facts.address(), "a Nomad agent answers");
      case NomadFacts.Unreached(NomadFacts.Trouble trouble, String why) ->
          new Missing("address", facts.address(), why, remedy(trouble));
    };
  }

  private static String remedy(NomadFacts.Trouble trouble) {
    return switch (trouble) {
      case NAME -> "the host's name has no address: check -address (NOMAD_ADDR) and DNS";
      case CONNECTION -> "check -address (NOMAD_ADDR), its port, firewalls, and that Nomad runs";
      case PLAIN_FOR_TLS -> "the port speaks TLS: write https:// in -address (NOMAD_ADDR)";
      case TLS_FOR_PLAIN -> "the port speaks plain HTTP: write http:// in -address (NOMAD_ADDR)";
      case UNTRUSTED ->
          "nobody we trust signed the server's certificate: give its authority as -ca-cert (NOMAD_CACERT)";
      case WRONG_NAME ->
          "the server's certificate is for another name: give that as -tls-server-name, e.g. server.global.nomad";
      case EXPIRED -> "the server's certificate is not valid now: renew it, or set the clock";
      case HANDSHAKE ->
          "check -ca-cert, -client-cert, -client-key and -tls-server-name; Nomad may want our certificate";
      case TOKEN_FILE -> "give -token-file (NOMAD_TOKEN_FILE) a file that can be read";
      case OTHER -> "check that the address is a Nomad agent's, and no proxy's that answers for it";
    };
  }

  private Optional<Finding> certificate() {
    return facts
        .certificateEnds()
        .map(end -> {
          String subject = "the server's certificate";
          return left(end).compareTo(SOON) < 0
              ? new Doubtful(
                  "tls",
                  subject,
                  (left(end).isNegative() ? "it ended " : "it ends ") + end,
                  "renew it: others may not believe it any more")
              : new Passed("tls", subject, "valid until " + end);
        });
  }

  private Duration left(Instant end) {
    return Duration.between(facts.now(), end);
  }

  private static Finding leader(Optional<String> leader) {
    return leader
        .<Finding>map(at -> new Passed("leader", "a leader", at))
        .orElseGet(() ->
            new Missing(
                "leader",
                "a leader",
                "the cluster has none",
                "nomad operator raft list-peers on a server shows who is there"));
  }

  private Finding clock() {
    if (facts.skew().isEmpty()) {
      return new NotTold("clock", "this clock and Nomad's", "the answer had no Date header");
    }
    Duration skew = facts.skew().get();
    return skew.abs().compareTo(SKEW) > 0
        ? new Doubtful(
            "clock",
            "this clock and Nomad's",
            "ours is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead"),
            "let both follow an NTP server: ages and signatures go by the clock")
        : new Passed("clock", "this clock and Nomad's", "at most " + SKEW.toSeconds() + " s apart");
  }

  private Finding token() {
    String subject = "the token";
    if (facts.token().seen().isEmpty()) {
      return facts.token().why().contains("expired")
          ? new Missing("token", subject, "it has expired", "make a new one: " + create())
          : facts.token() instanceof Look.Forbidden<Optional<Grants.Self>>
              ? new Missing("token", subject, "Nomad does not know it (403)", create())
              : new NotTold("token", subject, facts.token().why());
    }
    Optional<Grants.Self> self = facts.token().seen().get();
    if (self.isEmpty()) {
      return new Passed("token", subject, "ACLs are off: nobody needs one");
    }
    Grants.Self token = self.get();
    if (token.accessor().equals("anonymous") && !facts.sent()) {
      return new Missing(
          "token",
          subject,
          "ACLs are on and none is given",
          create() + ", as NOMAD_TOKEN or -token-file");
    }
    if (token.management()) {
      return new Doubtful(
          "token", subject, "a management token: far more than is needed", create());
    }
    return expiry(subject, token);
  }

  private Finding expiry(String subject, Grants.Self token) {
    String who = "\"" + token.name() + "\" (accessor " + token.accessor() + ")";
    if (token.expires().isPresent() && left(token.expires().get()).compareTo(SOON) < 0) {
      return new Doubtful(
          "token",
          subject,
          who + " expires " + token.expires().get(),
          "make a new one before: " + create());
    }
    return new Passed(
        "token",
        subject,
        who + token.expires().map(end -> ", until " + end).orElse(", never expires"));
  }

  private String create() {
    return terms.apply()
        + " && nomad acl token create -name "
        + terms.policyName()
        + " -policy "
        + terms.policyName();
  }

  private List<Finding> rights() {
    if (facts.token().seen().isEmpty()) {
      return List.of(
          new NotTold(RightsChecks.CHECK, "the token's rights", "the token is not accepted"));
    }
    return new RightsChecks(terms, facts.namespaces().seen().orElse(List.of())).of(facts);
  }

  private List<Finding> places() {
    List<Finding> findings = new ArrayList<>();
    facts.region().map(this::region).ifPresent(findings::add);
    Optional<List<String>> known = facts.namespaces().seen();
    for (String name : terms.namespaces()) {
      String subject = "namespace " + name;
      if (known.isEmpty()) {
        findings.add(new NotTold("namespace", subject, facts.namespaces().why()));
      } else if (known.get().contains(name)) {
        findings.add(new Passed("namespace", subject, "it exists"));
      } else {
        findings.add(
            new Missing(
                "namespace",
                subject,
                "not among those that the token sees: "
                    + known.get().stream().sorted().collect(Collectors.joining(", ")),
                "nomad namespace apply "
                    + name
                    + ", or write another; or the token has no right there"));
      }
    }
    return findings;
  }

  private Finding region(String name) {
    String subject = "region " + name;
    return facts
        .regions()
        .seen()
        .<Finding>map(known ->
            known.contains(name)
                ? new Passed("region", subject, "it is known")
                : new Missing(
                    "region",
                    subject,
                    "known are " + String.join(", ", known),
                    "write one of them as -region (NOMAD_REGION)"))
        .orElseGet(() -> new NotTold("region", subject, facts.regions().why()));
  }

  private Finding broker() {
    String subject = "the eval broker";
    if (facts.scheduler().seen().isEmpty()) {
      return new NotTold("broker", subject, "it takes operator:read");
    }
    SchedulerConfiguration scheduler = facts.scheduler().seen().get();
    if (scheduler.pauseEvalBroker()) {
      return new Doubtful(
          "broker",
          subject,
          "it is paused: nothing is scheduled",
          "nomad operator scheduler set-config -pause-eval-broker=false");
    }
    return scheduler.rejectJobRegistration()
        ? new Doubtful(
            "broker",
            subject,
            "it runs, but jobs are not taken (reject_job_registration)",
            "nomad operator scheduler set-config -reject-job-registration=false")
        : new Passed("broker", subject, "it runs");
  }

  private Optional<Finding> stream() {
    String subject = "the event stream";
    return facts.stream()
        .map(look ->
            switch (look) {
              case Look.Seen<Boolean>(Boolean open) when open ->
                  new Passed("events", subject, "open");
              case Look.Seen<Boolean> _ ->
                  new Doubtful("events", subject, "it ends at once", "see the rights above");
              case Look.Forbidden<Boolean>(String why) ->
                  new Doubtful("events", subject, why, "see the rights above");
              case Look.Failed<Boolean>(String why) ->
                  new Doubtful(
                      "events",
                      subject,
                      why,
                      "read-job in every namespace and node:read; enable_event_broker in the servers' config");
            });
  }

  private Finding server() {
    String subject = "a server at the address (leader: local-server)";
    return facts
        .agent()
        .seen()
        .<Finding>map(agent ->
            agent.isServer()
                ? new Passed("leader", subject, agent.name() + " is one")
                : new Missing(
                    "leader",
                    subject,
                    agent.name() + " is a client",
                    "give the address of the server beside this process, or -leader lock"))
        .orElseGet(() -> new NotTold("leader", subject, facts.agent().why()));
  }
}
