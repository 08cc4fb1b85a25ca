package org.ratsnetz.platform.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What happens to those who write and publish. */
final class PublisherFaults {

    private static final Duration DEATH = Duration.ofSeconds(20);

    private PublisherFaults() {}

    /**
     * F01: it ends at a place of the code; another one goes on, or it comes again.
     *
     * @param nth how often it may come by at most
     */
    static Scene.Strike death(String place, int nth) {
        return scene -> {
            String at = place + ":" + scene.between(1, nth);
            Role doomed = scene.lab().publisher(0, "fail.at=" + at);
            boolean survivor = scene.random().nextBoolean();
            Role next = survivor ? scene.lab().publisher(1) : doomed;
            scene.load().to(doomed);
            scene.load().begin();
            Scene.require(doomed.diesWithin(DEATH), "nobody came by " + at);
            scene.load().to(survivor ? next : scene.lab().publisher(0));
            scene.load().awaitAnswers(scene.between(10, 80));
            return at + (survivor ? ", another goes on" : ", starts again");
        };
    }

    /** F01: it is killed whatever it does. */
    static String killed(Scene scene) throws Exception {
        Role doomed = scene.lab().publisher(0);
        scene.load().to(doomed);
        scene.load().begin();
        int answers = scene.between(20, 200);
        scene.load().awaitAnswers(answers);
        scene.pause(0, 30);
        doomed.child.kill();
        scene.load()
                .to(
                        scene.random().nextBoolean()
                                ? scene.lab().publisher(1)
                                : scene.lab().publisher(0));
        scene.load().awaitAnswers(scene.between(10, 80));
        return "killed after " + answers + " answers";
    }

    /** F04: both write the same few documents. */
    static String rivals(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0), scene.lab().publisher(1));
        scene.load().begin();
        int answers = scene.between(200, 800);
        scene.load().awaitAnswers(answers);
        return answers + " answers";
    }

    /** F06: a record expires while a later one gets through. */
    static String overtaken(Scene scene) throws Exception {
        int oneIn = scene.between(5, 40);
        Role role = scene.lab()
                .publisher(
                        0, "lab.expire=" + oneIn, "lab.seed=" + scene.random().nextInt(1_000));
        scene.load().to(role);
        String failed = role.ask("failed");
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(150, 400));
        scene.load().finish();
        Scene.require(!role.ask("failed").equals(failed), "no record expired");
        return "one in " + oneIn + " expires";
    }

    /** F09: what is left out each nth time. */
    static Scene.Strike forgets(String place) {
        return scene -> {
            String skip = place + ":" + scene.between(1, 5);
            scene.load().to(scene.lab().publisher(0, "fail.skip=" + skip));
            scene.load().begin();
            scene.load().awaitAnswers(scene.between(100, 300));
            return skip;
        };
    }

    /** F09: the sweeper's index is gone until the next one starts, and nothing else would find what is owed. */
    static String index(Scene scene) throws Exception {
        scene.load().to(scene.lab().publisher(0, "fail.skip=hand-over:" + scene.between(1, 3)));
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(30, 100));
        scene.lab().database().getCollection("marked").dropIndex("pending");
        scene.load().awaitAnswers(scene.between(30, 100));
        scene.lab().publisher(1).child.kill();
        scene.lab().publisher(1).port();
        boolean there = scene.lab().database().getCollection("marked").listIndexes().into(new ArrayList<>()).stream()
                .map(Document::toString)
                .anyMatch(index -> index.contains("pending"));
        Scene.require(there, "nobody has made the index again");
        return "index dropped";
    }

    /** F21: one sleeps while the other writes the same documents, and wakes. */
    static String sleep(Scene scene) throws Exception {
        Role sleeper = scene.lab().publisher(0);
        Role awake = scene.lab().publisher(1);
        scene.load().to(sleeper, awake);
        scene.load().begin();
        scene.load().awaitAnswers(scene.between(20, 150));
        sleeper.child.freeze();
        Duration asleep;
        try {
            long before = scene.load().answered();
            asleep = scene.pause(1_000, 3_000);
            Scene.require(scene.load().answered() > before, "nobody wrote meanwhile");
        } finally {
            sleeper.child.thaw();
        }
        scene.load().awaitAnswers(scene.between(50, 150));
        return "asleep for " + asleep.toMillis() + " ms";
    }

    /** The planted error that must be found: Kafka's acknowledgement without Kafka. */
    static String swallows(Scene scene) throws Exception {
        scene.lab().reader(0, "lab.skip=3");
        scene.lab().reader(1, "lab.skip=3");
        scene.load().to(scene.lab().publisher(0, "lab.swallow=10"));
        scene.load().begin();
        scene.load().awaitAnswers(200);
        return "planted " + List.of("swallow", "skip");
    }
}
