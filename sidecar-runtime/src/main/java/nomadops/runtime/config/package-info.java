/// Configuration: one declarative [Catalogue] of [Setting]s per process. Flags, environment and one
/// YAML file enter; [Settings#resolve] decides, purely, between a typed [Resolved] (each value with
/// its [Origin]) and [Problems], which names every fault at once; nothing is read from the outside
/// here but the file that [YamlFile] is told to read. What leaves is text: [ConfigPrint] shows the
/// effective configuration and a template, [Reload] says which changes a running process may take.
/// Read [Setting] first.
@NullMarked
package nomadops.runtime.config;

import org.jspecify.annotations.NullMarked;
