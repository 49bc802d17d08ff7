/// What a process counts about itself. A [MeterCatalogue] declares every series once: code binds to
/// it and the reference in the documentation is rendered from it. Read [Meter] first.
@NullMarked
package nomadops.runtime.metrics;

import org.jspecify.annotations.NullMarked;
