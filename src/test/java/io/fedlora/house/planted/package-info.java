/** Classes that break the rules of sameness, one way each. */
@org.jspecify.annotations.NullMarked
package io.fedlora.house.planted;
