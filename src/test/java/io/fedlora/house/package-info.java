/**
 * The rules of the house as tests: which room may use which, what may not be used anywhere because
 * it would make two runs of one seed differ, and that the documents say what is so. Under {@code
 * planted} stand classes that break the rules, to prove that they would be found.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.house;
