package org.ratsnetz.notification.sms;

import java.time.Duration;
import java.util.Optional;

/**
 * Brings one part to the message centre: when the window lets it, once more when its answer was lost, and again after throttling when
 * parts of its message have been taken already.
 */
final class Submitting {

    private final Link link;
    private final Window window;
    private final SmsMeters meters;
    private final long patience;

    Submitting(Link link, Window window, SmsMeters meters, Duration patience) {
        this.link = link;
        this.window = window;
        this.meters = meters;
        this.patience = patience.toNanos();
    }

    /** The last thing that is known of the part. */
    Reply submit(Segment segment) throws InterruptedException {
        Reply last = new Reply.Unsent(Window.UNBOUND);
        long deadline = System.nanoTime() + patience;
        while (true) {
            Optional<String> missing = window.enter(deadline);
            if (missing.isPresent()) {
                return last instanceof Reply.Unsent ? new Reply.Unsent(missing.get()) : last;
            }
            boolean again = last instanceof Reply.Unknown;
            Reply reply = submitNow(segment, again);
            boolean lost = reply instanceof Reply.Unknown && !again;
            boolean held = reply.isThrottling() && segment.isFollowing();
            if (!lost && !held && !(reply instanceof Reply.Unsent)) {
                return reply;
            }
            if (lost) {
                deadline = System.nanoTime() + patience;
            }
            if (!again && !(reply instanceof Reply.Unsent)) {
                last = reply;
            }
        }
    }

    private Reply submitNow(Segment segment, boolean again) {
        long since = System.nanoTime();
        Reply reply;
        try {
            reply = link.submit(segment);
        } finally {
            window.leave();
        }
        if (reply instanceof Reply.Unsent) {
            return reply;
        }
        if (reply instanceof Reply.Accepted) {
            window.taken();
        } else if (reply.isThrottling()) {
            window.throttled();
        }
        if (again) {
            meters.repeated();
        }
        meters.submitted(reply.word(), System.nanoTime() - since);
        return reply;
    }
}
