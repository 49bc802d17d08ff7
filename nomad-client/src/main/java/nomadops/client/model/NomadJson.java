package nomadops.client.model;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Reads and writes Nomad's JSON: unknown fields are ignored, nulls are Go's zero values, numbers
/// keep their digits.
public final class NomadJson {
  private static final AllocationStubFields ALLOCATION = new AllocationStubFields();
  private static final DeploymentFields DEPLOYMENT = new DeploymentFields();
  private static final EvaluationFields EVALUATION = new EvaluationFields();
  private static final NodeFields NODE = new NodeFields();
  private static final JobFields JOB = new JobFields();
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addModule(
              new SimpleModule("fieldwise")
                  .addDeserializer(AllocationStub.class, ALLOCATION)
                  .addDeserializer(Deployment.class, DEPLOYMENT)
                  .addDeserializer(Evaluation.class, EVALUATION)
                  .addDeserializer(JobFields.class, JOB)
                  .addDeserializer(JobStub.class, new JobStubFields())
                  .addDeserializer(JobSummary.class, new JobSummaryFields())
                  .addDeserializer(Node.class, NODE)
                  .addDeserializer(NodeStub.class, new NodeStubFields())
                  .addDeserializer(NodeUpdate.class, new NodeUpdateFields())
                  .addDeserializer(PurgeReceipt.class, new PurgeReceiptFields())
                  .addDeserializer(TaskState.class, new TaskStateFields()))
          .build();

  private NomadJson() {}

  /// One value.
  ///
  /// @throws JacksonException when `json` is broken or of another shape
  public static <T> T read(byte[] json, Class<T> type) {
    T value = MAPPER.readValue(json, type);
    if (value == null) {
      throw new IllegalArgumentException("null where a " + type.getSimpleName() + " was expected");
    }
    return value;
  }

  /// A reader of one type, for values that others follow.
  public static ObjectReader readerOf(Class<?> type) {
    return MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  public static <T> List<T> readList(byte[] json, Class<T> type) {
    List<T> values =
        MAPPER.readValue(json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    return Fields.list(values);
  }

  public static JsonNode tree(byte[] json) {
    return MAPPER.readTree(json);
  }

  /// A job object with its raw JSON.
  public static Job job(RawJson json) {
    return read(json.shared(), JobFields.class).with(json);
  }

  /// An evaluation.
  public static Evaluation evaluation(RawJson json) {
    return read(json.shared(), Evaluation.class);
  }

  /// The allocation whose object the parser stands at the start of.
  public static AllocationStub allocation(JsonParser json) {
    return ALLOCATION.object(json);
  }

  /// The evaluation whose object the parser stands at the start of.
  public static Evaluation evaluation(JsonParser json) {
    return EVALUATION.object(json);
  }

  /// The deployment whose object the parser stands at the start of.
  public static Deployment deployment(JsonParser json) {
    return DEPLOYMENT.object(json);
  }

  /// The node whose object the parser stands at the start of.
  public static Node node(JsonParser json) {
    return NODE.object(json);
  }

  /// The job whose object the parser stands at the start of.
  ///
  /// @param document what it parses
  public static Job job(byte[] document, JsonParser json) {
    int start = RawJson.startOf(json);
    return JOB.object(json).with(RawJson.from(document, start, json));
  }

  /// The versions of a job, each with its own raw JSON, from `{"Versions": [...]}`.
  public static List<Job> versions(byte[] json) {
    return RawSlices.of(json, "Versions").stream().map(NomadJson::job).toList();
  }

  /// A parser over a whole document; its byte offsets count from the document's start.
  public static JsonParser parser(byte[] json) {
    return MAPPER.createParser(json);
  }

  /// A parser over a document that comes as a stream.
  public static JsonParser parser(InputStream json) {
    return MAPPER.createParser(json);
  }

  /// Writes a document to a stream, which is left open at its end.
  public static JsonGenerator generator(OutputStream out) {
    return MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(out);
  }

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
