package io.fedlora.scenario;

/** How an update loses weight with the merges it has missed. */
public enum StalenessLaw {
  /** It does not. */
  CONSTANT,
  /** As (1 + s)^−a. */
  POLYNOMIAL,
  /** Not at all up to b merges, then as 1 / (a (s − b) + 1). */
  HINGE
}
