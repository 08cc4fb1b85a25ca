package org.ratsnetz.council;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ratsnetz.council.lines.UnreadableFile;
import org.ratsnetz.platform.testing.Messages;

class MessagesTest {

    @TestFactory
    Stream<DynamicTest> everyRefusalHasItsText() {
        return Messages.tests(
                "council-service",
                List.of("council-service/src/main/resources/messages", "platform/src/main/resources/platform-messages"),
                Arrays.stream(UnreadableFile.Reason.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .flatMap(name ->
                                Stream.of("problem.import-" + name + ".title", "problem.import-" + name + ".detail"))
                        .toList());
    }
}
