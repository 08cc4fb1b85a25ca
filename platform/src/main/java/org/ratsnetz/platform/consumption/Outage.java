package org.ratsnetz.platform.consumption;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** A part that the platform stands on is out; the same batch will do when it is back. */
final class Outage extends RuntimeException {

    private static final boolean MONGO = present("com.mongodb.MongoException");

    Outage(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a failure is not the record's fault. */
    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Outage
                    || cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof InterruptedException
                    || kafka(cause)
                    || (MONGO && mongo(cause))) {
                return true;
            }
        }
        return false;
    }

    private static boolean kafka(Throwable cause) {
        return cause instanceof KafkaException
                && !(cause instanceof RecordTooLargeException)
                && !(cause instanceof SerializationException);
    }

    private static boolean mongo(Throwable cause) {
        return cause instanceof MongoException && !(cause instanceof MongoBulkWriteException bulk && refused(bulk));
    }

    /** A bulk of which the server has refused operations for what they hold, while its commit concern was kept. */
    private static boolean refused(MongoBulkWriteException bulk) {
        return bulk.getWriteConcernError() == null && !bulk.getWriteErrors().isEmpty();
    }

    private static boolean present(String type) {
        try {
            Class.forName(type, false, Outage.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
