package nomadops.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;

/// What the API servers would refuse: unknown fields, missing ones, wrong types. Kubernetes' own
/// kinds are held against the models that are generated from its OpenAPI document, the Prometheus
/// operator's against typed models of its custom resources.
final class KubernetesSchema {
  private static final String CORE = "io.kubernetes.client.openapi.models.";
  private static final String OPERATOR = "io.fabric8.openshift.api.model.monitoring.";
  private static final ObjectMapper STRICT = new ObjectMapper().setAnnotationIntrospector(strict());

  private KubernetesSchema() {}

  /// What is wrong, in the library's words; empty when nothing is.
  static Optional<String> fault(KubernetesObject object) {
    String text = object.json().toString();
    try {
      if (object.apiVersion().startsWith("monitoring.coreos.com/")) {
        Object _ =
            STRICT.readValue(text, Class.forName(OPERATOR + version(object) + "." + object.kind()));
      } else {
        Class<?> model =
            Class.forName(CORE + version(object).toUpperCase(Locale.ROOT) + object.kind());
        JsonElement json = JsonParser.parseString(text);
        model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        Object _ = JSON.getGson().fromJson(json, model);
      }
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(object + ": " + e.getCause().getMessage());
    } catch (JsonProcessingException | JsonParseException | NumberFormatException e) {
      return Optional.of(object + ": " + e.getMessage());
    } catch (ReflectiveOperationException e) {
      return Optional.of(object + ": no such kind in " + object.apiVersion());
    }
  }

  private static String version(KubernetesObject object) {
    return object.apiVersion().substring(object.apiVersion().indexOf('/') + 1);
  }

  /// The models keep what they do not know in a map; without it, it is an error.
  private static JacksonAnnotationIntrospector strict() {
    return new JacksonAnnotationIntrospector() {
      @Override
      public Boolean hasAnySetter(Annotated annotated) {
        return false;
      }
    };
  }
}
