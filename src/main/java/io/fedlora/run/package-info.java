/** The assembly of a run from a scenario. */
@org.jspecify.annotations.NullMarked
package io.fedlora.run;
