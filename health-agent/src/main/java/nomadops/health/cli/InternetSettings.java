package nomadops.health.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import nomadops.health.check.Check;
import nomadops.health.host.Clock;
import nomadops.health.internet.Dns;
import nomadops.health.internet.Http;
import nomadops.health.internet.Internet;
import nomadops.health.internet.Page;
import nomadops.health.internet.Quorum;
import nomadops.health.internet.Resolvers;
import nomadops.health.internet.Target;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// What is reached from this client. A check is made when it has a target: which targets are
/// independent of each other, only the operator knows.
final class InternetSettings {
  private static final String HEADING = "The internet";

  static final Setting<String> DNS_NAME =
      Setting.of("dns-name", Parsers.string())
          .describedAs("A name that every resolver is asked for; with it the check dns is made.")
          .example("registry.example.com")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<HostPort>> RESOLVERS =
      Setting.of("resolvers", Parsers.listOf(Parsers.hostPort()))
          .describedAs("The resolvers; left out, those of /etc/resolv.conf.")
          .example("[10.0.0.2:53]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<HostPort>> TLS_TARGETS =
      Setting.of("tls-targets", Parsers.listOf(Parsers.hostPort()))
          .describedAs(
              "Targets of several owners that are connected to and have to show a good certificate; with these or tcp-targets the check internet is made.")
          .example("[registry.example.com:443]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<HostPort>> TCP_TARGETS =
      Setting.of("tcp-targets", Parsers.listOf(Parsers.hostPort()))
          .describedAs("The same without TLS.")
          .example("[192.0.2.1:443]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<URI>> EMPTY_PAGES =
      Setting.of("empty-pages", Parsers.listOf(Parsers.uri("http", "https")))
          .describedAs(
              "Pages that answer 204 with nothing, so that a captive portal is found; with these or registries the check http is made.")
          .example("[http://connectivity.example.com/204]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<List<URI>> REGISTRIES =
      Setting.of("registries", Parsers.listOf(Parsers.uri("http", "https")))
          .describedAs("Registries of images, by their address.")
          .example("[https://registry.example.com]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Integer> QUORUM =
      Setting.of("quorum", Parsers.integer(1, 100))
          .defaultsTo(1)
          .describedAs(
              "How many resolvers, targets, empty-pages and registries have to answer, each kind by itself; where there are fewer, all.")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<HostPort> TIME_SERVER =
      Setting.of("time-server", Parsers.hostPort())
          .describedAs("An SNTP server; with it the check clock is made.")
          .example("169.254.169.123:123")
          .asReloadable()
          .inGroup(HEADING);

  static final List<Setting<?>> ALL =
      List.of(
          DNS_NAME,
          RESOLVERS,
          TLS_TARGETS,
          TCP_TARGETS,
          EMPTY_PAGES,
          REGISTRIES,
          QUORUM,
          TIME_SERVER);

  private InternetSettings() {}

  /// Those that have targets.
  ///
  /// @throws ConfigException when a target is none
  static List<Check> checks(Resolved settings, Clockwork time) {
    List<Check> all = new ArrayList<>();
    Quorum quorum = new Quorum(settings.get(QUORUM));
    Optional<Resolvers> named = settings.find(RESOLVERS).map(Resolvers::of);
    settings
        .find(DNS_NAME)
        .map(name ->
            dns(
                settings,
                named.orElseGet(() -> Resolvers.file(Path.of("/etc/resolv.conf"))),
                name,
                time))
        .ifPresent(all::add);
    List<Target> targets = new ArrayList<>();
    settings.find(TLS_TARGETS).orElse(List.of()).forEach(at -> targets.add(Target.tls(at)));
    settings.find(TCP_TARGETS).orElse(List.of()).forEach(at -> targets.add(Target.tcp(at)));
    if (!targets.isEmpty()) {
      all.add(new Internet(targets, quorum, trust(), time.ticker()));
    }
    List<Page> pages = new ArrayList<>();
    settings.find(EMPTY_PAGES).orElse(List.of()).forEach(at -> pages.add(new Page.Empty(at)));
    settings.find(REGISTRIES).orElse(List.of()).forEach(at -> pages.add(new Page.Registry(at)));
    if (!pages.isEmpty()) {
      all.add(new Http(pages, quorum, trust()));
    }
    settings
        .find(TIME_SERVER)
        .map(server -> new Clock(server, Clock.USUAL, time.random(), time.wall(), time.ticker()))
        .ifPresent(all::add);
    return all;
  }

  private static Dns dns(Resolved settings, Resolvers resolvers, String name, Clockwork time) {
    try {
      return new Dns(
          resolvers, name, new Quorum(settings.get(QUORUM)), time.random(), time.ticker());
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          settings.origin(DNS_NAME).toString(),
          DNS_NAME.key(),
          String.valueOf(e.getMessage()),
          "write e.g. registry.example.com");
    }
  }

  /// The authorities that this Java trusts.
  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
