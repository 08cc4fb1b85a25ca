package org.ratsnetz.platform.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ModularityTest {

    private static final String PLANTED = "org.ratsnetz.platform.testing.planted";

    @TestFactory
    Stream<DynamicTest> platformKeepsTheRulesOfAllModules() {
        return Modularity.tests("org.ratsnetz.platform");
    }

    @TestFactory
    Stream<DynamicTest> eachRuleFindsWhatWasPlantedForIt() {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
        return Modularity.rules(PLANTED).entrySet().stream()
                .filter(rule -> !rule.getKey().equals("no Lombok")) // there is no Lombok to plant
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThatThrownBy(() -> rule.getValue().check(planted))
                                .isInstanceOf(AssertionError.class)));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleFailsWhenItFindsNothing() {
        JavaClasses nothing = new ClassFileImporter().importPackages("org.ratsnetz.nowhere");
        return Modularity.rules("org.ratsnetz.nowhere").entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThatThrownBy(() -> rule.getValue().check(nothing))
                                .isInstanceOf(AssertionError.class)));
    }
}
