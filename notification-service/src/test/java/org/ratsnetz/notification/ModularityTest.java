package org.ratsnetz.notification;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.platform.testing.Modularity;

class ModularityTest {

    @TestFactory
    Stream<DynamicTest> theModuleKeepsTheRulesOfAllModules() {
        return Modularity.tests("org.ratsnetz.notification");
    }
}
