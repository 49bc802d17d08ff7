package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// An answer that was recorded on a real 2.0.5 server. Another answer matches it when status and
/// header names are the same and every recorded key exists with the same JSON type; values and
/// further keys are free.
final class Recorded {
  /// Objects whose keys are data, not names of fields.
  private static final Set<String> DATA =
      Set.of(
          "Attributes",
          "Meta",
          "Links",
          "Drivers",
          "HostVolumes",
          "Summary",
          "Items",
          "ClassEligibility",
          "FailedTGAllocs",
          "Tasks",
          "TaskLifecycles");

  private final String name;
  private final JsonNode response;
  private Set<String> nullable = Set.of();
  private String absent = "";
  private boolean nothingLeftOut;

  private Recorded(String name, JsonNode response) {
    this.name = name;
    this.response = response;
  }

  static Recorded answer(String name) {
    String file = "/recordings/" + name + ".json";
    try (InputStream in = Recorded.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + file);
      }
      return new Recorded(name, Answer.JSON.readTree(in).path("response"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Fields that hold a list or object in the recording and may be null elsewhere.
  Recorded whereMayBeNull(String... fields) {
    nullable = Set.of(fields);
    return this;
  }

  /// A header of the recording that another answer need not have.
  Recorded withoutHeader(String name) {
    absent = name;
    return this;
  }

  /// Fields that are null or empty in the recording may be absent: releases of Nomad write some
  /// (`Lock`, `Meta`, `Items`) that a server built without generated codecs leaves out.
  Recorded whereNothingMayBeLeftOut() {
    nothingLeftOut = true;
    return this;
  }

  String text() {
    return response.path("body").asString();
  }

  void isMatchedBy(Answer answer) {
    assertThat(answer.status()).as("status like %s: %s", name, answer).isEqualTo(status());
    for (String header : response.path("headers").propertyNames()) {
      if (!header.equals(absent)) {
        assertThat(answer.headers().firstValue(header)).as("header %s", header).isPresent();
      }
    }
    assertThat(answer.header("Content-Type"))
        .isEqualTo(response.path("headers").path("Content-Type").asString(""));
    if (!response.path("body").isString()) {
      isMatchedBy(answer.json());
    }
  }

  void isMatchedBy(JsonNode body) {
    List<String> differences = new ArrayList<>();
    compare("", response.path("body"), body, differences);
    assertThat(differences).as("differences from %s in %s", name, body).isEmpty();
  }

  private int status() {
    return response.path("status").asInt();
  }

  private void compare(String path, JsonNode recorded, JsonNode actual, List<String> out) {
    String field = path.substring(path.lastIndexOf('/') + 1);
    if (nothingLeftOut && actual.isMissingNode() && Contract.none(recorded)) {
      return;
    } else if (actual.isMissingNode()) {
      out.add(path + " is missing");
    } else if (recorded.isNull() || (actual.isNull() && nullable.contains(field))) {
      return; // Go's nil says nothing about the type
    } else if (recorded.getNodeType() != actual.getNodeType()) {
      out.add(path + " should be " + recorded.getNodeType() + " but is " + actual.getNodeType());
    } else if (recorded.isObject() && !DATA.contains(field)) {
      recorded
          .properties()
          .forEach(entry ->
              compare(
                  path + "/" + entry.getKey(), entry.getValue(), actual.path(entry.getKey()), out));
    } else if (recorded.isArray() && !recorded.isEmpty()) {
      for (JsonNode element : actual) {
        compare(path + "[]", recorded.path(0), element, out);
      }
    }
  }
}
