package nomadops.exporter.reading;

import java.util.List;

/// Who knows the cluster.
@FunctionalInterface
public interface ClusterReadings {
  /// Everything that is known now, of one moment; a family is in it once. Nothing before the
  /// cluster was seen whole for the first time: what is not known is absent, and never zero.
  List<Reading> read();
}
