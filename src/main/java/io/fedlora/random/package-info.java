/**
 * Random streams that are keyed, never shared: what a stream yields depends on the seed, the
 * purpose and the keys it was asked for with, and on nothing that happens elsewhere.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.random;
