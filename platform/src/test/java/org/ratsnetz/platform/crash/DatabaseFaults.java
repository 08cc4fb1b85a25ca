package org.ratsnetz.platform.crash;

import java.time.Duration;
import org.ratsnetz.parts.TestParts;

/** What happens to MongoDB: nobody knows of the writes in hand whether they were done. */
final class DatabaseFaults {

    private DatabaseFaults() {}

    /** F10: it is killed. */
    static String killed(Scene scene) throws Exception {
        both(scene);
        TestParts.mongod().kill();
        Duration gone;
        try {
            gone = scene.pause(0, 1_000);
        } finally {
            TestParts.mongod().start();
        }
        scene.load().awaitAnswers(scene.between(50, 200));
        return "gone for " + gone.toMillis() + " ms and its start";
    }

    /** F10: it stands still. */
    static String frozen(Scene scene) throws Exception {
        both(scene);
        TestParts.mongod().freeze();
        Duration frozen;
        try {
            frozen = scene.pause(500, 3_000);
        } finally {
            TestParts.mongod().thaw();
        }
        scene.load().awaitAnswers(scene.between(50, 200));
        return "frozen for " + frozen.toMillis() + " ms";
    }

    private static void both(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0), scene.lab().publisher(1));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(30, 200));
    }
}
