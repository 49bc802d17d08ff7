package nomadops.client.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [PurgeReceipt].
final class PurgeReceiptFields extends Fieldwise<PurgeReceiptFields.Gathered, PurgeReceipt> {
  static final class Gathered {
    private @Nullable String evaluation;
    private long evalCreateIndex;
    private long jobModifyIndex;
    private long index;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "EvalID" -> g.evaluation = text(json);
      case "EvalCreateIndex" -> g.evalCreateIndex = number(json);
      case "JobModifyIndex" -> g.jobModifyIndex = number(json);
      case "Index" -> g.index = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  PurgeReceipt end(Gathered g) {
    return new PurgeReceipt(g.evaluation, g.evalCreateIndex, g.jobModifyIndex, g.index);
  }
}
