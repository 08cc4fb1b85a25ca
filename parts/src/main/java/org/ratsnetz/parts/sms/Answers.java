package org.ratsnetz.parts.sms;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.OptionalParameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to the submits of one link: at once, late, or never with the link cut in the end. */
final class Answers extends SynchronizedPDUSender {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final byte[] NOTHING = {};

    private final Dials dials;
    private final Executor later;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Runnable cut = () -> {};

    Answers(Dials dials, Executor later) {
        super(new DefaultPDUSender());
        this.dials = dials;
        this.later = later;
    }

    void onCut(Runnable action) {
        cut = action;
    }

    @Override
    public byte[] sendSubmitSmResp(OutputStream out, int sequence, String id, OptionalParameter... parameters)
            throws PDUStringException, IOException {
        int most = dials.unansweredThenCut();
        if (most > 0) {
            if (unanswered.incrementAndGet() == most) {
                dials.cut();
                later.execute(cut);
            }
            return NOTHING;
        }
        Duration delay = dials.answerDelay();
        if (delay.isZero()) {
            return answer(out, sequence, id, parameters);
        }
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, later)
                .execute(() -> answerLate(out, sequence, id, parameters));
        return NOTHING;
    }

    private byte[] answer(OutputStream out, int sequence, String id, OptionalParameter... parameters)
            throws PDUStringException, IOException {
        synchronized (out) {
            return super.sendSubmitSmResp(out, sequence, id, parameters);
        }
    }

    private void answerLate(OutputStream out, int sequence, String id, OptionalParameter... parameters) {
        try {
            answer(out, sequence, id, parameters);
        } catch (PDUStringException | IOException e) {
            LOG.debug("The link is gone, its answer with it", e);
        }
    }
}
