package org.ratsnetz.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * How every module is built: features without cycles, packages named after what the domain knows, nothing that only forwards.
 * Each rule fails too when it finds nothing to look at.
 */
public final class Modularity {

    private static final Set<String> FORBIDDEN_PACKAGES =
            Set.of("web", "model", "service", "dto", "impl", "util", "utils", "common", "config");
    private static final Set<String> FORBIDDEN_WORDS =
            Set.of("Util", "Utils", "Helper", "Manager", "Impl", "Abstract", "DTO", "Dto");

    private Modularity() {}

    /** The rules for a module, as tests over its main classes. */
    public static Stream<DynamicTest> tests(String root) {
        return tests(root, rules(root));
    }

    private static Stream<DynamicTest> tests(String root, Map<String, ArchRule> rules) {
        JavaClasses module = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    assertThat(module).as("classes below " + root).isNotEmpty();
                    rule.getValue().check(module);
                }));
    }

    /** The rules by name. */
    static Map<String, ArchRule> rules(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "features have no cycles",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("packages are named after the domain", classes().should(liveInDomainPackages()));
        rules.put("classes say what they are", classes().should(bearDomainNames()));
        rules.put(
                "what is needed is given to the constructor",
                fields().should()
                        .notBeAnnotatedWith(Autowired.class)
                        .andShould()
                        .notBeAnnotatedWith(Value.class));
        rules.put("no Lombok", noClasses().should().dependOnClassesThat().resideInAPackage("lombok.."));
        rules.put(
                "every package says what it is for and is null-marked",
                classes().should(liveInNullMarkedPackages()));
        rules.put(
                "modules meet only through events and platform",
                classes().should().onlyDependOnClassesThat(inModuleOrShared(root)));
        return rules;
    }

    private static DescribedPredicate<JavaClass> inModuleOrShared(String root) {
        return DescribedPredicate.describe("are its own, shared, or not ours", type -> {
            String name = type.getPackageName() + ".";
            return !name.startsWith("org.ratsnetz.")
                    || name.startsWith(root + ".")
                    || name.startsWith("org.ratsnetz.events.")
                    || name.startsWith("org.ratsnetz.platform.");
        });
    }

    private static ArchCondition<JavaClass> liveInDomainPackages() {
        return condition(
                "live in packages named after the domain",
                type -> Arrays.stream(type.getPackageName().split("\\.")).noneMatch(FORBIDDEN_PACKAGES::contains));
    }

    private static ArchCondition<JavaClass> bearDomainNames() {
        return condition(
                "bear names of the domain",
                type -> Arrays.stream(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])"))
                        .noneMatch(FORBIDDEN_WORDS::contains));
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
        return condition(
                "live in a package with a null-marked package-info",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private interface Test {
        boolean passes(JavaClass type);
    }

    private static ArchCondition<JavaClass> condition(String description, Test test) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, test.passes(type), type.getName() + ": " + description));
            }
        };
    }
}
