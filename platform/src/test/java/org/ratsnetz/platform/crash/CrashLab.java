package org.ratsnetz.platform.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ratsnetz.platform.envelope.WireJson;

/**
 * Makes injections, one after the other, and looks after each whether everything is as it was promised. Each has a seed of its own,
 * from which its fault, its place, its time and the load come; the next one's seed is one more.
 */
final class CrashLab implements AutoCloseable {

    /** What {@code seed % FAULTS.size()} stands for; where there are several, chance decides. */
    private static final List<List<Fault>> FAULTS = List.of(
            List.of(
                    new Fault("F01", PublisherFaults.death("before-state-write", 20)),
                    new Fault("F01", PublisherFaults.death("after-state-write", 20))),
            List.of(
                    new Fault("F01", PublisherFaults.death("before-send", 150)),
                    new Fault("F01", PublisherFaults.death("after-send", 150))),
            List.of(
                    new Fault("F01", PublisherFaults.death("after-acknowledgement", 80)),
                    new Fault("F01", PublisherFaults.death("before-trim", 5)),
                    new Fault("F01", PublisherFaults::killed)),
            List.of(new Fault("F02", Shape.Wish.LASTING, BrokerFaults::killed)),
            List.of(
                    new Fault("F03", Shape.Wish.LASTING, BrokerFaults::frozenShortly),
                    new Fault("F03", Shape.Wish.LASTING, BrokerFaults::frozenLong)),
            List.of(new Fault("F04", Shape.Wish.RIVALS, PublisherFaults::rivals)),
            List.of(new Fault("F05", ReaderFaults::rewound)),
            List.of(new Fault("F06", PublisherFaults::overtaken), new Fault("F06", ReaderFaults::byHand)),
            List.of(
                    new Fault("F08", ReaderFaults.death("before-batch")),
                    new Fault("F08", ReaderFaults.death("between-effects")),
                    new Fault("F08", ReaderFaults.death("after-batch"))),
            List.of(new Fault("F08", ReaderFaults::killed), new Fault("F08", ReaderFaults::asleep)),
            List.of(
                    new Fault("F09", PublisherFaults.forgets("hand-over")),
                    new Fault("F09", PublisherFaults.forgets("settlement")),
                    new Fault("F09", PublisherFaults::index)),
            List.of(new Fault("F10", DatabaseFaults::killed), new Fault("F10", DatabaseFaults::frozen)),
            List.of(new Fault("F21", PublisherFaults::sleep)));

    private static final Duration HEALING = Duration.ofSeconds(60);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Path target;
    private final Lab lab;
    private int injections;

    CrashLab(Path target) throws Exception {
        this.target = target;
        this.lab = new Lab(target.resolve("crash-lab"));
    }

    /** A case of {@code reliability.md}. */
    record Fault(String id, Shape.Wish wish, Scene.Strike strike) {

        Fault(String id, Scene.Strike strike) {
            this(id, Shape.Wish.ANY, strike);
        }
    }

    /**
     * What came of an injection.
     *
     * @param what the place and time that chance chose
     * @param answered writes that were answered
     * @param repeated records of the topic that a reader had before
     * @param early records of the topic that came before their turn, and again at it
     * @param faults what is wrong; with what callers met that they should not, and why nothing happened where nothing did
     */
    record Finding(
            long seed,
            String fault,
            String what,
            long answered,
            int repeated,
            int early,
            Map<Checker.Kind, Integer> faults,
            List<String> details,
            double seconds) {

        boolean clean() {
            return details.isEmpty();
        }
    }

    /** Seeds from there on, one for each case. */
    static List<Long> oneOfEach(long first) {
        Map<String, List<Long>> seeds = new LinkedHashMap<>();
        for (long seed = first; seed < first + FAULTS.size(); seed++) {
            String id = kinds(seed).getFirst().id();
            seeds.computeIfAbsent(id, none -> new ArrayList<>()).add(seed);
        }
        Random random = new Random(first * MIX);
        return seeds.values().stream()
                .map(some -> some.get(random.nextInt(some.size())))
                .toList();
    }

    private static List<Fault> kinds(long seed) {
        return FAULTS.get((int) Math.floorMod(seed, (long) FAULTS.size()));
    }

    /** Makes the injection of a seed, and keeps what came of it in {@code crash-lab.jsonl}. */
    Finding inject(long seed) throws Exception {
        Random random = new Random(seed * MIX);
        List<Fault> kinds = kinds(seed);
        Fault fault = kinds.get(random.nextInt(kinds.size()));
        Finding finding = inject(seed, fault, random, HEALING);
        Files.writeString(
                target.resolve("crash-lab.jsonl"),
                new String(WireJson.write(finding), StandardCharsets.UTF_8) + '\n',
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return finding;
    }

    /** @param patience how long what is wrong may take to heal */
    Finding inject(long seed, Fault fault, Random random, Duration patience) throws Exception {
        long began = System.nanoTime();
        int injection = injections++;
        Path writes = Files.createTempFile(target.resolve("crash-lab"), "writes", ".log");
        lab.reader(1);
        try (WriteLog log = new WriteLog(writes);
                Look look = new Look(lab, Shape.prefix(injection));
                Load load = new Load(log, Shape.drawn(random, injection, fault.wish()), seed)) {
            List<String> details = new ArrayList<>();
            Map<Checker.Kind, Integer> faults = new EnumMap<>(Checker.Kind.class);
            String what = "nothing";
            try {
                what = fault.strike().at(new Scene(lab, load, look, random));
            } catch (Scene.NothingHappened e) {
                details.add("nothing happened: " + e.getMessage());
            }
            load.finish();
            details.addAll(load.surprises());
            for (Checker.Fault wrong : look.faultsOnceSettled(log, patience)) {
                faults.merge(wrong.kind(), 1, Integer::sum);
                details.add(wrong.kind() + ": " + wrong.text());
            }
            Look.Disorder disorder = look.disorder();
            if (details.isEmpty()) {
                Files.delete(writes); // those of a run with a finding stay
            }
            return new Finding(
                    seed,
                    fault.id(),
                    what,
                    load.answered(),
                    disorder.repeated(),
                    disorder.early(),
                    faults,
                    details,
                    (System.nanoTime() - began) / 1e9);
        }
    }

    @Override
    public void close() throws IOException {
        lab.close();
    }
}
