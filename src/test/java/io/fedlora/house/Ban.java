package io.fedlora.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something that no class may use, but those that are named with their reasons.
 *
 * <p>A use is any dependency on a type (a field, a parameter, a cast, a supertype) and any access
 * to a member, be it a call or a method reference. An exemption names an outermost class exactly.
 *
 * @param types that may not be depended on, by their full names
 * @param members that may not be accessed
 * @param because what would go wrong
 * @param exemptions full names of classes, each with its reason
 */
record Ban(
    Set<String> types, Predicate<Member> members, String because, Map<String, String> exemptions) {

  /** A member of a class of the JDK as code refers to it. */
  record Member(JavaClass owner, String name, List<JavaClass> parameters) {
    boolean isOf(Class<?> type, String... names) {
      return owner.isAssignableTo(type) && Arrays.asList(names).contains(name);
    }

    boolean isExactlyOf(Class<?> type) {
      return owner.isEquivalentTo(type);
    }
  }

  /** What a class uses against this ban, exempt or not. */
  List<String> uses(JavaClass user) {
    Stream<String> ofTypes =
        user.getDirectDependenciesFromSelf().stream()
            .filter(d -> types.contains(outermost(d.getTargetClass().getBaseComponentType())))
            .map(Dependency::getDescription);
    Stream<String> ofMembers =
        user.getAccessesFromSelf().stream()
            .filter(access -> members.test(member(access)))
            .map(JavaAccess::getDescription);
    return Stream.concat(ofTypes, ofMembers).distinct().sorted().toList();
  }

  /** What a class uses against this ban without being exempt. */
  List<String> violations(JavaClass user) {
    return exemptions.containsKey(outermost(user)) ? List.of() : uses(user);
  }

  /** The full name of the class of its own file that a class belongs to. */
  static String outermost(JavaClass type) {
    String name = type.getFullName();
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  private static Member member(JavaAccess<?> access) {
    List<JavaClass> parameters =
        access.getTarget() instanceof CodeUnitAccessTarget unit
            ? unit.getRawParameterTypes()
            : List.of();
    return new Member(access.getTargetOwner(), access.getName(), parameters);
  }
}
