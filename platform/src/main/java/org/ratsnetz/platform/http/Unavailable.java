package org.ratsnetz.platform.http;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.util.ClassUtils;

/** Tells a part that is out, which passes, from a defect, which does not. */
final class Unavailable {

    private static final boolean MONGO =
            ClassUtils.isPresent("com.mongodb.MongoException", Unavailable.class.getClassLoader());

    private Unavailable() {}

    /** Whether the database or Kafka did not answer; a command that the database refuses is another matter. */
    static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof KafkaException
                    || (MONGO && mongo(cause))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mongo(Throwable cause) {
        return cause instanceof MongoException
                && (!(cause instanceof MongoServerException)
                        || cause instanceof MongoNotPrimaryException
                        || cause instanceof MongoNodeIsRecoveringException);
    }
}
