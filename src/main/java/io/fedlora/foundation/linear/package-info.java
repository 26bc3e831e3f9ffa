/**
 * A single linear as a foundation model, computed in plain Java in float64: small enough that what
 * methods must come to is known exactly.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.foundation.linear;
