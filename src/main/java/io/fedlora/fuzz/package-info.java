/**
 * Scenarios drawn by seed: each is held without a model, its run folder is proved, and a world that
 * has healed must come to life again. What fails is made as small as it can be.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.fuzz;
