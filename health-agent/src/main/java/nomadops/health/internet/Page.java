package nomadops.health.internet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/// A page that is known to answer in one way; anything else comes from somebody in between.
public sealed interface Page {
  URI address();

  /// What is wrong with an answer, or nothing.
  Optional<String> fault(HttpResponse<InputStream> answer) throws IOException;

  /// Answers 204 with nothing, as the pages do by which browsers look for a captive portal.
  record Empty(URI address) implements Page {
    private static final int MOST = 1024;

    public Empty {
      requireHttp(address);
    }

    @Override
    public Optional<String> fault(HttpResponse<InputStream> answer) throws IOException {
      int length = answer.body().readNBytes(MOST).length;
      return answer.statusCode() == 204 && length == 0
          ? Optional.empty()
          : Optional.of(
              came(answer)
                  + (length < MOST ? " and " + length : " and at least " + length)
                  + " bytes instead of 204 and nothing: a captive portal?");
    }
  }

  /// The version check of a registry of images: `/v2/` answers 200, or 401 without a login, and
  /// shows by a header that it is a registry (Docker Registry HTTP API V2, "API Version Check").
  record Registry(URI address) implements Page {
    public Registry {
      requireHttp(address);
      address = address.resolve("/v2/");
    }

    @Override
    public Optional<String> fault(HttpResponse<InputStream> answer) {
      HttpHeaders headers = answer.headers();
      boolean registry =
          headers.firstValue("Docker-Distribution-Api-Version").isPresent()
              || headers.firstValue("WWW-Authenticate").isPresent();
      int status = answer.statusCode();
      if (status != 200 && status != 401) {
        return Optional.of(came(answer) + " instead of 200 or 401: no registry?");
      }
      return registry
          ? Optional.empty()
          : Optional.of(came(answer) + " but no header of a registry: a captive portal?");
    }
  }

  /// As failed targets are named.
  default String target() {
    URI uri = address();
    int usual = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort());
  }

  private static String came(HttpResponse<?> answer) {
    return "answered "
        + answer.statusCode()
        + answer.headers().firstValue("Location").map(to -> " to " + to).orElse("");
  }

  private static void requireHttp(URI address) {
    if (address.getHost() == null
        || !String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT).matches("https?")) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is no address of a page: write e.g. https://registry.example/");
    }
  }
}
