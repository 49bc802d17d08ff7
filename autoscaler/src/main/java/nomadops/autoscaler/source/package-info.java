/// Who else asks for a size, beside the queue: schedules, and queries to Prometheus. The time and
/// answers over HTTP enter; floors and ceilings leave, or why they are not known. Read
/// [nomadops.autoscaler.source.SizeSources] first.
@NullMarked
package nomadops.autoscaler.source;

import org.jspecify.annotations.NullMarked;
