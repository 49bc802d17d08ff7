/// Words on screen: the commands of the autoscaler and their settings. Arguments, environment and a
/// YAML file enter; the parts are wired here, by hand, top to bottom. Read
/// [nomadops.autoscaler.cli.AutoscalerCommand] first.
@NullMarked
package nomadops.autoscaler.cli;

import org.jspecify.annotations.NullMarked;
