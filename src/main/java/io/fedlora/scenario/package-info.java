/**
 * Scenario files: HOCON read into validated records. Every error names file, line and key, what was
 * found there and what would do. Nothing else in the project reads HOCON.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.scenario;
