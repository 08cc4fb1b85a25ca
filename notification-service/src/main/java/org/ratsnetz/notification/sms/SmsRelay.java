package org.ratsnetz.notification.sms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.ratsnetz.notification.channel.Outcome;
import org.springframework.context.SmartLifecycle;

/**
 * Hands text messages to the provider's message centre over one kept-open link.
 *
 * <p>The parts of a message go one after the other, each when a link is bound and the window has room. A part whose answer was lost,
 * with the link or by its time, is sent once more with the same references, since a message too many is better than one too few.
 * When the first part is taken, a throttled later one is repeated within the message's patience. A message is answered after at
 * most twice the patience and twice the response timeout for each of its parts.
 *
 * <p>How many are in flight is limited by the window; how many wait for it is up to the caller, and what has waited for the patience
 * is given back as {@link Outcome.Temporary}.
 */
public final class SmsRelay implements SmartLifecycle {

    /** Earlier up and later down than those who send. */
    private static final int PHASE = 0;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Window window;
    private final Link link;
    private final Submitting submitting;
    private volatile boolean running;

    SmsRelay(SmsProperties properties, Receipts receipts, SmsMeters meters) {
        window = new Window(properties.window(), properties.longestPause());
        link = new Link(properties, new ReceiptIntake(receipts, meters, threads, ReceiptIntake.AGAIN), window, meters);
        submitting = new Submitting(link, window, meters, properties.patience());
        meters.watch(window::unanswered, () -> link.trouble().isEmpty() ? 1 : 0);
    }

    /**
     * Sends a message.
     *
     * @return {@link Outcome.Accepted} with the centre's id of the last part, the one that a receipt will name, when all parts were
     *     taken. {@link Outcome.Temporary} with the command status, or {@code unbound}, {@code window-full}, {@code throttled} when it
     *     did not get so far, or {@code disconnected}, {@code timeout} when it may have arrived all the same. {@link
     *     Outcome.Permanent} with the command status, or the code of a {@link SmsTextRefused.Reason}.
     */
    public CompletableFuture<Outcome> send(Sms sms) {
        try {
            return CompletableFuture.supplyAsync(() -> attempt(sms), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(unsent(Window.UNBOUND));
        }
    }

    private Outcome attempt(Sms sms) {
        if (!PhoneNumber.isE164(sms.to())) {
            return new Outcome.Permanent("not-a-number", "the number is not in the form of E.164", true);
        }
        try {
            return submit(Segment.of(sms, SmsText.of(sms.text())));
        } catch (SmsTextRefused e) {
            return new Outcome.Permanent(e.reason().code(), "the text cannot be sent as a text message", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unsent(Window.UNBOUND);
        }
    }

    private Outcome submit(List<Segment> segments) throws InterruptedException {
        String reference = "";
        for (Segment segment : segments) {
            Reply reply = submitting.submit(segment);
            if (!(reply instanceof Reply.Accepted accepted)) {
                return outcome(reply);
            }
            reference = accepted.id();
        }
        return new Outcome.Accepted(reference);
    }

    private static Outcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.Accepted accepted -> new Outcome.Accepted(accepted.id());
            case Reply.Refused refused -> CommandStatus.outcome(refused.status());
            case Reply.Unknown unknown -> new Outcome.Temporary(unknown.why(), "the message centre's answer was lost");
            case Reply.Unsent unsent -> unsent(unsent.why());
        };
    }

    private static Outcome unsent(String why) {
        return new Outcome.Temporary(why, "the message could not be handed to the message centre");
    }

    /** What stands in the way of messages, empty while there is a link. */
    Optional<String> trouble() {
        return link.trouble();
    }

    @Override
    public void start() {
        running = true;
        threads.execute(link::keepBound);
    }

    /** Takes no more, waits a second for answers, and unbinds; what has no answer then is given back as not known. */
    @Override
    public void stop() {
        window.close(LAST_ANSWERS);
        link.close();
        threads.shutdown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
