package io.fedlora.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component whose own components are keys of the enclosing block, so that option
 * records can share a smaller record: {@code @Flat AdapterOptions common, @Flat("private")
 * AdapterOptions personal} reads {@code rank}, {@code alpha}, {@code private-rank} and {@code
 * private-alpha}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Flat {
  /** What stands before each key, joined by a hyphen; empty for nothing. */
  String value() default "";
}
