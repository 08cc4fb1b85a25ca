package org.ratsnetz.platform.problem;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.platform.testing.Messages;

class MessagesTest {

    @TestFactory
    Stream<DynamicTest> everyRefusalOfThePlatformHasItsText() {
        return Messages.tests(
                "platform",
                List.of("platform/src/main/resources/platform-messages"),
                Stream.of("text", "integer", "number", "boolean", "day", "time", "list", "object")
                        .map(kind -> "invalid.expected-" + kind)
                        .toList());
    }
}
