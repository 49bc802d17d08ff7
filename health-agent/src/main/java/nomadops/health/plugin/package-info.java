/// Checks that are programs of the operator's own, spoken to as node-problem-detector speaks to its
/// custom plug-ins: a program that serves one serves the other. Read
/// [nomadops.health.plugin.PluginCheck] first.
@NullMarked
package nomadops.health.plugin;

import org.jspecify.annotations.NullMarked;
