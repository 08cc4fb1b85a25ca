package org.ratsnetz.platform.crash;

import java.time.Duration;
import org.ratsnetz.parts.TestParts;

/** What happens to Kafka. */
final class BrokerFaults {

    /** Publishers beside the two usual ones, with another idea of when a record is not delivered. */
    private static final int PATIENT = 2;

    private static final int IMPATIENT = 3;

    private BrokerFaults() {}

    /** F02: it is killed; writes are answered all the same. */
    static String killed(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0), scene.lab().publisher(1));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(30, 200));
        TestParts.kafka().kill();
        Duration gone;
        try {
            long before = scene.load().answered();
            gone = scene.pause(100, 2_000);
            Scene.require(scene.load().answered() > before, "nothing was answered without Kafka");
        } finally {
            TestParts.kafka().start();
        }
        scene.load().awaitAnswers(scene.between(10, 100));
        return "gone for " + gone.toMillis() + " ms and its start";
    }

    /** F03: it stands still, and is back before records expire. */
    static String frozenShortly(Scene scene) throws Exception {
        Role patient = scene.lab().publisher(PATIENT, "lab.delivery=30000");
        String failed = patient.ask("failed");
        Duration frozen = frozen(scene, patient, 500, 2_500);
        Scene.require(patient.ask("failed").equals(failed), "records expired");
        return "frozen for " + frozen.toMillis() + " ms, nothing expires";
    }

    /** F03: it stands still until records expire. */
    static String frozenLong(Scene scene) throws Exception {
        Role impatient = scene.lab().publisher(IMPATIENT, "lab.delivery=1000");
        String failed = impatient.ask("failed");
        Duration frozen = frozen(scene, impatient, 2_000, 4_000);
        scene.load().finish();
        Scene.require(!impatient.ask("failed").equals(failed), "no record expired");
        return "frozen for " + frozen.toMillis() + " ms, records expire";
    }

    private static Duration frozen(Scene scene, Role publisher, int least, int most) {
        scene.load().to(publisher);
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(30, 200));
        TestParts.kafka().freeze();
        Duration frozen;
        try {
            frozen = scene.pause(least, most);
        } finally {
            TestParts.kafka().thaw();
        }
        scene.load().awaitAnswers(scene.between(30, 200));
        return frozen;
    }
}
