package org.ratsnetz.benchmarks.publish;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What is left of the heap after each full collection: what is held, not what waits to be collected. The younger collections leave
 * garbage in the old part and say nothing of that.
 */
final class Heap {

    private final AtomicLong most = new AtomicLong();

    Heap() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                if (notification
                                        .getType()
                                        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                                    after(GarbageCollectionNotificationInfo.from(
                                            (CompositeData) notification.getUserData()));
                                }
                            },
                            null,
                            null);
        }
    }

    private void after(GarbageCollectionNotificationInfo collection) {
        if (!collection.getGcAction().equals("end of major GC")) {
            return;
        }
        GcInfo info = collection.getGcInfo();
        long used = info.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> !pool.getKey().contains("Metaspace")
                        && !pool.getKey().contains("Code")
                        && !pool.getKey().contains("Class Space"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /** Collects, and begins anew from what is left. */
    double begin() {
        most.set(0);
        look();
        return mib(most.get());
    }

    /** Collects, and counts what is left. */
    void look() {
        System.gc();
        most.accumulateAndGet(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
    }

    /** The most that was left since the beginning, and is now, in MiB. */
    double most() {
        look();
        return mib(most.get());
    }

    private static double mib(long bytes) {
        return bytes / 1048576.0;
    }
}
