package org.ratsnetz.benchmarks.publish;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** Counts what a process asks of MongoDB, by the driver's listener, and what it sends to Kafka, by the producers' own meters. */
public final class Counters implements CommandListener {

    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "commitTransaction");

    private final LongAdder commands = new LongAdder();
    private final LongAdder commits = new LongAdder();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.increment();
        if (WRITES.contains(event.getCommandName()) && waitsForMajority(event.getCommandName(), event.getCommand())) {
            commits.increment();
        }
    }

    /** A write within a transaction waits only when that is committed; without a wish the server waits for a majority. */
    static boolean waitsForMajority(String name, BsonDocument command) {
        if (command.containsKey("autocommit") && !name.equals("commitTransaction")) {
            return false;
        }
        BsonValue w = command.getDocument("writeConcern", new BsonDocument()).get("w");
        return !new BsonInt32(1).equals(w);
    }

    /** Commands of any kind. */
    long commands() {
        return commands.sum();
    }

    /** Commands that wait for a majority's journal. */
    long commits() {
        return commits.sum();
    }

    static double recordsSent() {
        return producers("record-send-total");
    }

    static double requestsSent() {
        return producers("request-total");
    }

    private static double producers(String attribute) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            double sum = 0;
            for (ObjectName name :
                    beans.queryNames(new ObjectName("kafka.producer:type=producer-metrics,client-id=*"), null)) {
                sum += (Double) beans.getAttribute(name, attribute);
            }
            return sum;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
