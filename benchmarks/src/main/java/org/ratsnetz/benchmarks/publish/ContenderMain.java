package org.ratsnetz.benchmarks.publish;

/** A contender's process: way, connection string, address of Kafka. */
public final class ContenderMain {

    static final String OURS = "P";

    private ContenderMain() {}

    /** Serves it. */
    public static void main(String[] arguments) throws Exception {
        String way = arguments[0];
        String mongodb = arguments[1];
        String kafka = arguments[2];
        ContenderProcess.serve(
                kafka,
                counters -> way.equals(OURS)
                        ? new OurContender(mongodb, kafka, counters)
                        : new RawContender(RawContender.Way.valueOf(way), mongodb, kafka, counters));
    }
}
