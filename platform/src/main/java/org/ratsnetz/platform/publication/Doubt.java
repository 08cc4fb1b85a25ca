package org.ratsnetz.platform.publication;

import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the database may be another one than before: no database goes back in time without its connection breaking. Raised by the
 * driver as soon as it loses a primary that it had.
 */
final class Doubt implements ClusterListener {

    private final AtomicBoolean raised = new AtomicBoolean(true);
    private volatile Runnable listener = () -> {};

    /** Told whenever it is raised, on a thread of the driver. */
    void onRaise(Runnable told) {
        listener = told;
    }

    /** True once for each time it was raised, and at first. */
    boolean take() {
        return raised.getAndSet(false);
    }

    /** Raises it. */
    void raise() {
        raised.set(true);
        listener.run();
    }

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        boolean had =
                event.getPreviousDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isPrimary);
        boolean has = event.getNewDescription().getServerDescriptions().stream().anyMatch(ServerDescription::isPrimary);
        if (had && !has) {
            raise();
        }
    }
}
