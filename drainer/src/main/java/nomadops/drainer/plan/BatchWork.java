package nomadops.drainer.plan;

import java.util.Map;

/// A batch job, as far as terms for it depend on it.
interface BatchWork {
  String namespace();

  String job();

  /// The job's meta.
  Map<String, String> meta();
}
