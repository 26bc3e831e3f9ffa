package io.fedlora.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name by which a scenario calls a method, behaviour, corpus, partition or foundation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  /** As {@code pf2lora}. */
  String value();

  /** Other names of the same thing. */
  String[] aliases() default {};

  /** One line that says what it is. */
  String summary();

  /**
   * What its options are where the scenario does not say, in place of the defaults of {@code
   * application.conf}: lines as they would stand in its block, as {@code learning-rate = 1e-4}.
   */
  String[] defaults() default {};
}
